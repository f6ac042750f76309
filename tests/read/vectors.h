/* What the tests of the reader share: the tiny model and its vectors. */
#ifndef CASUS_TEST_VECTORS_H
#define CASUS_TEST_VECTORS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "read/model.h"

#define FIXTURE(name) SOURCE_DIR "/tests/fixtures/" name

static inline json_t *vectors_load(const char *path)
{
    json_t *all = json_load_file(path, JSON_ALLOW_NUL, NULL);
    assert_non_null(all);
    return all;
}

static inline long vectors_integer(const json_t *list, size_t i)
{
    return (long)json_integer_value(json_array_get(list, i));
}

static inline read_model *vectors_model(const char *path)
{
    casus_error error = {CASUS_OK, "", 0};
    read_model *model = read_model_open(path, &error);
    assert_string_equal(error.message, "");
    assert_non_null(model);
    return model;
}

#endif

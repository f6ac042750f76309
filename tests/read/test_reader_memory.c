/* Every allocation of the reader fails once: opening, making and reading then
 * fail with "out of memory", lose nothing and work again afterwards. The linker
 * puts the functions below before the allocator (cmake/tests.cmake). */
#include "vectors.h"

#include <stdlib.h>
#include <string.h>

#include "read/reader.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *at, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *at, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

/* How many allocations still succeed before one fails; negative: all do. */
static long left = -1;
static bool failed;

static bool fails(void)
{
    if (left < 0 || left-- > 0)
        return false;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *at, size_t size)
{
    return fails() ? NULL : __real_realloc(at, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __real_aligned_alloc(alignment, size);
}

static char text[12000];

/* Opens, makes, reads and frees all; whether it all went well. */
static bool run(casus_error *error)
{
    arena a = ARENA_EMPTY;
    reading out;
    read_model *model = read_model_open(FIXTURE("tiny-int8.casus"), error);
    reader *r = model ? reader_new(model, error) : NULL;
    bool well = r && reader_read(r, text, strlen(text), &a, &out, error);
    arena_free(&a);
    reader_free(r);
    read_model_close(model);
    return well;
}

static void every_allocation_fails_once(void **state)
{
    (void)state;
    casus_error error = {CASUS_OK, "", 0};
    static const char line[] = "the army said the war was (on) in the north.\n";
    for (size_t at = 0; at + sizeof line < sizeof text; at += sizeof line - 1)
        memcpy(text + at, line, sizeof line);
    assert_true(run(&error));
    long count = 0;
    for (;; count++) {
        left = count;
        failed = false;
        bool well = run(&error);
        left = -1;
        if (!failed)
            break;
        assert_false(well);
        assert_int_equal(error.code, CASUS_NO_MEMORY);
    }
    assert_true(count > 50);
    assert_true(run(&error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_fails_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

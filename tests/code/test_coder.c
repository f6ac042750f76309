/* The public functions: misuse, bad text, other languages, ownership. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "casus.h"

static casus_model *model;
static casus_facts *table;
static casus_coder *coder;

static int open_all(void **state)
{
    (void)state;
    casus_error error = {0};
    model =
        casus_model_open(SOURCE_DIR "/tests/fixtures/tiny-int8.casus", &error);
    table = casus_facts_open(BUILD_DIR "/facts.casus", &error);
    if (!model || !table)
        return -1;
    coder = casus_coder_new(model, table, &error);
    if (coder)
        casus_coder_set_cut(coder, 0);
    return coder ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    casus_coder_free(coder);
    casus_facts_close(table);
    casus_model_close(model);
    return 0;
}

static casus_coded *code(const char *text, size_t length, casus_error *error)
{
    casus_article article = {
        .text = text, .length = length, .published = "2006-11-30"};
    return casus_code(coder, &article, error);
}

static void expect_error(const char *text, size_t length,
                         casus_code_of_error wanted, size_t offset)
{
    casus_error error = {0};
    assert_null(code(text, length, &error));
    assert_int_equal(error.code, wanted);
    assert_int_equal(error.offset, offset);
    assert_true(strlen(error.message) > 0);
}

static void test_bad_text(void **state)
{
    (void)state;
    expect_error(NULL, 0, CASUS_BAD_VALUE, 0);
    expect_error("Talks \xff in Osaka", 16, CASUS_BAD_TEXT, 6);
    expect_error("Talks \xe2\x80", 8, CASUS_BAD_TEXT, 6);
    expect_error("Talks\0in", 8, CASUS_BAD_TEXT, 5);
    expect_error("Talks", (size_t)CASUS_TEXT_LIMIT + 1, CASUS_TOO_LARGE,
                 CASUS_TEXT_LIMIT);
}

static void test_misuse(void **state)
{
    (void)state;
    casus_error error = {0};
    casus_article article = {.text = "Talks", .length = 5};
    assert_null(casus_code(NULL, &article, &error));
    assert_int_equal(error.code, CASUS_BAD_VALUE);
    assert_null(casus_code(coder, NULL, NULL));
    assert_null(casus_coder_new(NULL, table, &error));
    assert_null(casus_coder_new(model, NULL, &error));
    assert_null(casus_model_open("/no/such/file", &error));
    assert_int_equal(error.code, CASUS_NO_FILE);
    assert_null(casus_facts_open("/no/such/file", &error));
    assert_int_equal(error.code, CASUS_NO_FILE);
    assert_string_equal(casus_model_property(model, "no such"), "");
    casus_coded_free(NULL);
    casus_coder_free(NULL);
    casus_model_close(NULL);
    casus_facts_close(NULL);
}

/* A text without letters is an article without claims. */
static void test_no_letters(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " \n\n", "1987 -- 2006 !!!",
                                        "\xe2\x80\x9c\xe2\x80\x9d"};
    for (size_t i = 0; i < 4; i++) {
        casus_error error = {0};
        casus_coded *coded = code(texts[i], strlen(texts[i]), &error);
        assert_non_null(coded);
        assert_string_equal(coded->verdict, "article");
        assert_int_equal(coded->claim_count, 0);
        casus_coded_free(coded);
    }
}

static void test_language(void **state)
{
    (void)state;
    static const char german[] =
        "Die Bundesregierung hat am Montag die Angriffe auf das Dorf scharf "
        "verurteilt und beide Seiten aufgefordert, die Waffen niederzulegen.";
    casus_error error = {0};
    casus_coded *coded = code(german, strlen(german), &error);
    assert_non_null(coded);
    assert_string_equal(coded->language, "de");
    assert_string_equal(coded->verdict, "language");
    assert_int_equal(coded->claim_count, 0);
    casus_coded_free(coded);
}

/* Whatever the model says, what is given out is well formed, and belongs to
 * the caller alone. */
static void test_result(void **state)
{
    (void)state;
    char text[] = "The army of the north attacked the south on Monday.\n"
                  "The president said it had attacked the bank in Paris.";
    casus_error error = {0};
    size_t length = strlen(text);
    casus_coded *coded = code(text, length, &error);
    assert_non_null(coded);
    memset(text, '?', length);
    assert_string_equal(coded->language, "en");
    assert_string_equal(coded->published, "2006-11-30");
    assert_string_equal(coded->outlet, "");
    assert_int_equal(strlen(coded->id), 16);
    assert_int_equal(coded->words, 20);
    assert_int_equal(coded->time_count, 1);
    assert_string_equal(coded->times[0].from, "2006-11-27");
    for (size_t i = 0; i < coded->claim_count; i++) {
        const casus_claim *claim = &coded->claims[i];
        assert_true(claim->trigger.start < claim->trigger.end);
        assert_true(claim->trigger.end <= length);
        assert_true(claim->source_count > 0);
        assert_true(claim->confidence >= 0 && claim->confidence <= 1);
        assert_non_null(claim->where);
        assert_true(i == 0 ||
                    coded->claims[i - 1].trigger.start <= claim->trigger.start);
    }
    casus_coded_free(coded);
}

/* The cut keeps what it lets through, in the same order. */
static void test_cut(void **state)
{
    (void)state;
    static const char text[] =
        "The army of the north attacked the south. The president accused the "
        "rebels. Police and troops met at the border. They protest.";
    casus_error error = {0};
    casus_coded *all = code(text, strlen(text), &error);
    casus_coder_set_cut(coder, 1.1);
    casus_coded *none = code(text, strlen(text), &error);
    casus_coder_set_cut(coder, 0);
    assert_non_null(all);
    assert_non_null(none);
    assert_int_equal(none->claim_count, 0);
    assert_int_equal(none->name_count, all->name_count);
    casus_coded_free(all);
    casus_coded_free(none);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(casus_kind_name(CASUS_TIE), "tie");
    assert_string_equal(casus_status_name(CASUS_INTENDED), "intended");
    assert_string_equal(casus_version(), CASUS_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_text),   cmocka_unit_test(test_misuse),
        cmocka_unit_test(test_no_letters), cmocka_unit_test(test_language),
        cmocka_unit_test(test_result),     cmocka_unit_test(test_cut),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

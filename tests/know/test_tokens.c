/* How a text is cut and folded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "know/tokens.h"

/* The folded words of a text, parted by spaces. */
static void assert_folds(const char *text, const char *wanted)
{
    arena a = ARENA_EMPTY;
    token_list list;
    char joined[256] = "";
    assert_true(tokens_cut(text, strlen(text), &a, &list));
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            strcat(joined, " ");
        strcat(joined, list.items[i].fold);
    }
    assert_string_equal(joined, wanted);
    arena_free(&a);
}

static void test_folds(void **state)
{
    (void)state;
    assert_folds("Erdoğan's AKP", "erdogan akp");
    assert_folds("Türkiye, Łódź", "turkiye , lodz");
    assert_folds("the U.S. and the U.N.", "the us and the un");
    assert_folds("U.S.-led talks", "us led talks");
    assert_folds("Mr. Xi met J. Kerry.", "mr xi met j kerry .");
    assert_folds("the rebels’ Sana'a", "the rebels sanaa");
    assert_folds("al- Maliki", "al maliki");
    assert_folds("Asia - Pacific", "asia - pacific");
    assert_folds("", "");
}

static void test_shapes(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    token_list list;
    const char *text = "US Iran's anti-Assad 12 .\n";
    static const uint8_t shapes[] = {TOKEN_CAPS,    TOKEN_CAPITAL, TOKEN_LOWER,
                                     TOKEN_CAPITAL, TOKEN_NUMBER,  TOKEN_MARK,
                                     TOKEN_BREAK};
    assert_true(tokens_cut(text, strlen(text), &a, &list));
    assert_int_equal(list.count, 7);
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(list.items[i].shape, shapes[i]);
    assert_true(list.items[1].possessive);
    assert_true(list.items[3].hyphened);
    assert_int_equal(tokens_at(&list, 4), 1);
    arena_free(&a);
}

/* Nothing that is valid UTF-8 may hang or run over. */
static void test_odd_texts(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    token_list list;
    char text[4096];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "'.-a"[i % 4];
    assert_true(tokens_cut(text, sizeof text, &a, &list));
    memset(text, 'x', sizeof text);
    assert_true(tokens_cut(text, sizeof text, &a, &list));
    assert_int_equal(list.count, 1);
    memset(text, '\'', sizeof text);
    assert_true(tokens_cut(text, sizeof text, &a, &list));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folds),
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_odd_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

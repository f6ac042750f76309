/* UTF-8 by RFC 3629, and code points from bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (int32_t point = 0; point <= 0x10FFFF; point++) {
        if (point >= 0xD800 && point <= 0xDFFF)
            continue;
        char bytes[4];
        size_t length = utf8_encode(point, bytes), size;
        if (utf8_decode(bytes, length, &size) != point || size != length)
            fail_msg("U+%04X", (unsigned)point);
    }
}

/* What is not UTF-8, and the byte at which it stops being so. */
static void bad_bytes_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t good;
        const char *why;
    } cases[] = {
        {"ab\x80", 2, "a lone continuation"},
        {"a\xC3", 1, "cut short, two bytes"},
        {"a\xE2\x82", 1, "cut short, three bytes"},
        {"a\xF0\x9F\x98", 1, "cut short, four bytes"},
        {"\xC0\xAF", 0, "an overlong slash"},
        {"\xE0\x80\xAF", 0, "an overlong slash in three"},
        {"\xED\xA0\x80", 0, "a surrogate"},
        {"\xF4\x90\x80\x80", 0, "above U+10FFFF"},
        {"\xFF", 0, "no such byte"},
        {"caf\xE9 au lait", 3, "Latin-1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (utf8_check(cases[i].bytes, strlen(cases[i].bytes)) != cases[i].good)
            fail_msg("%s", cases[i].why);
}

static void index_counts_as_a_walk_does(void **state)
{
    (void)state;
    const char *word = "Erdo\xC4\x9F"
                       "an \xF0\x9F\x95\x8A \xE2\x80\x9CNo\xE2\x80\x9D ";
    char text[2048] = "";
    for (int i = 0; i < 60; i++)
        strcat(text, word);
    size_t length = strlen(text);
    uint32_t *marks = calloc(utf8_index_marks(length), sizeof *marks);
    utf8_index index;
    utf8_index_build(&index, text, length, marks);
    for (size_t byte = 0, size; byte < length; byte += size) {
        assert_int_equal(utf8_index_points(&index, byte),
                         utf8_count(text, byte));
        utf8_decode(text + byte, length - byte, &size);
    }
    assert_int_equal(utf8_index_points(&index, length),
                     utf8_count(text, length));
    free(marks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(bad_bytes_are_found),
        cmocka_unit_test(index_counts_as_a_walk_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

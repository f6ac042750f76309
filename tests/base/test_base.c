/* arena, UTF-8, calendar and buffer through their headers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/calendar.h"
#include "base/utf8.h"

static void arena_gives_zeroed_memory(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *bytes = arena_alloc(&a, size);
        assert_non_null(bytes);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xFF, size);
    }
    size_t held = arena_size(&a);
    arena_reset(&a);
    assert_int_equal(*(unsigned char *)arena_alloc(&a, 100), 0);
    assert_int_equal(arena_size(&a), held);
    arena_free(&a);
    assert_int_equal(arena_size(&a), 0);
}

static void arena_refuses_what_overflows(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_null(arena_array(&a, SIZE_MAX / 2, 4));
    assert_null(arena_copy(&a, "", SIZE_MAX));
    arena_free(&a);
}

static void arena_grows_arrays(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        items = arena_grow(&a, items, (size_t)i, &capacity, sizeof *items);
        assert_non_null(items);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    arena_free(&a);
}

static void utf8_finds_the_first_bad_byte(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length, bad;
    } cases[] = {
        {"plain", 5, 5},
        {"caf\xC3\xA9", 5, 5},
        {"a\xC3", 2, 1},             /* cut */
        {"\xC0\xAF", 2, 0},          /* overlong */
        {"\xED\xA0\x80", 3, 0},      /* surrogate */
        {"\xF4\x90\x80\x80", 4, 0},  /* above U+10FFFF */
        {"ok\xF0\x9F\x98\x80", 6, 6} /* an emoji */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(utf8_check(cases[i].bytes, cases[i].length),
                         cases[i].bad);
}

static void utf8_index_counts_points(void **state)
{
    (void)state;
    char text[600];
    uint32_t marks[16];
    utf8_index index;
    for (size_t i = 0; i < 300; i++)
        memcpy(text + 2 * i, "\xC3\xA9", 2);
    utf8_index_build(&index, text, sizeof text, marks);
    for (size_t i = 0; i <= 300; i++)
        assert_int_equal(utf8_index_points(&index, 2 * i), i);
    assert_int_equal(utf8_index_points(&index, 9999), 300);
}

static void calendar_goes_there_and_back(void **state)
{
    (void)state;
    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_weekday(day_of(2020, 5, 4)), 0); /* a Monday */
    assert_int_equal(day_of(2019, 2, 29), DAY_NONE);
    assert_int_equal(day_of(2000, 2, 29), day_of(2000, 3, 1) - 1);
    for (day d = day_of(1890, 1, 1); d < day_of(2110, 1, 1); d += 13) {
        int year, month, date;
        char text[11];
        day_split(d, &year, &month, &date);
        assert_int_equal(day_of(year, month, date), d);
        day_print(d, text);
        assert_int_equal(day_parse(text), d);
    }
}

static void calendar_parses_dates_only(void **state)
{
    (void)state;
    assert_int_equal(day_parse("2020-05-04T12:00:00Z"), day_of(2020, 5, 4));
    assert_int_equal(day_parse("2020-5-4"), DAY_NONE);
    assert_int_equal(day_parse("2020-05-041"), DAY_NONE);
    assert_int_equal(day_parse("2020-13-01"), DAY_NONE);
    assert_int_equal(day_parse(""), DAY_NONE);
}

static void buffer_keeps_what_is_added(void **state)
{
    (void)state;
    buffer b = BUFFER_EMPTY;
    for (int i = 0; i < 1000; i++)
        buffer_format(&b, "%d,", i % 10);
    assert_false(b.failed);
    assert_int_equal(b.length, 2000);
    assert_int_equal(strlen(b.bytes), 2000);
    assert_false(buffer_reserve(&b, SIZE_MAX));
    buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_memory),
        cmocka_unit_test(arena_refuses_what_overflows),
        cmocka_unit_test(arena_grows_arrays),
        cmocka_unit_test(utf8_finds_the_first_bad_byte),
        cmocka_unit_test(utf8_index_counts_points),
        cmocka_unit_test(calendar_goes_there_and_back),
        cmocka_unit_test(calendar_parses_dates_only),
        cmocka_unit_test(buffer_keeps_what_is_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

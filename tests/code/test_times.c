/* The cases of tests/cases/times.txt, and what the grammar must survive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "code/times.h"

enum { FIELDS = 5, LINE = 512 };

static time_list find(arena *a, const char *text, const char *published)
{
    word_list words;
    time_list times;
    assert_true(words_cut(text, strlen(text), a, &words));
    assert_true(times_find(&words, day_parse(published), a, &times));
    return times;
}

/* The fields of a line, without the spaces around them. */
static int split(char *line, char *fields[FIELDS])
{
    int count = 0;
    line[strcspn(line, "\n")] = '\0';
    for (char *at = line; at && count < FIELDS; count++) {
        char *bar = strchr(at, '|');
        if (bar)
            *bar = '\0';
        while (*at == ' ')
            at++;
        size_t length = strlen(at);
        while (length > 0 && at[length - 1] == ' ')
            at[--length] = '\0';
        fields[count] = at;
        at = bar ? bar + 1 : NULL;
    }
    return count;
}

/* Whether the case holds; says how it does not. */
static bool holds(char *fields[FIELDS])
{
    arena a = ARENA_EMPTY;
    char from[11] = "", to[11] = "";
    time_list times = find(&a, fields[1], fields[0]);
    const char *value = times.count ? times.items[0].value : "-";
    if (times.count) {
        day_print(times.items[0].days.from, from);
        day_print(times.items[0].days.to, to);
    }
    bool good = !strcmp(value, fields[2]) &&
                !strcmp(*from ? from : "-", fields[3]) &&
                !strcmp(*to ? to : "-", fields[4]);
    if (!good)
        print_error("%s | %s: got %s %s %s\n", fields[0], fields[1], value,
                    from, to);
    arena_free(&a);
    return good;
}

static void test_cases(void **state)
{
    (void)state;
    char line[LINE], *fields[FIELDS];
    int cases = 0, bad = 0;
    FILE *file = fopen(SOURCE_DIR "/tests/cases/times.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        assert_int_equal(split(line, fields), FIELDS);
        bad += !holds(fields);
        cases++;
    }
    fclose(file);
    assert_true(cases >= 60);
    assert_int_equal(bad, 0);
}

/* "a day later" counts from the day named before it. */
static void test_later_day(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    time_list times = find(&a,
                           "It fell on 9 April 2003. A week earlier it held; "
                           "two days later it was lost.",
                           "2006-11-30");
    assert_int_equal(times.count, 3);
    assert_string_equal(times.items[1].value, "2003-04-02");
    assert_string_equal(times.items[2].value, "2003-04-04");
    arena_free(&a);
}

/* Both readings of a weekday stay at hand. */
static void test_both_readings(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    time_list times = find(&a, "He leaves on Monday.", "2006-11-30");
    assert_int_equal(times.count, 1);
    assert_int_equal(times.items[0].before.from, day_of(2006, 11, 27));
    assert_int_equal(times.items[0].after.from, day_of(2006, 12, 4));
    arena_free(&a);
}

/* No text makes it read past its end. */
static void test_cut_anywhere(void **state)
{
    (void)state;
    static const char text[] =
        "From Fri., Nov. 10 to 12 Sept., since mid-May 5, 2005-06, 11/9/2005, "
        "the '60s, 10:30 a.m. GMT, the day before yesterday, the end of the "
        "year, in twenty-five years, a couple of days ago, New Year's Eve.";
    char cut[sizeof text];
    for (size_t length = 0; length < sizeof text; length++) {
        arena a = ARENA_EMPTY;
        memcpy(cut, text, length);
        cut[length] = '\0';
        find(&a, cut, "2006-11-30");
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_later_day),
        cmocka_unit_test(test_both_readings),
        cmocka_unit_test(test_cut_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

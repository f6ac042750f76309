/* Days, weekdays and intervals, against dates everyone can look up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_of(2000, 3, 1), 11017);
    assert_int_equal(day_of(1969, 12, 31), -1);
    /* The fall of the Wall was a Thursday, 11 September a Tuesday. */
    assert_int_equal(day_weekday(day_of(1989, 11, 9)), 3);
    assert_int_equal(day_weekday(day_of(2001, 9, 11)), 1);
    assert_int_equal(day_weekday(day_of(1945, 5, 8)), 1);
}

static void every_day_splits_back(void **state)
{
    (void)state;
    int year, month, date;
    for (day d = day_of(1, 1, 1); d <= day_of(9999, 12, 31); d += 97) {
        day_split(d, &year, &month, &date);
        if (day_of(year, month, date) != d)
            fail_msg("day %d", d);
    }
}

static void no_such_dates(void **state)
{
    (void)state;
    assert_int_equal(day_of(2019, 2, 29), DAY_NONE);
    assert_int_equal(day_of(1900, 2, 29), DAY_NONE);
    assert_int_not_equal(day_of(2000, 2, 29), DAY_NONE);
    assert_int_equal(day_of(2019, 13, 1), DAY_NONE);
    assert_int_equal(day_of(2019, 4, 31), DAY_NONE);
    assert_int_equal(day_of(0, 1, 1), DAY_NONE);
}

static void reads_and_prints(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "2019",       "2019-6-29",
                                      "2019-06-31", "29-06-2019", "2019-06-291",
                                      "2019/06/29"};
    char text[11];
    day_print(day_parse("2019-06-29"), text);
    assert_string_equal(text, "2019-06-29");
    assert_int_equal(day_parse("2019-06-29T12:00:00Z"),
                     day_parse("2019-06-29"));
    day_print(DAY_NONE, text);
    assert_string_equal(text, "");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (day_parse(bad[i]) != DAY_NONE)
            fail_msg("%s", bad[i]);
}

static void months_and_years(void **state)
{
    (void)state;
    interval month = interval_of_month(2020, 2);
    assert_int_equal(month.to - month.from + 1, 29);
    interval year = interval_of_year(2019);
    assert_int_equal(year.to - year.from + 1, 365);
    assert_int_equal(interval_of_month(2020, 13).from, DAY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days),
        cmocka_unit_test(every_day_splits_back),
        cmocka_unit_test(no_such_dates),
        cmocka_unit_test(reads_and_prints),
        cmocka_unit_test(months_and_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

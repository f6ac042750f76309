#include <stdio.h>

#include "code/time_grammar.h"

void time_set_day(time_match *m, day d)
{
    char text[11];
    day_print(d, text);
    snprintf(m->value, TIME_VALUE, "%s", text);
    m->days = (interval){d, d};
    m->unit = GRAIN_DAY;
}

/* ISO 8601: week 1 holds the first Thursday of its year. */
static int week_number(day d, int *year)
{
    int month, date;
    day thursday = d - day_weekday(d) + 3;
    day_split(thursday, year, &month, &date);
    return (thursday - day_of(*year, 1, 1)) / 7 + 1;
}

static void set_week(time_match *m, day in_week, const char *ending)
{
    int year, week = week_number(in_week, &year);
    day monday = in_week - day_weekday(in_week);
    snprintf(m->value, TIME_VALUE, "%04d-W%02d%s", year, week, ending);
    m->days = (interval){monday, monday + 6};
}

void time_set_week(time_match *m, day in_week)
{
    set_week(m, in_week, "");
    m->unit = GRAIN_WEEK;
}

void time_set_weekend(time_match *m, day in_week)
{
    set_week(m, in_week, "-WE");
    m->days.from += 5;
    m->unit = GRAIN_WEEKEND;
}

void time_set_month(time_match *m, int year, int month)
{
    snprintf(m->value, TIME_VALUE, "%04d-%02d", year, month);
    m->days = interval_of_month(year, month);
    m->unit = GRAIN_MONTH;
}

/* Meteorological seasons of the northern hemisphere; a winter is named for the
 * year of its December. */
void time_set_season(time_match *m, int year, int season)
{
    static const char *const names[] = {"WI", "SP", "SU", "FA"};
    int first = season ? season * 3 : 12;
    snprintf(m->value, TIME_VALUE, "%04d-%s", year, names[season]);
    m->days.from = interval_of_month(year, first).from;
    m->days.to = season ? interval_of_month(year, first + 2).to
                        : interval_of_month(year + 1, 2).to;
    m->unit = GRAIN_SEASON;
}

void time_set_quarter(time_match *m, int year, int quarter)
{
    snprintf(m->value, TIME_VALUE, "%04d-Q%d", year, quarter);
    m->days.from = interval_of_month(year, quarter * 3 - 2).from;
    m->days.to = interval_of_month(year, quarter * 3).to;
    m->unit = GRAIN_QUARTER;
}

void time_set_year(time_match *m, int year)
{
    snprintf(m->value, TIME_VALUE, "%04d", year);
    m->days = interval_of_year(year);
    m->unit = GRAIN_YEAR;
}

static void set_years(time_match *m, int first, int last)
{
    m->days.from = interval_of_year(first).from;
    m->days.to = interval_of_year(last).to;
}

void time_set_decade(time_match *m, int first)
{
    snprintf(m->value, TIME_VALUE, "%03d", first / 10);
    set_years(m, first, first + 9);
    m->unit = GRAIN_DECADE;
}

void time_set_century(time_match *m, int first)
{
    snprintf(m->value, TIME_VALUE, "%02d", first / 100);
    set_years(m, first, first + 99);
    m->unit = GRAIN_CENTURY;
}

void time_set_range(time_match *m, day from, day to)
{
    char first[11], last[11];
    m->days = INTERVAL_NONE;
    m->value[0] = '\0';
    if (from == DAY_NONE || to == DAY_NONE || from > to)
        return;
    day_print(from, first);
    day_print(to, last);
    snprintf(m->value, TIME_VALUE, "%s/%s", first, last);
    m->days = (interval){from, to};
}

static day shift_months(day d, int count)
{
    int year, month, date;
    day_split(d, &year, &month, &date);
    int months = year * 12 + month - 1 + count;
    if (months < 12 || months >= 10000 * 12)
        return DAY_NONE;
    int last = month_days(months / 12, months % 12 + 1);
    return day_of(months / 12, months % 12 + 1, date < last ? date : last);
}

day time_shift(day d, grain unit, int count)
{
    static const int days[] = {0, 1, 7, 7, 14};
    static const int months[] = {1, 3, 3, 12, 120, 1200};
    if (d == DAY_NONE || count > 9999 || count < -9999)
        return DAY_NONE;
    if (unit >= GRAIN_MONTH)
        return shift_months(d, count * months[unit - GRAIN_MONTH]);
    day moved = d + count * days[unit];
    bool in_calendar =
        moved >= day_of(1, 1, 1) && moved <= day_of(9999, 12, 31);
    return in_calendar ? moved : DAY_NONE;
}

void time_set_unit(time_match *m, grain unit, day d, int count)
{
    int year, month, date;
    d = time_shift(d, unit, count);
    if (d == DAY_NONE)
        return;
    day_split(d, &year, &month, &date);
    switch (unit) {
    case GRAIN_WEEKEND:
        time_set_weekend(m, d);
        break;
    case GRAIN_WEEK:
        time_set_week(m, d);
        break;
    case GRAIN_MONTH:
        time_set_month(m, year, month);
        break;
    case GRAIN_QUARTER:
        time_set_quarter(m, year, (month + 2) / 3);
        break;
    case GRAIN_YEAR:
        time_set_year(m, year);
        break;
    case GRAIN_DECADE:
        time_set_decade(m, year / 10 * 10);
        break;
    case GRAIN_CENTURY:
        time_set_century(m, year / 100 * 100);
        break;
    default:
        time_set_day(m, d);
        break;
    }
}

void time_set_duration(time_match *m, int amount, grain unit)
{
    static const char *const letters[] = {"H", "D", "WE", "W",  "W", "M",
                                          "Q", "S", "Y",  "DE", "CE"};
    const char *prefix = unit == GRAIN_HOUR ? "PT" : "P";
    if (unit == GRAIN_FORTNIGHT && amount > 0)
        amount *= 2;
    if (amount < 0)
        snprintf(m->value, TIME_VALUE, "%sX%s", prefix, letters[unit]);
    else
        snprintf(m->value, TIME_VALUE, "%s%d%s", prefix, amount, letters[unit]);
    m->type = TIME_DURATION;
    m->unit = unit;
}

#include "base/calendar.h"

#include <stdio.h>
#include <string.h>

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Hinnant, "chrono-compatible low-level date algorithms": days_from_civil. */
day day_of(int year, int month, int date)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || date < 1 ||
        date > month_days(year, month))
        return DAY_NONE;
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400, year_of_era = y - era * 400;
    int shifted = month > 2 ? month - 3 : month + 9;
    int day_of_year = (153 * shifted + 2) / 5 + date - 1;
    int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void day_split(day d, int *year, int *month, int *date)
{
    int z = d + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                       day_of_era / 146096) /
                      365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    *date = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

int day_weekday(day d)
{
    return (int)(((int64_t)d % 7 + 7 + 3) % 7); /* 1970-01-01: a Thursday */
}

interval interval_of_month(int year, int month)
{
    day first = day_of(year, month, 1);
    if (first == DAY_NONE)
        return INTERVAL_NONE;
    return (interval){first, first + month_days(year, month) - 1};
}

interval interval_of_year(int year)
{
    if (day_of(year, 1, 1) == DAY_NONE)
        return INTERVAL_NONE;
    return (interval){day_of(year, 1, 1), day_of(year, 12, 31)};
}

static bool digits(const char *text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

day day_parse(const char *text)
{
    int year, month, date;
    if (strlen(text) < 10 || !digits(text, 4, &year) || text[4] != '-' ||
        !digits(text + 5, 2, &month) || text[7] != '-' ||
        !digits(text + 8, 2, &date))
        return DAY_NONE;
    if (text[10] >= '0' && text[10] <= '9')
        return DAY_NONE;
    return day_of(year, month, date);
}

void day_print(day d, char out[11])
{
    out[0] = '\0';
    if (d == DAY_NONE)
        return;
    int year, month, date;
    day_split(d, &year, &month, &date);
    if (year >= 1 && year <= 9999)
        snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000u,
                 (unsigned)month % 100u, (unsigned)date % 100u);
}

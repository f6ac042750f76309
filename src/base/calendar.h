/*
 * Days of the proleptic Gregorian calendar, counted from 1970-01-01, and
 * intervals of them. No clock is ever asked.
 */
#ifndef CASUS_CALENDAR_H
#define CASUS_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t day;

#define DAY_NONE INT32_MIN

/* First and last day, both included; from is DAY_NONE where there is none. */
typedef struct {
    day from, to;
} interval;

#define INTERVAL_NONE ((interval){DAY_NONE, DAY_NONE})

/* The day of a date, or DAY_NONE where there is no such date. Years 1 to 9999.
 */
day day_of(int year, int month, int date);

void day_split(day d, int *year, int *month, int *date);

/* 0 Monday to 6 Sunday. */
int day_weekday(day d);

int month_days(int year, int month);

interval interval_of_month(int year, int month);
interval interval_of_year(int year);

/* Reads YYYY-MM-DD at the start of text (what follows, such as a time of day,
 * is ignored); DAY_NONE where it is not one. */
day day_parse(const char *text);

/* Writes YYYY-MM-DD, or "" for DAY_NONE. */
void day_print(day d, char out[11]);

#endif

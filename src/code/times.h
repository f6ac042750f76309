/*
 * The times a text names, found by a grammar of words and resolved against the
 * date of publication, never against the clock.
 *
 *     published 2006-11-30, a Thursday
 *     "on Monday"        DATE  2006-11-27   27 November (or 4 December)
 *     "early last month" DATE  2006-10      1 to 31 October
 *     "since 2004"       DATE  2004/2006-11-30
 *     "10 days ago"      DATE  2006-11-20
 *     "three-day"        DURATION  P3D      no day
 *     "every week"       SET   P1W          no day
 *
 * Values follow TIMEX3 (Pustejovsky et al. 2003) with ISO 8601 intervals for
 * ranges. Where a day may lie before or after publication ("Monday", "in
 * March") the tense of the words around decides, and the other reading is kept
 * beside it. Without a date of publication what is relative has no days.
 */
#ifndef CASUS_TIMES_H
#define CASUS_TIMES_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/span.h"
#include "code/words.h"

typedef enum { TIME_DATE, TIME_TIME, TIME_DURATION, TIME_SET } time_type;

typedef struct {
    span at;
    time_type type;
    const char *value; /* "" where it stays unresolved */
    interval days;     /* INTERVAL_NONE where there are none */
    interval before;   /* as read before and after publication; INTERVAL_NONE */
    interval after;    /* where only one reading is possible */
    const char *rule;  /* a constant word: "weekday", "month-day", … */
} time_expression;

typedef struct {
    const time_expression *items; /* in order, not overlapping */
    size_t count;
} time_list;

/* Finds the times among the words of a text; published may be DAY_NONE. The
 * list lives in a. False when memory is out. */
bool times_find(const word_list *words, day published, arena *a,
                time_list *out);

/* "DATE", "TIME", "DURATION" or "SET". */
const char *time_type_name(time_type type);

#endif

/*
 * Inside of the time grammar: what its rules share.
 *
 *     words ─▶ terms ─▶ rules at each word, longest wins ─▶ times
 *              "Nov": MONTH 11, "three": NUMBER 3
 *
 * A rule looks at the words from one on and fills a match. Rules of calendar
 * dates are in time_dates.c, those relative to a day in time_relative.c;
 * times.c tries them and joins what they find ("since X", "from X to Y").
 */
#ifndef CASUS_TIME_GRAMMAR_H
#define CASUS_TIME_GRAMMAR_H

#include "code/times.h"

typedef enum {
    TERM_NONE,
    TERM_MONTH,   /* 1 to 12 */
    TERM_WEEKDAY, /* 0 Monday to 6 */
    TERM_UNIT,    /* grain */
    TERM_NUMBER,  /* one, twelve; digits are not terms */
    TERM_ORDINAL, /* first, third */
    TERM_SEASON,  /* 0 winter to 3 autumn */
    TERM_PART     /* of a day: morning, night */
} term_kind;

typedef enum {
    GRAIN_HOUR,
    GRAIN_DAY,
    GRAIN_WEEKEND,
    GRAIN_WEEK,
    GRAIN_FORTNIGHT,
    GRAIN_MONTH,
    GRAIN_QUARTER,
    GRAIN_SEASON,
    GRAIN_YEAR,
    GRAIN_DECADE,
    GRAIN_CENTURY
} grain;

typedef struct {
    uint8_t kind, value;
    bool abbreviated;
} term;

enum { TIME_VALUE = 40 };

typedef struct {
    size_t used; /* words */
    time_type type;
    grain unit;
    char value[TIME_VALUE];
    interval days, before, after;
    const char *rule;
} time_match;

typedef struct {
    const word_list *words;
    const term *terms;    /* one a word */
    day published;        /* or DAY_NONE */
    day reference;        /* what "a day later" counts from; or DAY_NONE */
    grain reference_unit; /* how exactly it was named */
} time_grammar;

typedef bool time_rule(const time_grammar *g, size_t at, time_match *out);

/* The term of word i; TERM_NONE outside the text. */
term time_term(const time_grammar *g, size_t i);
bool time_is(const time_grammar *g, size_t i, term_kind kind);

/* The terms of all words; NULL when memory is out. */
const term *time_terms(const word_list *words, arena *a);

/* An amount such as "3", "three", "a few", "a couple of", "twenty-five": how
 * many words it takes, 0 for none. amount is -1 where it is vague. */
size_t time_amount(const time_grammar *g, size_t at, int *amount);

/* A year written with four digits: its value, or 0. */
int time_year(const time_grammar *g, size_t at);

/* Words between at and a preceding dash or hyphen joint: whether word i is a
 * hyphen or dash. */
bool time_dash(const time_grammar *g, size_t i);

/* The tense of the words around [at, at + used): below 0 past, above 0 future,
 * 0 where they do not say. */
int time_tense(const time_grammar *g, size_t at, size_t used);

/* Fill days and value of a match from a day, week, month, year, or decade. */
void time_set_day(time_match *m, day d);
void time_set_week(time_match *m, day in_week);
void time_set_weekend(time_match *m, day in_week);
void time_set_month(time_match *m, int year, int month);
void time_set_season(time_match *m, int year, int season);
void time_set_quarter(time_match *m, int year, int quarter);
void time_set_year(time_match *m, int year);
void time_set_decade(time_match *m, int first);
void time_set_century(time_match *m, int first);

/* Fills days and value of a range; value is "" where either end is missing. */
void time_set_range(time_match *m, day from, day to);

/* The day count units after d (before it where count < 0); the last day of the
 * month where it has fewer. */
day time_shift(day d, grain unit, int count);

/* The unit around d as days and value ("this month"), count units on. */
void time_set_unit(time_match *m, grain unit, day d, int count);

/* "P3D" for an amount of units, "PXD" where amount is -1. */
void time_set_duration(time_match *m, int amount, grain unit);

/* The rules. */
time_rule time_iso, time_slashed, time_day_month, time_month_day, time_month,
    time_named_year, time_years, time_clock, time_feast;
time_rule time_day_word, time_weekday, time_this_unit, time_last_units,
    time_ago, time_from_now, time_that, time_weekend, time_recent, time_every,
    time_length, time_edge;

#endif

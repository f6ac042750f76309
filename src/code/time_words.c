#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code/time_grammar.h"

typedef struct {
    const char *word;
    uint8_t kind, value;
    bool abbreviated;
} entry;

/* Sorted by word. */
static const entry lexicon[] = {
    {"afternoon", TERM_PART, 0, false},
    {"apr", TERM_MONTH, 4, true},
    {"april", TERM_MONTH, 4, false},
    {"aug", TERM_MONTH, 8, true},
    {"august", TERM_MONTH, 8, false},
    {"autumn", TERM_SEASON, 3, false},
    {"centuries", TERM_UNIT, GRAIN_CENTURY, false},
    {"century", TERM_UNIT, GRAIN_CENTURY, false},
    {"day", TERM_UNIT, GRAIN_DAY, false},
    {"days", TERM_UNIT, GRAIN_DAY, false},
    {"dec", TERM_MONTH, 12, true},
    {"decade", TERM_UNIT, GRAIN_DECADE, false},
    {"decades", TERM_UNIT, GRAIN_DECADE, false},
    {"december", TERM_MONTH, 12, false},
    {"eight", TERM_NUMBER, 8, false},
    {"eighteen", TERM_NUMBER, 18, false},
    {"eighth", TERM_ORDINAL, 8, false},
    {"eighty", TERM_NUMBER, 80, false},
    {"eleven", TERM_NUMBER, 11, false},
    {"evening", TERM_PART, 1, false},
    {"fall", TERM_SEASON, 3, false},
    {"feb", TERM_MONTH, 2, true},
    {"february", TERM_MONTH, 2, false},
    {"fifteen", TERM_NUMBER, 15, false},
    {"fifth", TERM_ORDINAL, 5, false},
    {"fifty", TERM_NUMBER, 50, false},
    {"first", TERM_ORDINAL, 1, false},
    {"five", TERM_NUMBER, 5, false},
    {"fortnight", TERM_UNIT, GRAIN_FORTNIGHT, false},
    {"forty", TERM_NUMBER, 40, false},
    {"four", TERM_NUMBER, 4, false},
    {"fourteen", TERM_NUMBER, 14, false},
    {"fourth", TERM_ORDINAL, 4, false},
    {"fri", TERM_WEEKDAY, 4, true},
    {"friday", TERM_WEEKDAY, 4, false},
    {"hour", TERM_UNIT, GRAIN_HOUR, false},
    {"hours", TERM_UNIT, GRAIN_HOUR, false},
    {"jan", TERM_MONTH, 1, true},
    {"january", TERM_MONTH, 1, false},
    {"jul", TERM_MONTH, 7, true},
    {"july", TERM_MONTH, 7, false},
    {"jun", TERM_MONTH, 6, true},
    {"june", TERM_MONTH, 6, false},
    {"mar", TERM_MONTH, 3, true},
    {"march", TERM_MONTH, 3, false},
    {"may", TERM_MONTH, 5, false},
    {"mon", TERM_WEEKDAY, 0, true},
    {"monday", TERM_WEEKDAY, 0, false},
    {"month", TERM_UNIT, GRAIN_MONTH, false},
    {"months", TERM_UNIT, GRAIN_MONTH, false},
    {"morning", TERM_PART, 2, false},
    {"night", TERM_PART, 3, false},
    {"nine", TERM_NUMBER, 9, false},
    {"nineteen", TERM_NUMBER, 19, false},
    {"ninety", TERM_NUMBER, 90, false},
    {"ninth", TERM_ORDINAL, 9, false},
    {"nov", TERM_MONTH, 11, true},
    {"november", TERM_MONTH, 11, false},
    {"oct", TERM_MONTH, 10, true},
    {"october", TERM_MONTH, 10, false},
    {"one", TERM_NUMBER, 1, false},
    {"quarter", TERM_UNIT, GRAIN_QUARTER, false},
    {"quarters", TERM_UNIT, GRAIN_QUARTER, false},
    {"sat", TERM_WEEKDAY, 5, true},
    {"saturday", TERM_WEEKDAY, 5, false},
    {"second", TERM_ORDINAL, 2, false},
    {"sep", TERM_MONTH, 9, true},
    {"sept", TERM_MONTH, 9, true},
    {"september", TERM_MONTH, 9, false},
    {"seven", TERM_NUMBER, 7, false},
    {"seventeen", TERM_NUMBER, 17, false},
    {"seventh", TERM_ORDINAL, 7, false},
    {"seventy", TERM_NUMBER, 70, false},
    {"six", TERM_NUMBER, 6, false},
    {"sixteen", TERM_NUMBER, 16, false},
    {"sixth", TERM_ORDINAL, 6, false},
    {"sixty", TERM_NUMBER, 60, false},
    {"spring", TERM_SEASON, 1, false},
    {"summer", TERM_SEASON, 2, false},
    {"sun", TERM_WEEKDAY, 6, true},
    {"sunday", TERM_WEEKDAY, 6, false},
    {"ten", TERM_NUMBER, 10, false},
    {"tenth", TERM_ORDINAL, 10, false},
    {"third", TERM_ORDINAL, 3, false},
    {"thirteen", TERM_NUMBER, 13, false},
    {"thirty", TERM_NUMBER, 30, false},
    {"three", TERM_NUMBER, 3, false},
    {"thu", TERM_WEEKDAY, 3, true},
    {"thur", TERM_WEEKDAY, 3, true},
    {"thurs", TERM_WEEKDAY, 3, true},
    {"thursday", TERM_WEEKDAY, 3, false},
    {"tue", TERM_WEEKDAY, 1, true},
    {"tues", TERM_WEEKDAY, 1, true},
    {"tuesday", TERM_WEEKDAY, 1, false},
    {"twelve", TERM_NUMBER, 12, false},
    {"twenty", TERM_NUMBER, 20, false},
    {"two", TERM_NUMBER, 2, false},
    {"wed", TERM_WEEKDAY, 2, true},
    {"wednesday", TERM_WEEKDAY, 2, false},
    {"week", TERM_UNIT, GRAIN_WEEK, false},
    {"weekend", TERM_UNIT, GRAIN_WEEKEND, false},
    {"weekends", TERM_UNIT, GRAIN_WEEKEND, false},
    {"weeks", TERM_UNIT, GRAIN_WEEK, false},
    {"winter", TERM_SEASON, 0, false},
    {"year", TERM_UNIT, GRAIN_YEAR, false},
    {"years", TERM_UNIT, GRAIN_YEAR, false},
};

enum { LONGEST_TERM = 12 };

static int by_word(const void *key, const void *item)
{
    return strcmp(key, ((const entry *)item)->word);
}

static term lookup(const word_list *words, size_t i)
{
    char lower[LONGEST_TERM + 1];
    const word *w = &words->items[i];
    size_t length = span_length(w->at);
    if (w->kind != WORD_LETTERS || length > LONGEST_TERM)
        return (term){0};
    for (size_t j = 0; j < length; j++) {
        char byte = words->text[w->at.start + j];
        lower[j] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    }
    lower[length] = '\0';
    const entry *found =
        bsearch(lower, lexicon, sizeof lexicon / sizeof *lexicon,
                sizeof *lexicon, by_word);
    if (!found)
        return (term){0};
    /* Months and weekdays are names: "may", "march" and "sat" are not. */
    if ((found->kind == TERM_MONTH || found->kind == TERM_WEEKDAY) &&
        !w->capital)
        return (term){0};
    return (term){found->kind, found->value, found->abbreviated};
}

const term *time_terms(const word_list *words, arena *a)
{
    term *terms = arena_array(a, words->count, sizeof *terms);
    for (size_t i = 0; terms && i < words->count; i++)
        terms[i] = lookup(words, i);
    return terms;
}

term time_term(const time_grammar *g, size_t i)
{
    return i < g->words->count ? g->terms[i] : (term){0};
}

bool time_is(const time_grammar *g, size_t i, term_kind kind)
{
    return time_term(g, i).kind == kind;
}

bool time_dash(const time_grammar *g, size_t i)
{
    return word_is_mark(g->words, i, '-') ||
           word_is_mark(g->words, i, 0x2013) ||
           word_is_mark(g->words, i, 0x2010);
}

/* Digits of an amount: not a part of "2,500", "3.5", "$3", "7-2". */
static size_t digits_amount(const time_grammar *g, size_t at, int *amount)
{
    const word_list *w = g->words;
    if (!word_has_kind(w, at, WORD_DIGITS) || w->items[at].value < 0 ||
        w->items[at].value > 9999 || w->items[at].ordinal)
        return 0;
    if (at > 0 && w->items[at].joined &&
        (word_among(w, at - 1, "us") || word_is_mark(w, at - 1, ',') ||
         word_is_mark(w, at - 1, '.') || word_is_mark(w, at - 1, '$')))
        return 0;
    *amount = w->items[at].value;
    return 1;
}

size_t time_amount(const time_grammar *g, size_t at, int *amount)
{
    const word_list *w = g->words;
    if (word_has_kind(w, at, WORD_DIGITS))
        return digits_amount(g, at, amount);
    if (time_is(g, at, TERM_NUMBER)) {
        *amount = time_term(g, at).value;
        size_t next = time_dash(g, at + 1) ? at + 2 : at + 1;
        if (*amount >= 20 && *amount % 10 == 0 &&
            time_is(g, next, TERM_NUMBER) && time_term(g, next).value < 10) {
            *amount += time_term(g, next).value;
            return next + 1 - at;
        }
        return 1;
    }
    *amount = -1;
    if (word_among(w, at, "several few many some recent"))
        return 1;
    if (!word_among(w, at, "a an"))
        return 0;
    if (word_among(w, at + 1, "few"))
        return 2;
    *amount = 2;
    if (word_is(w, at + 1, "couple"))
        return word_is(w, at + 2, "of") ? 3 : 2;
    *amount = 1;
    return 1;
}

int time_year(const time_grammar *g, size_t at)
{
    const word_list *w = g->words;
    if (!word_has_kind(w, at, WORD_DIGITS) || w->items[at].digits != 4 ||
        w->items[at].ordinal)
        return 0;
    int year = w->items[at].value;
    return year >= 1000 && year <= 2199 ? year : 0;
}

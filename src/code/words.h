/*
 * A text cut into words, for the rules that read words rather than scores: the
 * time grammar, the choice of a date, the attitude of a cue.
 *
 *     "Nov. 9, he didn't"  ─▶  Nov . 9 , he didn ' t
 *
 * A word is a run of letters or of digits, or one mark; an ordinal's ending
 * ("9th") belongs to its digits. A line end is a word of its own, so that no
 * rule reads across one by accident. Words are as they stand in the text; they
 * are compared in lower case.
 */
#ifndef CASUS_WORDS_H
#define CASUS_WORDS_H

#include "base/arena.h"
#include "base/span.h"

typedef enum { WORD_LETTERS, WORD_DIGITS, WORD_MARK, WORD_LINE } word_kind;

typedef struct {
    span at;
    int32_t value;  /* of digits, -1 above nine of them; code point of a mark */
    uint8_t kind;   /* word_kind */
    uint8_t digits; /* how many */
    bool capital;   /* starts with A to Z */
    bool joined;    /* nothing stands between it and the word before */
    bool ordinal;   /* 9th */
} word;

typedef struct {
    const char *text;
    word *items;
    size_t count;
} word_list;

/* Cuts valid UTF-8 of length bytes; false when memory is out. */
bool words_cut(const char *text, size_t length, arena *a, word_list *out);

/* The first word that ends after byte; count where there is none. */
size_t words_from(const word_list *words, size_t byte);

/* Whether word i is there and of that kind. */
bool word_has_kind(const word_list *words, size_t i, word_kind kind);

/* Whether word i is there and is lower but for its case. */
bool word_is(const word_list *words, size_t i, const char *lower);

/* Whether word i is there and is the mark with that code point. */
bool word_is_mark(const word_list *words, size_t i, int32_t point);

/* Whether word i is there and among the words of a list that are separated by
 * single spaces, such as "of the a". */
bool word_among(const word_list *words, size_t i, const char *list);

/* Whether word i is there and ends in lower. */
bool word_ends(const word_list *words, size_t i, const char *lower);

/* Whether word i is a mark that opens or closes a quotation. */
bool word_is_quote(const word_list *words, size_t i);

/* Whether word i ends a sentence: a line end, or . ! ? ; but not the full stop
 * of a short word, which may be an abbreviation. */
bool word_ends_sentence(const word_list *words, size_t i);

#endif

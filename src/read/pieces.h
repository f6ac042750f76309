/*
 * Words cut into pieces: BERT's uncased WordPiece, with what it loses kept
 * beside, the bytes a piece came from and their letter case.
 *
 *     "Señor McX."  ─clean, split▶  senor | mcx | .
 *                   ─longest match▶ se ##no ##r   m ##c ##x   .
 *                            bytes  0-2 2-5 5-6   7-8 …
 *                             case  Capital, lower, lower, CAPITALS …
 *
 * As the tokenizers that such models are trained with do it: control characters
 * dropped, ideographs alone, accents off, lower case, punctuation apart.
 */
#ifndef CASUS_PIECES_H
#define CASUS_PIECES_H

#include "base/span.h"
#include "read/vocabulary.h"

typedef enum {
    CASE_NONE,
    CASE_LOWER,
    CASE_CAPITAL,  /* a first capital, the rest lower */
    CASE_CAPITALS, /* two or more, all capitals */
    CASE_MIXED
} letter_case;

typedef struct {
    uint32_t id;
    span at;
    uint8_t letters; /* a letter_case */
} piece;

typedef struct {
    piece *items;
    size_t count, capacity;
} pieces;

#define PIECES_EMPTY ((pieces){NULL, 0, 0})

/* Adds the pieces of text[from, to), valid UTF-8; false when memory is out. */
bool pieces_cut(pieces *p, const vocabulary *v, const char *text, size_t from,
                size_t to);

void pieces_free(pieces *p);

#endif

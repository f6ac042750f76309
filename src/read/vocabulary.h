/*
 * The pieces a model knows, for longest matches.
 *
 *     "the\nof\n##s …"  ─▶  offsets [id]  +  hash table  ─▶  ids
 *
 * A piece that begins with ## stands inside a word, any other at its start. The
 * bytes stay where they are (in the mapped file); the table holds ids.
 */
#ifndef CASUS_VOCABULARY_H
#define CASUS_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct vocabulary vocabulary;

/* bytes holds count pieces joined by newlines, and outlives the vocabulary. It
 * must have [UNK], [CLS] and [SEP], and no piece twice. */
vocabulary *vocabulary_new(const char *bytes, size_t length, size_t count,
                           casus_error *error);
void vocabulary_free(vocabulary *v);

/* The longest piece that word begins with: its id, and its length in bytes in
 * matched (without ##); 0 in matched where there is none. */
uint32_t vocabulary_match(const vocabulary *v, const char *word, size_t length,
                          bool inside, size_t *matched);

uint32_t vocabulary_unknown(const vocabulary *v);
uint32_t vocabulary_start(const vocabulary *v);     /* [CLS] */
uint32_t vocabulary_separator(const vocabulary *v); /* [SEP] */

/* The bytes of a piece, ## included. */
const char *vocabulary_piece(const vocabulary *v, uint32_t id, size_t *length);

#endif

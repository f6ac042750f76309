/*
 * The facts in the making: rows and the phrases that name them, and how they
 * are packed into one file (know/layout.h).
 */
#ifndef CASUS_PACK_H
#define CASUS_PACK_H

#include "base/arena.h"
#include "know/facts.h"

typedef struct pack pack;

pack *pack_new(arena *a);

/* The offset of a string in the text section; the same string has one offset.
 * 0 where memory is out (and pack_write will fail). */
uint32_t pack_text(pack *p, const char *text);

/* Adds a row and returns its number. */
uint32_t pack_row(pack *p, const fact_row *row);

/* Lets a phrase name a row. How it must be written is seen from how it is
 * written here. False where the phrase has no words or too many. */
bool pack_phrase(pack *p, const char *phrase, uint32_t row, fact_part part);

size_t pack_phrases(const pack *p);

/* Writes the file whole or not at all; NULL or what went wrong. */
const char *pack_write(pack *p, const char *path);

#endif

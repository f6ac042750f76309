/*
 * How far apart two words are, for "did you mean": the letters to insert,
 * drop, change or swap with a neighbour (Damerau 1964, adjacent swaps once).
 */
#ifndef CASUS_NEAREST_H
#define CASUS_NEAREST_H

#include <stddef.h>

/* Words over 31 bytes are infinitely far from everything (SIZE_MAX). */
size_t nearest_distance(const char *word, size_t length, const char *other);

#endif

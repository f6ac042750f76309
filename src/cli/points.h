/*
 * From code points, which the library speaks, back to the bytes of a text.
 *
 *     point   0 … 63 | 64 … 127 | …        a mark every 64 points,
 *     byte    0      | 71       | …        the rest is counted on demand
 */
#ifndef CASUS_POINTS_H
#define CASUS_POINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "casus.h"

typedef struct {
    const char *text;
    size_t length;   /* bytes */
    size_t count;    /* code points */
    uint32_t *marks; /* [count / 64 + 1] */
} points;

/* text is valid UTF-8 and must outlive p. false when memory is out. */
bool points_build(points *p, arena *a, const char *text, size_t length);

/* The byte at which a code point starts; length from the last one on. */
size_t points_byte(const points *p, size_t point);

/* The words of a span; length 0 where it is absent. */
typedef struct {
    const char *at;
    size_t length;
} quote;
quote points_quote(const points *p, casus_span span);

#endif

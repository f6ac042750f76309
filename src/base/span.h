/*
 * A span is two byte offsets into an article's text: [start, end). Texts are
 * limited to CASUS_TEXT_LIMIT bytes, so 32 bits hold any offset.
 */
#ifndef CASUS_SPAN_H
#define CASUS_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t start, end;
} span;

static inline uint32_t span_length(span s)
{
    return s.end - s.start;
}

static inline bool span_overlaps(span a, span b)
{
    return a.start < b.end && b.start < a.end;
}

/* Whether inner lies wholly within outer. */
static inline bool span_contains(span outer, span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool span_equal(span a, span b)
{
    return a.start == b.start && a.end == b.end;
}

/* Bytes between two spans; 0 where they touch or overlap. */
static inline uint32_t span_distance(span a, span b)
{
    if (a.end <= b.start)
        return b.start - a.end;
    if (b.end <= a.start)
        return a.start - b.end;
    return 0;
}

#endif

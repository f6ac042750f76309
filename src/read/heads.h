/*
 * The heads: what the model says of a window's pieces and of spans of them.
 *
 *     x [size][width] ─▶ tags [size][TAG_ROWS]       for every piece
 *                     └▶ keys [size][2 R D]
 *     span ─mean of x─▶ vector ─▶ code, status | role
 *                              └▶ query, nulls ─· keys─▶ start, end logits
 *
 * First heads_window, then heads_spans for each set of spans that is asked
 * about; the answers that follow are about that set.
 */
#ifndef CASUS_HEADS_H
#define CASUS_HEADS_H

#include "read/encoder.h"

/* First and last position of a span within a window. */
typedef struct {
    uint16_t first, last;
} extent;

typedef struct {
    encoder *encoder;
    size_t size; /* of the window */
    float *tags; /* [size][TAG_ROWS] logits */
    float *keys; /* [rows][2 RELATIONS link_width] */
    size_t span_capacity;
    const extent *spans;
    size_t span_count;
    float *vectors; /* [spans, rounded up][width] */
    float *hidden;  /* [spans, rounded up][largest hidden layer] */
    float *queries; /* [spans, rounded up][2 RELATIONS link_width] */
    float *nulls;   /* [spans][RELATIONS][NULLS] logits */
} heads;

/* False when memory is out; free it in any case. */
bool heads_init(heads *h, encoder *e);
void heads_free(heads *h);

/* Takes a window that the encoder has run. False when memory is out. */
bool heads_window(heads *h, size_t size);

/* Asks about spans, which stay the caller's. False when memory is out. */
bool heads_spans(heads *h, const extent *spans, size_t count);

/* Probabilities for each span: [spans][READ_CODES], [spans][READ_STATUSES]; and
 * [spans][READ_ROLES]. False when memory is out. */
bool heads_acts(heads *h, float *codes, float *statuses);
bool heads_roles(heads *h, float *roles);

/* Logits of each piece of the window to be the first piece, or the last, of the
 * answer to a span's question. */
void heads_starts(const heads *h, size_t number, relation r, float *starts);
void heads_ends(const heads *h, size_t number, relation r, float *ends);
const float *heads_nulls(const heads *h, size_t number, relation r);

/* In which of the 32 classes a signed distance in pieces falls. */
size_t heads_bucket(long distance);

/* Turns logits into probabilities. */
void heads_softmax(float *x, size_t count);

#endif

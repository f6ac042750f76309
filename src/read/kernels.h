/*
 * The encoder's arithmetic between the matrix products, on rows of floats, in
 * vectors as wide as the processor has them.
 *
 *     x ─quantise▶ levels ─product▶ sums ─settle▶ floats
 *                                    ├──settle_gelu▶ floats
 *                                    └──settle_norm▶ x = norm(x + floats)
 *     query, key, value ─attend▶ mixed
 *
 * One body of code (kernels_body.h) is compiled for AVX-512, AVX2 and plain;
 * kernels_best picks the table that this processor can run. The first two round
 * alike to the last bit, and so int8 models read alike on all processors that
 * can multiply and add at once; only the plain one, where it cannot, differs.
 * That matters since one level rounded the other way changes all that follows a
 * little. Each row (attend: each window) is computed by itself.
 */
#ifndef CASUS_KERNELS_H
#define CASUS_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum {
    KERNELS_HEAD = 32,  /* width of an attention head */
    KERNELS_SIZE = 512, /* pieces of the largest window */
    KERNELS_STEP = 16,  /* widths are multiples of this */
    KERNELS_ROWS = 4    /* there is room for rows up to a multiple of it */
};

/* What a product leaves, row by row: int32 sums, from which shifts is taken and
 * which are multiplied by the row's step and the output's scale, or floats
 * (steps NULL). bias is added. */
typedef struct {
    const void *sums;      /* [rows][outputs] */
    const float *steps;    /* [rows] */
    const int32_t *shifts; /* [outputs] */
    const float *scale;    /* [outputs] */
    const float *bias;     /* [outputs] */
    size_t rows, outputs;
} kernels_sums;

/* The weight and bias of a layer norm. */
typedef struct {
    const float *weight, *bias; /* [width] */
} kernels_norm;

/* Room for attend: keys of a head by columns, its values and four rows of
 * scores. */
enum { KERNELS_ROOM = KERNELS_SIZE * KERNELS_HEAD * 2 + 4 * KERNELS_SIZE };

typedef struct {
    /* levels = x / step, rounded half to even, plus 128; step = max |x| of the
     * row / 127, or 1 for a row of zeros. */
    void (*quantise)(const float *x, size_t rows, size_t width, uint8_t *levels,
                     float *steps);
    /* The sums as floats [rows][outputs]; out may be the sums' own memory. */
    void (*settle)(const kernels_sums *sums, float *out);
    void (*settle_gelu)(const kernels_sums *sums, float *out);
    void (*settle_norm)(const kernels_sums *sums, float *x,
                        const kernels_norm *norm);
    void (*norm)(float *x, size_t rows, size_t width, const kernels_norm *norm);
    /* Attention of one window: query, key and value stand side by side in rows
     * [size][3 heads 32]; writes [size][heads 32]. Both must have rows up to
     * the next multiple of KERNELS_ROWS; room holds KERNELS_ROOM floats. */
    void (*attend)(const float *qkv, size_t size, size_t heads, float *mixed,
                   float *room);
    /* Dot products of rows with weights: out[rows][count] = x · w + bias (NULL:
     * none). A row of x is stride floats from the next. */
    void (*dots)(const float *x, size_t stride, size_t rows, size_t width,
                 const float *w, size_t count, const float *bias, float *out);
} kernels;

/* The widest of the tables below that this processor can run. */
const kernels *kernels_best(void);

/* Each table, or NULL where the compiler cannot make it or this processor
 * cannot run it. */
const kernels *kernels_512(void);
const kernels *kernels_256(void);
const kernels *kernels_plain(void);

#endif

/*
 * The encoder: a window's pieces to a vector for each.
 *
 *     ids, cases ─▶ x [size][width]
 *                   └─ layers times ─▶ qkv ─▶ attend ─▶ out ─▶ norm
 *                                      up, gelu ─▶ down ─▶ norm ─▶ x
 *
 * Rows go through the products in blocks, each block as far as it can, so that
 * what is between two products stays in the cache. The arithmetic is that of
 * docs/model-file.md; a row of a product depends on that row alone, a window on
 * nothing but itself.
 */
#ifndef CASUS_ENCODER_H
#define CASUS_ENCODER_H

#include "read/model.h"

/* One thread's scratch. Rows of its buffers go up to KERNELS_SIZE. */
typedef struct {
    const read_model *model;
    product_desk *desk;
    float *x;        /* [rows][width] */
    float *qkv;      /* [rows][3 width], and room for a block of inner */
    float *mixed;    /* [rows][width] */
    void *sums;      /* [PRODUCT_BLOCK][widest output] */
    uint8_t *levels; /* [PRODUCT_BLOCK][widest input] */
    float *steps;    /* [PRODUCT_BLOCK] */
    float *room;     /* KERNELS_ROOM */
} encoder;

/* False when memory is out; free it in any case. */
bool encoder_init(encoder *e, const read_model *model);
void encoder_free(encoder *e);

/* Reads a window of size pieces, at most the model's window + 2, into e->x.
 * False when memory is out. */
bool encoder_run(encoder *e, const uint32_t *ids, const uint8_t *cases,
                 size_t size);

/* rows of x, a multiple of PRODUCT_UNIT, through a matrix: what settle makes of
 * it, gelu on top if wanted, in out [rows][outputs]. */
bool encoder_apply(encoder *e, const linear *l, const float *x, size_t rows,
                   bool gelu, float *out);

/* A number of rows rounded up to a multiple of PRODUCT_UNIT. */
size_t encoder_rows(size_t count);

#endif

/*
 * Matrix products, rows · weightsᵀ. This and product.c are all that casus knows
 * of oneDNN; another library can take its place behind these functions.
 *
 *     weights [outputs][inputs] ──product_new──▶ product     (once, shared)
 *     rows    [n][inputs]       ──product_rows─▶ sums [n][outputs]
 *
 * Weights are either floats, and then rows and sums are floats too, or int8
 * within ±63. Then rows are levels plus 128, as bytes, since kernels multiply
 * unsigned by signed bytes, and much faster so where there is no VNNI; sums are
 * exact int32, and too large by product_shifts. Pairs of products stay below
 * 2^15, where processors without VNNI saturate. Rows come in blocks of few
 * sizes, so that few kernels are compiled, all when the product is made.
 *
 * oneDNN is built on OpenMP; every call here runs on the calling thread alone
 * and leaves the caller's number of threads as it was.
 */
#ifndef CASUS_PRODUCT_H
#define CASUS_PRODUCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PRODUCT_BLOCK = 64, /* rows of the largest block */
    PRODUCT_UNIT = 4    /* rows of the smallest one; all are multiples */
};

/* The size of the next block where left rows (a multiple of PRODUCT_UNIT) are
 * left. */
size_t product_block(size_t left);

enum { PRODUCT_ZERO = 128 }; /* the byte of level 0 */

typedef enum { PRODUCT_FLOAT, PRODUCT_INT8 } product_kind;

typedef struct product_maker product_maker; /* what products are made with */
typedef struct product product;             /* one matrix, immutable */
typedef struct product_desk product_desk;   /* what one thread works with */

/* NULL when memory is out or the library refuses. */
product_maker *product_maker_new(void);
void product_maker_free(product_maker *m);

/* Copies the weights into the layout the kernels like best. */
product *product_new(const product_maker *m, product_kind kind,
                     const void *weights, size_t outputs, size_t inputs);
void product_free(product *p);

/* What the 128 adds to each output, [outputs]; NULL for floats. */
const int32_t *product_shifts(const product *p);

product_desk *product_desk_new(const product_maker *m);
void product_desk_free(product_desk *d);

/* Multiplies a block of count rows, as product_block has it; false when memory
 * is out. */
bool product_rows(const product *p, product_desk *d, size_t count,
                  const void *rows, void *sums);

#endif

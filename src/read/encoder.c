#include "read/encoder.h"

#include <stdlib.h>
#include <string.h>

enum { CACHE_LINE = 64 };

size_t encoder_rows(size_t count)
{
    return (count + PRODUCT_UNIT - 1) / PRODUCT_UNIT * PRODUCT_UNIT;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* count zeroed items that begin at a cache line. */
static void *lines(size_t count, size_t size)
{
    size_t bytes = (count * size + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    void *at = aligned_alloc(CACHE_LINE, bytes);
    return at ? memset(at, 0, bytes) : NULL;
}

bool encoder_init(encoder *e, const read_model *model)
{
    const model_config *c = &model->config;
    size_t rows = encoder_rows(c->window + 2);
    size_t input = larger(c->width, c->inner), output = input;
    output = larger(output, 3 * c->width);
    output = larger(output, 2 * RELATIONS * c->link_width);
    output = larger(output, larger(c->act_hidden, c->mention_hidden));
    *e = (encoder){.model = model, .desk = product_desk_new(model->maker)};
    e->x = lines(rows * c->width, sizeof *e->x);
    e->qkv = lines(larger(rows * 3 * c->width, PRODUCT_BLOCK * c->inner),
                   sizeof *e->qkv);
    e->mixed = lines(rows * c->width, sizeof *e->mixed);
    e->sums = lines(PRODUCT_BLOCK * output, sizeof(float));
    e->levels = lines(PRODUCT_BLOCK * input, sizeof *e->levels);
    e->steps = lines(PRODUCT_BLOCK, sizeof *e->steps);
    e->room = lines(KERNELS_ROOM, sizeof *e->room);
    return e->desk && e->x && e->qkv && e->mixed && e->sums && e->levels &&
           e->steps && e->room;
}

void encoder_free(encoder *e)
{
    product_desk_free(e->desk);
    free(e->x);
    free(e->qkv);
    free(e->mixed);
    free(e->sums);
    free(e->levels);
    free(e->steps);
    free(e->room);
    *e = (encoder){.model = NULL};
}

/* The product of one block, ready to be settled. */
static bool multiply(encoder *e, const linear *l, const float *x, size_t rows,
                     kernels_sums *out)
{
    const void *in = x;
    if (l->scale) {
        e->model->kernels->quantise(x, rows, l->inputs, e->levels, e->steps);
        in = e->levels;
    }
    *out = (kernels_sums){e->sums,
                          l->scale ? e->steps : NULL,
                          product_shifts(l->product),
                          l->scale,
                          l->bias,
                          rows,
                          l->outputs};
    return product_rows(l->product, e->desk, rows, in, e->sums);
}

bool encoder_apply(encoder *e, const linear *l, const float *x, size_t rows,
                   bool gelu, float *out)
{
    const kernels *k = e->model->kernels;
    kernels_sums sums;
    for (size_t row = 0; row < rows; row += sums.rows) {
        size_t count = product_block(rows - row);
        if (!multiply(e, l, x + row * l->inputs, count, &sums))
            return false;
        (gelu ? k->settle_gelu : k->settle)(&sums, out + row * l->outputs);
    }
    return true;
}

static void embed_word(const read_model *m, uint32_t id, float *out)
{
    size_t width = m->config.width;
    if (!m->word_scale) {
        memcpy(out, (const float *)m->word->data + id * width,
               width * sizeof *out);
        return;
    }
    const int8_t *levels = (const int8_t *)m->word->data + id * width;
    float scale = m->word_scale[id];
    for (size_t i = 0; i < width; i++)
        out[i] = (float)levels[i] * scale;
}

static void embed(encoder *e, const uint32_t *ids, const uint8_t *cases,
                  size_t size)
{
    const read_model *m = e->model;
    size_t width = m->config.width, rows = encoder_rows(size);
    for (size_t row = 0; row < size; row++) {
        float *x = e->x + row * width;
        const float *position = m->position + row * width;
        const float *letters = m->letter_case + cases[row] * width;
        embed_word(m, ids[row], x);
        for (size_t i = 0; i < width; i++)
            x[i] = x[i] + position[i] + letters[i];
    }
    memset(e->x + size * width, 0, (rows - size) * width * sizeof *e->x);
    m->kernels->norm(e->x, rows, width, &m->embed_norm);
}

/* The rest of a layer for one block of rows, from what attention mixed. */
static bool transform(encoder *e, const model_layer *l, float *x,
                      const float *mixed, size_t rows)
{
    const kernels *k = e->model->kernels;
    kernels_sums sums;
    if (!multiply(e, &l->out, mixed, rows, &sums))
        return false;
    k->settle_norm(&sums, x, &l->attention_norm);
    if (!multiply(e, &l->up, x, rows, &sums))
        return false;
    /* In float files the sums are the next product's input: it cannot be its
     * output too, and the rows of qkv are free by now. */
    float *inner = l->up.scale ? e->sums : e->qkv;
    k->settle_gelu(&sums, inner);
    if (!multiply(e, &l->down, inner, rows, &sums))
        return false;
    k->settle_norm(&sums, x, &l->norm);
    return true;
}

static bool run_layer(encoder *e, const model_layer *l, size_t size)
{
    size_t width = e->model->config.width, rows = encoder_rows(size), count;
    if (!encoder_apply(e, &l->qkv, e->x, rows, false, e->qkv))
        return false;
    e->model->kernels->attend(e->qkv, size, e->model->config.heads, e->mixed,
                              e->room);
    for (size_t row = 0; row < rows; row += count) {
        count = product_block(rows - row);
        if (!transform(e, l, e->x + row * width, e->mixed + row * width, count))
            return false;
    }
    return true;
}

bool encoder_run(encoder *e, const uint32_t *ids, const uint8_t *cases,
                 size_t size)
{
    embed(e, ids, cases, size);
    for (size_t i = 0; i < e->model->config.layers; i++)
        if (!run_layer(e, &e->model->layers[i], size))
            return false;
    return true;
}

#include "read/heads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t link_outputs(const heads *h)
{
    return h->encoder->model->link_key.outputs;
}

static size_t largest_hidden(const heads *h)
{
    const model_config *c = &h->encoder->model->config;
    return c->act_hidden > c->mention_hidden ? c->act_hidden
                                             : c->mention_hidden;
}

bool heads_init(heads *h, encoder *e)
{
    size_t rows = encoder_rows(e->model->config.window + 2);
    *h = (heads){.encoder = e};
    h->tags = calloc(rows * TAG_ROWS, sizeof *h->tags);
    h->keys = calloc(rows * link_outputs(h), sizeof *h->keys);
    return h->tags && h->keys;
}

static void spans_free(heads *h)
{
    free(h->vectors);
    free(h->hidden);
    free(h->queries);
    free(h->nulls);
    h->vectors = h->hidden = h->queries = h->nulls = NULL;
    h->span_capacity = 0;
}

void heads_free(heads *h)
{
    spans_free(h);
    free(h->tags);
    free(h->keys);
    *h = (heads){.encoder = NULL};
}

static bool spans_reserve(heads *h, size_t count)
{
    if (count <= h->span_capacity)
        return true;
    size_t rows = encoder_rows(2 * count);
    spans_free(h);
    h->vectors = calloc(rows * h->encoder->model->config.width, sizeof(float));
    h->hidden = calloc(rows * largest_hidden(h), sizeof(float));
    h->queries = calloc(rows * link_outputs(h), sizeof(float));
    h->nulls = calloc(rows * RELATIONS * NULLS, sizeof(float));
    if (!h->vectors || !h->hidden || !h->queries || !h->nulls)
        return false;
    h->span_capacity = rows;
    return true;
}

static void small_apply(const heads *h, const small_linear *s, const float *x,
                        size_t rows, float *out)
{
    h->encoder->model->kernels->dots(x, s->inputs, rows, s->inputs, s->weight,
                                     s->outputs, s->bias, out);
}

bool heads_window(heads *h, size_t size)
{
    encoder *e = h->encoder;
    h->size = size;
    small_apply(h, &e->model->tags, e->x, size, h->tags);
    return encoder_apply(e, &e->model->link_key, e->x, encoder_rows(size),
                         false, h->keys);
}

static void mean(const heads *h, extent at, float *out)
{
    size_t width = h->encoder->model->config.width;
    float count = (float)(at.last - at.first + 1);
    memset(out, 0, width * sizeof *out);
    for (size_t row = at.first; row <= at.last; row++) {
        const float *x = h->encoder->x + row * width;
        for (size_t i = 0; i < width; i++)
            out[i] += x[i];
    }
    for (size_t i = 0; i < width; i++)
        out[i] /= count;
}

bool heads_spans(heads *h, const extent *spans, size_t count)
{
    const read_model *m = h->encoder->model;
    size_t width = m->config.width, rows = encoder_rows(count);
    if (!spans_reserve(h, count))
        return false;
    h->spans = spans;
    h->span_count = count;
    for (size_t i = 0; i < count; i++)
        mean(h, spans[i], h->vectors + i * width);
    memset(h->vectors + count * width, 0,
           (rows - count) * width * sizeof(float));
    small_apply(h, &m->link_null, h->vectors, count, h->nulls);
    return encoder_apply(h->encoder, &m->link_query, h->vectors, rows, false,
                         h->queries);
}

void heads_softmax(float *x, size_t count)
{
    float most = x[0], total = 0;
    for (size_t i = 1; i < count; i++)
        most = x[i] > most ? x[i] : most;
    for (size_t i = 0; i < count; i++)
        total += x[i] = expf(x[i] - most);
    for (size_t i = 0; i < count; i++)
        x[i] /= total;
}

static void choose(const heads *h, const small_linear *s, float *out)
{
    small_apply(h, s, h->hidden, h->span_count, out);
    for (size_t i = 0; i < h->span_count; i++)
        heads_softmax(out + i * s->outputs, s->outputs);
}

static bool hide(heads *h, const linear *l)
{
    return encoder_apply(h->encoder, l, h->vectors, encoder_rows(h->span_count),
                         true, h->hidden);
}

bool heads_acts(heads *h, float *codes, float *statuses)
{
    const read_model *m = h->encoder->model;
    if (!hide(h, &m->act_hidden))
        return false;
    choose(h, &m->act_code, codes);
    choose(h, &m->act_status, statuses);
    return true;
}

bool heads_roles(heads *h, float *roles)
{
    const read_model *m = h->encoder->model;
    if (!hide(h, &m->mention_hidden))
        return false;
    choose(h, &m->mention_role, roles);
    return true;
}

/* floor(1 + 2 log2 d) without logarithms: d² has twice the bits. */
size_t heads_bucket(long distance)
{
    enum { MIDDLE = 16, MOST = 15 };
    unsigned long d = (unsigned long)(distance < 0 ? -distance : distance);
    size_t steps = 0;
    if (d >= 1 << MOST / 2)
        d = 1 << MOST / 2;
    for (unsigned long square = d * d; square; square >>= 1)
        steps++;
    return distance < 0 ? MIDDLE - steps : MIDDLE + steps;
}

/* side 0 starts, 1 ends: their keys and queries stand one after the other. */
static void point(const heads *h, size_t number, relation r, size_t side,
                  float *out)
{
    const read_model *m = h->encoder->model;
    size_t width = m->config.link_width, stride = link_outputs(h);
    size_t column = (2 * (size_t)r + side) * width;
    const float *query = h->queries + number * stride + column;
    float by = 1.0f / sqrtf((float)width);
    m->kernels->dots(h->keys + column, stride, h->size, width, query, 1, NULL,
                     out);
    for (size_t i = 0; i < h->size; i++)
        out[i] *= by;
}

void heads_starts(const heads *h, size_t number, relation r, float *starts)
{
    const float *distance = h->encoder->model->distance + r * DISTANCES;
    long first = h->spans[number].first;
    point(h, number, r, 0, starts);
    for (size_t i = 0; i < h->size; i++)
        starts[i] += distance[heads_bucket((long)i - first)];
}

void heads_ends(const heads *h, size_t number, relation r, float *ends)
{
    point(h, number, r, 1, ends);
}

const float *heads_nulls(const heads *h, size_t number, relation r)
{
    return h->nulls + (number * RELATIONS + r) * NULLS;
}

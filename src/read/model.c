#include "read/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/labels.h"

enum { NAME_ROOM = 64 };

/* What loading needs to know, and how many tensors it has used. */
typedef struct {
    read_model *model;
    casus_error *error;
    size_t used;
    char prefix[NAME_ROOM];
} loading;

static bool fail(const loading *l, const char *message)
{
    return error_set(l->error, CASUS_BAD_FILE, message, 0);
}

/* The tensor PREFIX NAME of a type and shape; columns is 0 for a vector. */
static const tensor *take(loading *l, const char *name, tensor_type type,
                          size_t rows, size_t columns)
{
    char whole[2 * NAME_ROOM];
    snprintf(whole, sizeof whole, "%s%s", l->prefix, name);
    const tensor *t = model_file_tensor(l->model->file, whole);
    if (!t) {
        fail(l, "a tensor of the model is missing");
        return NULL;
    }
    if (t->type != type) {
        fail(l, "a tensor of the model is of another type");
        return NULL;
    }
    if (t->dimensions != (columns ? 2 : 1) || t->shape[0] != rows ||
        (columns && t->shape[1] != columns)) {
        fail(l, "a tensor of the model is of another shape");
        return NULL;
    }
    l->used++;
    return t;
}

static bool take_floats(loading *l, const char *name, size_t rows,
                        size_t columns, const float **out)
{
    const tensor *t = take(l, name, TENSOR_F32, rows, columns);
    *out = t ? t->data : NULL;
    return t != NULL;
}

static bool take_norm(loading *l, const char *name, kernels_norm *norm)
{
    char full[NAME_ROOM];
    size_t width = l->model->config.width;
    snprintf(full, sizeof full, "%s.weight", name);
    if (!take_floats(l, full, width, 0, &norm->weight))
        return false;
    snprintf(full, sizeof full, "%s.bias", name);
    return take_floats(l, full, width, 0, &norm->bias);
}

static bool take_small(loading *l, const char *name, small_linear *s,
                       size_t outputs, size_t inputs)
{
    char full[NAME_ROOM];
    s->outputs = outputs;
    s->inputs = inputs;
    snprintf(full, sizeof full, "%s.weight", name);
    if (!take_floats(l, full, outputs, inputs, &s->weight))
        return false;
    snprintf(full, sizeof full, "%s.bias", name);
    return take_floats(l, full, outputs, 0, &s->bias);
}

static bool levels_in_file(const loading *l)
{
    return l->model->word_scale != NULL;
}

static bool take_linear(loading *l, const char *name, linear *out,
                        size_t outputs, size_t inputs)
{
    char full[NAME_ROOM];
    bool int8 = levels_in_file(l);
    out->outputs = outputs;
    out->inputs = inputs;
    snprintf(full, sizeof full, "%s.bias", name);
    if (!take_floats(l, full, outputs, 0, &out->bias))
        return false;
    snprintf(full, sizeof full, "%s.weight.scale", name);
    if (int8 && !take_floats(l, full, outputs, 0, &out->scale))
        return false;
    snprintf(full, sizeof full, "%s.weight", name);
    const tensor *t =
        take(l, full, int8 ? TENSOR_I8 : TENSOR_F32, outputs, inputs);
    if (!t)
        return false;
    out->product =
        product_new(l->model->maker, int8 ? PRODUCT_INT8 : PRODUCT_FLOAT,
                    t->data, outputs, inputs);
    return out->product != NULL || error_memory(l->error);
}

/* The embedding tells whether the file's matrices are levels or floats. */
static bool take_embedding(loading *l)
{
    read_model *m = l->model;
    const model_config *c = &m->config;
    const tensor *scale = model_file_tensor(m->file, "embed.word.scale");
    if (scale &&
        !take_floats(l, "embed.word.scale", c->pieces, 0, &m->word_scale))
        return false;
    m->word = take(l, "embed.word", scale ? TENSOR_I8 : TENSOR_F32, c->pieces,
                   c->width);
    return m->word &&
           take_floats(l, "embed.position", c->positions, c->width,
                       &m->position) &&
           take_floats(l, "embed.case", 5, c->width, &m->letter_case) &&
           take_norm(l, "embed.norm", &m->embed_norm);
}

static bool take_layer(loading *l, size_t number)
{
    const model_config *c = &l->model->config;
    model_layer *layer = &l->model->layers[number];
    snprintf(l->prefix, sizeof l->prefix, "layer.%zu.", number);
    bool taken = take_linear(l, "qkv", &layer->qkv, 3 * c->width, c->width) &&
                 take_linear(l, "out", &layer->out, c->width, c->width) &&
                 take_linear(l, "up", &layer->up, c->inner, c->width) &&
                 take_linear(l, "down", &layer->down, c->width, c->inner) &&
                 take_norm(l, "attention_norm", &layer->attention_norm) &&
                 take_norm(l, "norm", &layer->norm);
    l->prefix[0] = '\0';
    return taken;
}

static bool take_heads(loading *l)
{
    read_model *m = l->model;
    const model_config *c = &m->config;
    size_t links = 2 * RELATIONS * c->link_width;
    return take_small(l, "tag", &m->tags, TAG_ROWS, c->width) &&
           take_linear(l, "act.hidden", &m->act_hidden, c->act_hidden,
                       c->width) &&
           take_small(l, "act.code", &m->act_code, READ_CODES, c->act_hidden) &&
           take_small(l, "act.status", &m->act_status, READ_STATUSES,
                      c->act_hidden) &&
           take_linear(l, "mention.hidden", &m->mention_hidden,
                       c->mention_hidden, c->width) &&
           take_small(l, "mention.role", &m->mention_role, READ_ROLES,
                      c->mention_hidden) &&
           take_linear(l, "link.key", &m->link_key, links, c->width) &&
           take_linear(l, "link.query", &m->link_query, links, c->width) &&
           take_small(l, "link.null", &m->link_null, RELATIONS * NULLS,
                      c->width) &&
           take_floats(l, "link.distance", RELATIONS, DISTANCES, &m->distance);
}

static bool take_vocabulary(loading *l)
{
    read_model *m = l->model;
    const tensor *t = model_file_tensor(m->file, "vocabulary");
    if (!t || t->type != TENSOR_U8 || t->dimensions != 1)
        return fail(l, "the model has no vocabulary");
    l->used++;
    m->words = vocabulary_new(t->data, t->shape[0], m->config.pieces, l->error);
    return m->words != NULL;
}

static bool load(loading *l)
{
    read_model *m = l->model;
    if (!labels_check(m->file, l->error) ||
        !settings_config(m->file, &m->config, l->error) ||
        !settings_calibration(m->file, &m->calibration, l->error) ||
        !take_vocabulary(l) || !take_embedding(l) || !take_heads(l))
        return false;
    for (size_t i = 0; i < m->config.layers; i++)
        if (!take_layer(l, i))
            return false;
    return l->used == model_file_tensors(m->file) ||
           fail(l, "the model has tensors that nothing uses");
}

read_model *read_model_open(const char *path, casus_error *error)
{
    read_model *m = calloc(1, sizeof *m);
    if (!m || !(m->maker = product_maker_new())) {
        free(m);
        error_memory(error);
        return NULL;
    }
    m->kernels = kernels_best();
    m->file = model_file_open(path, error);
    loading l = {m, error, 0, ""};
    if (m->file && load(&l))
        return m;
    read_model_close(m);
    return NULL;
}

void read_model_close(read_model *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < MODEL_LAYERS; i++) {
        product_free(m->layers[i].qkv.product);
        product_free(m->layers[i].out.product);
        product_free(m->layers[i].up.product);
        product_free(m->layers[i].down.product);
    }
    product_free(m->act_hidden.product);
    product_free(m->mention_hidden.product);
    product_free(m->link_key.product);
    product_free(m->link_query.product);
    product_maker_free(m->maker);
    vocabulary_free(m->words);
    model_file_close(m->file);
    free(m);
}

const char *read_model_property(const read_model *m, const char *name)
{
    return model_file_string(m->file, name);
}

size_t read_model_confidence(const read_model *m, double *cut, double *bias,
                             double *weights, size_t count)
{
    const model_calibration *c = &m->calibration;
    *cut = c->cut;
    *bias = c->bias;
    for (size_t i = 0; i < count && i < c->weight_count; i++)
        weights[i] = c->weights[i];
    return c->weight_count;
}

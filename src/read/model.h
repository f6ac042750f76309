/*
 * A model in memory: what the file holds, checked against the shapes of
 * docs/model-file.md, with the matrices in the layout of the products.
 *
 *     model_file ─▶ config, calibration, vocabulary
 *                ├▶ embedding, heads         stay in the mapping
 *                └▶ linear (product, scale, bias)      reordered once
 *
 * It is immutable once open, and shared by all readers.
 */
#ifndef CASUS_MODEL_H
#define CASUS_MODEL_H

#include "read/kernels.h"
#include "read/model_file.h"
#include "read/product.h"
#include "read/reader.h"
#include "read/vocabulary.h"

enum {
    MODEL_LAYERS = 24, /* at most */
    MODEL_WEIGHTS = 32 /* of the confidence, at most */
};

typedef enum {
    TAG_NAME,
    TAG_TRIGGER,
    TAG_PARTY,
    TAG_SOURCE,
    TAG_CUE,
    TAG_CONTENT,
    TAG_SENTENCE,
    TAGGERS
} tagger;

typedef enum {
    LINK_SOURCE,
    LINK_TARGET,
    LINK_VOICE,
    LINK_PLACE,
    LINK_SAME,
    LINK_SPEAKER,
    LINK_CONTENT,
    RELATIONS
} relation;

enum { NULLS = 4, TAG_ROWS = 26, DISTANCES = 32 };

/* Where a tagger's rows begin among the stacked ones, and how many there are:
 * O, then B and I of each kind (sentence: O and END). */
extern const size_t model_tag_row[TAGGERS + 1];

/* Whether a relation has that null among its answers (read_link_kind order). */
extern const bool model_null_used[RELATIONS][NULLS];

typedef struct {
    size_t layers, width, heads, inner, positions, pieces;
    size_t link_width, act_hidden, mention_hidden;
    size_t window;   /* pieces */
    size_t hash_cut; /* one paragraph in so many ends its window */
} model_config;

typedef struct {
    float trigger_bias, null_bias[RELATIONS];
    float more[RELATIONS]; /* negative: never more than one answer */
    float more_both;       /* for the sources of a reciprocal act */
    double cut, bias, weights[MODEL_WEIGHTS];
    size_t weight_count;
} model_calibration;

/* A matrix for products. scale is NULL where it is of floats. */
typedef struct {
    product *product;
    const float *scale, *bias; /* [outputs] */
    size_t outputs, inputs;
} linear;

/* A small matrix of floats, used in place. */
typedef struct {
    const float *weight, *bias; /* [outputs][inputs], [outputs] */
    size_t outputs, inputs;
} small_linear;

typedef struct {
    linear qkv, out, up, down;
    kernels_norm attention_norm, norm;
} model_layer;

struct read_model {
    model_file *file;
    product_maker *maker;
    const kernels *kernels;
    model_config config;
    model_calibration calibration;
    vocabulary *words;
    const tensor *word;      /* [pieces][width], floats or levels */
    const float *word_scale; /* [pieces], NULL for floats */
    const float *position, *letter_case;
    kernels_norm embed_norm;
    model_layer layers[MODEL_LAYERS];
    linear act_hidden, mention_hidden, link_key, link_query;
    small_linear tags, act_code, act_status, mention_role, link_null;
    const float *distance; /* [RELATIONS][DISTANCES] */
};

#endif

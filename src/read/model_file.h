/*
 * A model file, mapped read-only and checked before anything is taken from it.
 *
 *     [ 8 bytes: header length | JSON header | F32 … | I8 … | U8 … ]
 *                                 ├ __metadata__: strings
 *                                 └ tensor name: dtype, shape, offsets
 *
 * Nothing in the file is believed: the header's length, its format, version and
 * labels, the offsets (which must cover the data without gap or overlap), the
 * SHA-256 of the data, and that every float is finite and every level of a
 * weight within ±63. What stays mapped is shared by all who use the model; the
 * file must not be cut short while it is open.
 */
#ifndef CASUS_MODEL_FILE_H
#define CASUS_MODEL_FILE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct model_file model_file;

typedef enum { TENSOR_F32, TENSOR_I8, TENSOR_U8 } tensor_type;

typedef struct {
    const char *name;
    tensor_type type;
    size_t dimensions, shape[2];
    uint64_t from, to; /* within the data */
    const void *data;  /* in the mapping */
} tensor;

model_file *model_file_open(const char *path, casus_error *error);
void model_file_close(model_file *f);

/* A string of the metadata, or NULL. */
const char *model_file_string(const model_file *f, const char *name);

/* The metadata's JSON value of that name (a new reference), or NULL. */
json_t *model_file_json(const model_file *f, const char *name);

/* A tensor by name, or NULL. */
const tensor *model_file_tensor(const model_file *f, const char *name);

size_t model_file_tensors(const model_file *f);

#endif

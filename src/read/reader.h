/*
 * The reader's two objects: a model, mapped once and shared, and a reader, the
 * scratch of one thread. Once it has seen a window of each size a reader
 * allocates nothing but the reading itself.
 */
#ifndef CASUS_READER_H
#define CASUS_READER_H

#include "base/arena.h"
#include "base/error.h"
#include "read/reading.h"

typedef struct read_model read_model;
typedef struct reader reader;

/* Maps a model file, checks its layout, labels, shapes and SHA-256. */
read_model *read_model_open(const char *path, casus_error *error);
void read_model_close(read_model *model);

/* A string of the header's metadata, or NULL. */
const char *read_model_property(const read_model *model, const char *name);

/* The calibration of confidence that the model carries: the default cut, the
 * bias and up to count weights; returns how many weights there are. */
size_t read_model_confidence(const read_model *model, double *cut, double *bias,
                             double *weights, size_t count);

reader *reader_new(const read_model *model, casus_error *error);
void reader_free(reader *r);

/* Reads length bytes of valid UTF-8 into out, which then lives in a. */
bool reader_read(reader *r, const char *text, size_t length, arena *a,
                 reading *out, casus_error *error);

/* Seconds spent so far in: cutting pieces, the encoder, the heads and their
 * decoding. For casus bench. */
typedef struct {
    double pieces, encoder, heads;
} reader_times;
reader_times reader_spent(const reader *r);

#endif

/*
 * Ingest turns files into articles, one at a time.
 *
 *     paths ─▶ walk ─▶ stream ─▶ sniff ─┬─▶ plain text: the file is an article
 *              files   bytes            ├─▶ JSON lines: each line is one
 *                                       ├─▶ JSON: a record, or a list of them
 *                                       └─▶ neither: a bad file, with reason
 *
 * A bad record is told and passed over; the rest of its file and of the batch
 * goes on. Only one record is held at a time, of at most 16 MiB.
 */
#ifndef CASUS_INGEST_H
#define CASUS_INGEST_H

#include "base/arena.h"
#include "base/error.h"
#include "ingest/article.h"

typedef struct ingest ingest;

/* What holds where the input itself says nothing; each may be "". The title is
 * for plain text only. */
typedef struct {
    const char *outlet, *published, *title;
} ingest_defaults;

typedef enum { INGEST_ARTICLE, INGEST_BAD, INGEST_END } ingest_result;

typedef struct {
    const char *path;
    size_t record; /* line of the file; 0 where it is about the whole file */
    const char *reason;
} ingest_problem;

/* Paths are files, folders, or "-" for standard input; they and the defaults
 * must outlive the ingest. */
ingest *ingest_open(const char *const *paths, size_t count,
                    const ingest_defaults *defaults, casus_error *error);
void ingest_close(ingest *in);

/* The next article, in a, or the next problem, in a or constant. Paths live as
 * long as the ingest. */
ingest_result ingest_next(ingest *in, arena *a, article *out,
                          ingest_problem *problem);

/* Bytes read so far, and in all; all is 0 where that is not known. */
uint64_t ingest_done(const ingest *in);
uint64_t ingest_size(const ingest *in);

#endif

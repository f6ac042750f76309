/*
 * Bytes of a file, read in large steps and looked at before they are taken.
 *
 *     file ─▶ [ taken | buffered ……… ] ─▶ a look, a line, or all of it
 *
 * Nothing larger than the limit that is asked for is ever held.
 */
#ifndef CASUS_STREAM_H
#define CASUS_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct {
    int file; /* descriptor */
    char *bytes;
    size_t start, end, capacity; /* buffered: bytes[start, end) */
    bool ended;
    uint64_t taken;    /* bytes handed out so far */
    casus_error error; /* of the last failed call */
} stream;

typedef enum {
    STREAM_OK,
    STREAM_TOO_LONG, /* more than the limit: skipped */
    STREAM_END,
    STREAM_FAILED
} stream_result;

/* Opens a file, or standard input where path is "-". */
bool stream_open(stream *s, const char *path, casus_error *error);
void stream_close(stream *s);

/* Buffers at least want bytes where the file has them; how many there are is
 * end - start. false where reading fails. */
bool stream_fill(stream *s, size_t want);

/* Takes so many of the buffered bytes. */
void stream_skip(stream *s, size_t count);

/* Takes a line of at most limit bytes, without its \n. It stays valid until
 * the next call. */
stream_result stream_line(stream *s, size_t limit, const char **line,
                          size_t *length);

/* Takes all that is left, at most limit bytes; likewise. */
stream_result stream_rest(stream *s, size_t limit, const char **bytes,
                          size_t *length);

#endif

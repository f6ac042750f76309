#include "ingest/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEP = 64 << 10 };

bool stream_open(stream *s, const char *path, casus_error *error)
{
    *s = (stream){.file = STDIN_FILENO};
    if (strcmp(path, "-") == 0)
        return true;
    s->file = open(path, O_RDONLY | O_CLOEXEC);
    if (s->file >= 0)
        return true;
    const char *message = errno == ENOENT   ? "no such file"
                          : errno == EACCES ? "may not be read"
                                            : "cannot be opened";
    return error_set(error, CASUS_NO_FILE, message, 0);
}

void stream_close(stream *s)
{
    if (s->file > STDIN_FILENO)
        close(s->file);
    free(s->bytes);
    *s = (stream){.file = -1};
}

/* Room for one more step behind the buffered bytes. */
static bool make_room(stream *s)
{
    if (s->start > 0) {
        memmove(s->bytes, s->bytes + s->start, s->end - s->start);
        s->end -= s->start;
        s->start = 0;
    }
    if (s->capacity - s->end >= STEP)
        return true;
    size_t capacity = s->capacity ? s->capacity * 2 : 2 * (size_t)STEP;
    char *bytes = realloc(s->bytes, capacity);
    if (!bytes)
        return error_memory(&s->error);
    s->bytes = bytes;
    s->capacity = capacity;
    return true;
}

/* Buffers some more bytes, or finds the end. */
static bool read_more(stream *s)
{
    if (!make_room(s))
        return false;
    ssize_t got;
    do
        got = read(s->file, s->bytes + s->end, s->capacity - s->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_set(&s->error, CASUS_NO_FILE, "cannot be read",
                         (size_t)s->taken);
    s->ended = got == 0;
    s->end += (size_t)got;
    return true;
}

bool stream_fill(stream *s, size_t want)
{
    while (s->end - s->start < want && !s->ended)
        if (!read_more(s))
            return false;
    return true;
}

void stream_skip(stream *s, size_t count)
{
    s->start += count;
    s->taken += count;
}

/* Drops bytes up to and with the next \n, or to the end of the file. */
static stream_result skip_line(stream *s)
{
    for (;;) {
        char *at = s->bytes + s->start;
        char *stop = memchr(at, '\n', s->end - s->start);
        stream_skip(s, stop ? (size_t)(stop - at) + 1 : s->end - s->start);
        if (stop || s->ended)
            return STREAM_TOO_LONG;
        if (!read_more(s))
            return STREAM_FAILED;
    }
}

static stream_result take(stream *s, size_t count, size_t mark,
                          const char **bytes, size_t *length)
{
    *bytes = s->bytes + s->start;
    *length = count;
    stream_skip(s, count + mark);
    return STREAM_OK;
}

stream_result stream_line(stream *s, size_t limit, const char **line,
                          size_t *length)
{
    size_t seen = 0;
    for (;;) {
        size_t have = s->end - s->start;
        char *at = s->bytes ? s->bytes + s->start : NULL;
        char *stop = have > seen ? memchr(at + seen, '\n', have - seen) : NULL;
        size_t count = stop ? (size_t)(stop - at) : have;
        if (count > limit)
            return skip_line(s);
        if (stop)
            return take(s, count, 1, line, length);
        if (s->ended)
            return have ? take(s, have, 0, line, length) : STREAM_END;
        seen = have;
        if (!read_more(s))
            return STREAM_FAILED;
    }
}

stream_result stream_rest(stream *s, size_t limit, const char **bytes,
                          size_t *length)
{
    if (!stream_fill(s, limit + 1))
        return STREAM_FAILED;
    size_t have = s->end - s->start;
    if (have > limit)
        return STREAM_TOO_LONG;
    return have ? take(s, have, 0, bytes, length) : STREAM_END;
}

#include "ingest/ingest.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/identity.h"
#include "ingest/plain.h"
#include "ingest/record.h"
#include "ingest/sniff.h"
#include "ingest/stream.h"
#include "ingest/walk.h"

/* Bytes of one record, or of a file that is not of lines. */
enum { RECORD_LIMIT = 16 << 20 };

struct ingest {
    ingest_defaults defaults;
    arena paths; /* of the walk */
    walk files;
    size_t next;           /* index of the next file */
    const walk_file *file; /* the open one, or NULL */
    stream bytes;
    sniff_kind kind;
    size_t record; /* number of the last record taken from it */
    json_t *list;  /* of a JSON document, or NULL */
    uint64_t done, size;
};

ingest *ingest_open(const char *const *paths, size_t count,
                    const ingest_defaults *defaults, casus_error *error)
{
    ingest *in = calloc(1, sizeof *in);
    if (!in) {
        error_memory(error);
        return NULL;
    }
    in->defaults = *defaults;
    if (!walk_paths(&in->paths, paths, count, &in->files, error)) {
        ingest_close(in);
        return NULL;
    }
    bool known = true;
    for (size_t i = 0; i < in->files.count; i++) {
        const walk_file *file = &in->files.files[i];
        in->size += file->size;
        known = known && (file->size > 0 || file->problem);
    }
    in->size = known ? in->size : 0;
    return in;
}

static void close_file(ingest *in)
{
    in->done += in->bytes.taken;
    stream_close(&in->bytes);
    json_decref(in->list);
    in->list = NULL;
    in->file = NULL;
    in->record = 0;
}

void ingest_close(ingest *in)
{
    if (!in)
        return;
    if (in->file)
        close_file(in);
    arena_free(&in->paths);
    free(in);
}

uint64_t ingest_done(const ingest *in)
{
    return in->done + (in->file ? in->bytes.taken : 0);
}

uint64_t ingest_size(const ingest *in)
{
    return in->size;
}

static ingest_result bad(const ingest *in, ingest_problem *problem,
                         const char *reason)
{
    *problem = (ingest_problem){in->file->path, in->record, reason};
    return INGEST_BAD;
}

/* A problem that ends its file. */
static ingest_result bad_file(ingest *in, ingest_problem *problem,
                              const char *reason)
{
    bad(in, problem, reason);
    close_file(in);
    return INGEST_BAD;
}

/* Opens the next file and sees what it holds: INGEST_ARTICLE where it can be
 * read on, INGEST_END where there is nothing to be had of it. */
static ingest_result open_file(ingest *in, ingest_problem *problem)
{
    casus_error error;
    in->file = &in->files.files[in->next++];
    in->bytes = (stream){.file = -1};
    if (in->file->problem)
        return bad_file(in, problem, in->file->problem);
    if (!stream_open(&in->bytes, in->file->path, &error))
        return bad_file(in, problem, error.message);
    if (!stream_fill(&in->bytes, SNIFF_BYTES))
        return bad_file(in, problem, in->bytes.error.message);
    size_t length = in->bytes.end - in->bytes.start;
    sniffed what = sniff(in->bytes.bytes + in->bytes.start,
                         length < SNIFF_BYTES ? length : SNIFF_BYTES);
    if (what.kind == SNIFF_ALIEN && in->file->loose) {
        close_file(in);
        return INGEST_END;
    }
    if (what.kind == SNIFF_ALIEN)
        return bad_file(in, problem, what.reason);
    in->kind = what.kind;
    stream_skip(&in->bytes, what.mark);
    return INGEST_ARTICLE;
}

static void start_article(const ingest *in, article *out)
{
    *out = (article){"", "", "", "", "", "", 0, in->file->path, in->record};
}

static ingest_result finish_article(const ingest *in, article *out)
{
    if (!*out->outlet)
        out->outlet = in->defaults.outlet;
    if (!*out->published)
        out->published = in->defaults.published;
    return INGEST_ARTICLE;
}

static ingest_result next_text(ingest *in, arena *a, article *out,
                               ingest_problem *problem)
{
    const char *bytes, *reason;
    size_t length;
    stream_result got = stream_rest(&in->bytes, RECORD_LIMIT, &bytes, &length);
    if (got == STREAM_TOO_LONG)
        return bad_file(in, problem, "longer than 16 MiB");
    if (got == STREAM_FAILED)
        return bad_file(in, problem, in->bytes.error.message);
    if (got == STREAM_END)
        return bad_file(in, problem, "empty");
    if ((reason = plain_refused(a, bytes, length)) != NULL)
        return bad_file(in, problem, reason);
    start_article(in, out);
    if (plain_fill(a, in->defaults.title, bytes, length, out))
        out->id = identity_of(a, "", "", out->text, out->length);
    if (!out->text || !out->id || !*out->id)
        return bad_file(in, problem, "out of memory");
    ingest_result result = finish_article(in, out);
    close_file(in);
    return result;
}

static ingest_result from_record(ingest *in, arena *a, const json_t *record,
                                 article *out, ingest_problem *problem)
{
    const char *reason;
    start_article(in, out);
    if (!record_article(a, record, out, &reason))
        return bad(in, problem, reason);
    return finish_article(in, out);
}

static bool blank(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r')
            return false;
    return true;
}

static ingest_result next_line(ingest *in, arena *a, article *out,
                               ingest_problem *problem)
{
    const char *line, *reason;
    size_t length;
    for (;;) {
        in->record++;
        stream_result got =
            stream_line(&in->bytes, RECORD_LIMIT, &line, &length);
        if (got == STREAM_TOO_LONG)
            return bad(in, problem, "a line longer than 16 MiB");
        if (got == STREAM_FAILED)
            return bad_file(in, problem, in->bytes.error.message);
        if (got == STREAM_END) {
            close_file(in);
            return INGEST_END;
        }
        if (blank(line, length))
            continue;
        json_t *record = record_parse(a, line, length, &reason);
        if (!record)
            return bad(in, problem, reason);
        ingest_result result = from_record(in, a, record, out, problem);
        json_decref(record);
        return result;
    }
}

/* Reads a whole JSON document as a list of records. */
static ingest_result read_list(ingest *in, arena *a, ingest_problem *problem)
{
    const char *bytes, *reason;
    size_t length;
    stream_result got = stream_rest(&in->bytes, RECORD_LIMIT, &bytes, &length);
    if (got == STREAM_TOO_LONG)
        return bad_file(in, problem,
                        "JSON longer than 16 MiB: give one record a line");
    if (got != STREAM_OK)
        return bad_file(in, problem, in->bytes.error.message);
    json_t *root = record_parse(a, bytes, length, &reason);
    if (!root)
        return bad_file(in, problem, reason);
    if (json_is_array(root)) {
        in->list = root;
        return INGEST_ARTICLE;
    }
    in->list = json_array();
    if (json_array_append_new(in->list, root) != 0)
        return bad_file(in, problem, "out of memory");
    return INGEST_ARTICLE;
}

static ingest_result next_item(ingest *in, arena *a, article *out,
                               ingest_problem *problem)
{
    if (!in->list && read_list(in, a, problem) == INGEST_BAD)
        return INGEST_BAD;
    if (in->record == json_array_size(in->list)) {
        close_file(in);
        return INGEST_END;
    }
    const json_t *record = json_array_get(in->list, in->record++);
    return from_record(in, a, record, out, problem);
}

ingest_result ingest_next(ingest *in, arena *a, article *out,
                          ingest_problem *problem)
{
    for (;;) {
        ingest_result result = INGEST_END;
        if (!in->file && in->next == in->files.count)
            return INGEST_END;
        if (!in->file && (result = open_file(in, problem)) == INGEST_BAD)
            return INGEST_BAD;
        if (!in->file)
            continue;
        if (in->kind == SNIFF_TEXT)
            result = next_text(in, a, out, problem);
        else if (in->kind == SNIFF_JSON_LINES)
            result = next_line(in, a, out, problem);
        else
            result = next_item(in, a, out, problem);
        if (result != INGEST_END)
            return result;
    }
}

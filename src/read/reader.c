#include "read/reader.h"

#include <stdlib.h>
#include <time.h>

#include "base/utf8.h"
#include "read/assemble.h"

struct reader {
    const read_model *model;
    encoder encoder;
    heads heads;
    assembler *assembler;
    pieces pieces;
    windows windows;
    window_view view;
    reader_times spent;
};

reader *reader_new(const read_model *model, casus_error *error)
{
    reader *r = calloc(1, sizeof *r);
    if (r) {
        r->model = model;
        r->pieces = PIECES_EMPTY;
        r->windows = WINDOWS_EMPTY;
        if (encoder_init(&r->encoder, model) &&
            heads_init(&r->heads, &r->encoder))
            r->assembler = assembler_new(&r->heads);
    }
    if (r && r->assembler)
        return r;
    reader_free(r);
    error_memory(error);
    return NULL;
}

void reader_free(reader *r)
{
    if (!r)
        return;
    assembler_free(r->assembler);
    heads_free(&r->heads);
    encoder_free(&r->encoder);
    windows_free(&r->windows);
    pieces_free(&r->pieces);
    free(r);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Adds the time since *from to where it was spent, and starts anew. */
static void spend(double *where, double *from)
{
    double at = now();
    *where += at - *from;
    *from = at;
}

static bool read_window(reader *r, size_t number)
{
    const window_view *v = &r->view;
    double from = now();
    windows_view(&r->windows, number, &r->pieces, r->model->words, &r->view);
    if (!encoder_run(&r->encoder, v->ids, v->cases, v->size))
        return false;
    spend(&r->spent.encoder, &from);
    bool done =
        heads_window(&r->heads, v->size) && assembler_add(r->assembler, v);
    spend(&r->spent.heads, &from);
    return done;
}

bool reader_read(reader *r, const char *text, size_t length, arena *a,
                 reading *out, casus_error *error)
{
    const model_config *c = &r->model->config;
    double from = now();
    assembler_start(r->assembler, a, out);
    if (length > CASUS_TEXT_LIMIT)
        return error_set(error, CASUS_TOO_LARGE, "the text is too long",
                         CASUS_TEXT_LIMIT);
    size_t valid = utf8_check(text, length);
    if (valid != length)
        return error_set(error, CASUS_BAD_TEXT, "the text is not UTF-8", valid);
    if (!windows_cut(&r->windows, &r->pieces, r->model->words, text, length,
                     c->window, c->hash_cut))
        return error_memory(error);
    spend(&r->spent.pieces, &from);
    for (size_t i = 0; i < r->windows.window_count; i++)
        if (!read_window(r, i))
            return error_memory(error);
    return true;
}

reader_times reader_spent(const reader *r)
{
    return r->spent;
}

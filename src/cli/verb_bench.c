/*
 * casus bench: its own speed, the whole job from text to JSON lines.
 *
 *     articles, read once ─▶ warm-up ─▶ run 1 … run N ─▶ words/s
 *                                       coder, renderer  share of each stage
 *                                                        peak memory
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "cli/engine.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/render.h"
#include "cli/say.h"
#include "cli/verbs.h"
#include "code/coder.h"
#include "ingest/ingest.h"

enum { RUNS = 5, RUN_LIMIT = 1000 };

typedef struct {
    arena memory;
    article *items;
    size_t count, capacity;
} press;

typedef struct {
    double seconds;
    reader_times reader;
    size_t words, claims;
} measure;

static bool read_press(press *p, const options *o)
{
    ingest_defaults defaults = {"", o->date ? o->date : "", ""};
    casus_error error;
    ingest_problem problem;
    article one;
    ingest_result result;
    ingest *in = ingest_open(o->inputs, o->input_count, &defaults, &error);
    if (!in) {
        say("%s", error.message);
        return false;
    }
    while ((result = ingest_next(in, &p->memory, &one, &problem)) !=
           INGEST_END) {
        if (result == INGEST_BAD) {
            say_problem(problem.path, problem.record, problem.reason);
            continue;
        }
        article *items = arena_grow(&p->memory, p->items, p->count,
                                    &p->capacity, sizeof *items);
        if (!items)
            break;
        p->items = items;
        p->items[p->count++] = one;
    }
    ingest_close(in);
    if (!p->count)
        say("no articles found");
    return p->count > 0;
}

/* One pass over all articles, from text to bytes that are thrown away. */
static bool run_once(const press *p, casus_coder *coder, arena *scratch,
                     buffer *out, measure *m)
{
    static const render_style style = {0};
    reader_times before = coder_spent(coder);
    double start = progress_clock();
    *m = (measure){0};
    for (size_t i = 0; i < p->count; i++) {
        const article *from = &p->items[i];
        casus_article given = {from->text,      from->length, from->id,
                               from->published, from->outlet, from->url};
        casus_error error;
        casus_coded *coded = casus_code(coder, &given, &error);
        if (!coded) {
            say_problem(from->path, from->record, error.message);
            return false;
        }
        render_jsonl.one(&style, from, coded, scratch, out);
        m->words += coded->words;
        m->claims += coded->claim_count;
        casus_coded_free(coded);
        arena_reset(scratch);
        buffer_clear(out);
    }
    reader_times after = coder_spent(coder);
    m->seconds = progress_clock() - start;
    m->reader = (reader_times){after.pieces - before.pieces,
                               after.encoder - before.encoder,
                               after.heads - before.heads};
    return true;
}

static int by_seconds(const void *left, const void *right)
{
    const measure *a = left, *b = right;
    return (a->seconds > b->seconds) - (a->seconds < b->seconds);
}

static double rate(const measure *m)
{
    return m->seconds > 0 ? (double)m->words / m->seconds : 0;
}

/* The runs, fastest first. */
static void report(const press *p, const measure *runs, size_t count,
                   buffer *out)
{
    const measure *middle = &runs[count / 2];
    const reader_times *r = &middle->reader;
    double whole = middle->seconds > 0 ? middle->seconds / 100 : 1;
    double rest = middle->seconds - r->pieces - r->encoder - r->heads;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    buffer_format(out, "articles     %zu\nwords        %zu\nclaims       %zu\n",
                  p->count, middle->words, middle->claims);
    buffer_format(out,
                  "words/s      %.0f median, %.0f least, %.0f most of %zu "
                  "runs, one thread\n",
                  rate(middle), rate(&runs[count - 1]), rate(&runs[0]), count);
    buffer_format(
        out,
        "time         %.1f %% pieces, %.1f %% encoder, %.1f %% heads, "
        "%.1f %% actors, claims and JSON\n",
        r->pieces / whole, r->encoder / whole, r->heads / whole, rest / whole);
    buffer_format(out, "peak memory  %.0f MB\n",
                  (double)usage.ru_maxrss / 1024);
}

static int measure_all(const options *o, const press *p, casus_coder *coder)
{
    size_t count = o->runs ? o->runs : RUNS;
    buffer out = BUFFER_EMPTY;
    arena scratch = ARENA_EMPTY;
    measure *runs = calloc(count, sizeof *runs);
    bool good = runs && run_once(p, coder, &scratch, &out, &runs[0]);
    for (size_t i = 0; good && i < count; i++)
        good = run_once(p, coder, &scratch, &out, &runs[i]);
    if (good) {
        qsort(runs, count, sizeof *runs, by_seconds);
        report(p, runs, count, &out);
        good = output_write(&out) && output_flush();
    }
    free(runs);
    arena_free(&scratch);
    buffer_free(&out);
    return good ? EXIT_DONE : EXIT_NOTHING;
}

int verb_bench(const options *o)
{
    engine e;
    press p = {.memory = ARENA_EMPTY};
    int status = EXIT_NOTHING;
    if (!o->input_count || o->runs > RUN_LIMIT) {
        say("bench takes articles and at most %d runs: casus bench "
            "samples/press.jsonl",
            RUN_LIMIT);
        return EXIT_USAGE;
    }
    if (engine_open(&e, o) && read_press(&p, o)) {
        casus_coder *coder = engine_coder(&e, o);
        if (coder)
            status = measure_all(o, &p, coder);
        casus_coder_free(coder);
    }
    engine_close(&e);
    arena_free(&p.memory);
    return status;
}

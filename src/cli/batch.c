#include "cli/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/pool.h"
#include "cli/engine.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "ingest/ingest.h"

enum { MOST_KEPT = 4 << 20 }; /* bytes a job keeps for the next article */

/* One article on its way. */
typedef struct {
    arena memory;
    article from;
    buffer out, contents;
    casus_error error;
    bool coded;
    size_t words;
} job;

/* What one thread codes and renders with. */
typedef struct {
    casus_coder *coder;
    const renderer *form;
    const render_style *style;
} worker;

typedef struct {
    const options *options;
    const renderer *form;
    const render_style *style;
    engine engine;
    worker *workers; /* [threads] */
    void **states;   /* [threads], to them */
    size_t threads;
    job *jobs; /* [places + 1]: the pool's, and the one being filled */
    size_t places, next;
    pool *pool;
    ingest *in;
    buffer contents;
    progress progress;
    size_t good, bad, undated, words;
    uint64_t read; /* bytes */
    bool stopped;  /* the output cannot be written */
} batch;

static void work(void *state, void *item)
{
    const worker *w = state;
    job *j = item;
    const article *from = &j->from;
    casus_article given = {from->text,      from->length, from->id,
                           from->published, from->outlet, from->url};
    casus_coded *coded = casus_code(w->coder, &given, &j->error);
    j->coded = coded != NULL;
    if (!coded)
        return;
    j->words = coded->words;
    w->form->one(w->style, from, coded, &j->memory, &j->out);
    if (w->form->entry)
        w->form->entry(from, coded, &j->contents);
    casus_coded_free(coded);
}

static size_t default_threads(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > 64 ? 64 : (size_t)processors;
}

static bool make_workers(batch *b)
{
    b->threads = b->options->jobs ? b->options->jobs : default_threads();
    b->places = b->threads * 2;
    b->workers = calloc(b->threads, sizeof *b->workers);
    b->states = calloc(b->threads, sizeof *b->states);
    b->jobs = calloc(b->places + 1, sizeof *b->jobs);
    if (!b->workers || !b->states || !b->jobs) {
        say("out of memory");
        return false;
    }
    for (size_t i = 0; i < b->threads; i++) {
        casus_coder *coder = engine_coder(&b->engine, b->options);
        if (!coder)
            return false;
        b->workers[i] = (worker){coder, b->form, b->style};
        b->states[i] = &b->workers[i];
    }
    b->pool = pool_new(b->threads, b->places, work, b->states);
    if (!b->pool)
        say("out of memory");
    return b->pool != NULL;
}

static bool open_inputs(batch *b)
{
    static const char *const standard[] = {"-"};
    const options *o = b->options;
    ingest_defaults defaults = {o->outlet ? o->outlet : "",
                                o->date ? o->date : "",
                                o->title ? o->title : ""};
    casus_error error;
    const char *const *inputs = o->input_count ? o->inputs : standard;
    size_t count = o->input_count ? o->input_count : 1;
    b->in = ingest_open(inputs, count, &defaults, &error);
    if (!b->in)
        say("%s", error.message);
    return b->in != NULL;
}

/* Empties a job for the next article, and lets go of what a very large one
 * took. */
static void clear_job(job *j)
{
    if (arena_size(&j->memory) > MOST_KEPT)
        arena_free(&j->memory);
    else
        arena_reset(&j->memory);
    if (j->out.capacity > MOST_KEPT)
        buffer_free(&j->out);
    buffer_clear(&j->out);
    buffer_clear(&j->contents);
}

static void draw(batch *b)
{
    progress_draw(&b->progress, b->read, ingest_size(b->in), b->good, b->words);
}

/* Takes leave of a job that has come back. */
static void finish(batch *b, job *j)
{
    if (!j->coded) {
        say_problem(j->from.path, j->from.record, j->error.message);
        b->bad++;
        return;
    }
    b->good++;
    b->words += j->words;
    b->undated += !*j->from.published;
    if (j->contents.length)
        buffer_add(&b->contents, j->contents.bytes, j->contents.length);
    b->stopped = !output_write(&j->out);
    draw(b);
}

/* Whether an article is wanted. */
static bool wanted(const options *o, const article *from)
{
    return !o->id || strcmp(o->id, from->id) == 0;
}

/* Reads the next article into the free job; false at the end. */
static bool feed(batch *b)
{
    job *j = &b->jobs[b->next];
    ingest_problem problem;
    clear_job(j);
    ingest_result result = ingest_next(b->in, &j->memory, &j->from, &problem);
    b->read = ingest_done(b->in);
    if (result == INGEST_END)
        return false;
    if (result == INGEST_BAD) {
        say_problem(problem.path, problem.record, problem.reason);
        b->bad++;
    } else if (wanted(b->options, &j->from)) {
        if (pool_full(b->pool))
            finish(b, pool_take(b->pool, true));
        pool_put(b->pool, j);
        b->next = (b->next + 1) % (b->places + 1);
    }
    return true;
}

static void run(batch *b)
{
    job *done;
    if (b->form->start) {
        buffer head = BUFFER_EMPTY;
        b->form->start(b->style, &head);
        b->stopped = !output_write(&head);
        buffer_free(&head);
    }
    while (!b->stopped && feed(b))
        while (!b->stopped && (done = pool_take(b->pool, false)) != NULL)
            finish(b, done);
    while (!b->stopped && (done = pool_take(b->pool, true)) != NULL)
        finish(b, done);
    if (b->form->end && !b->stopped) {
        buffer tail = BUFFER_EMPTY;
        b->form->end(&b->contents, &tail);
        b->stopped = !output_write(&tail);
        buffer_free(&tail);
    }
    b->stopped = b->stopped || !output_flush();
}

/* The last lines on standard error, and the exit status. */
static int report(const batch *b)
{
    const options *o = b->options;
    progress_clear();
    if (b->undated && !o->quiet)
        say("%zu %s no date: offices and relative dates stay unresolved "
            "(--date)",
            b->undated, b->undated == 1 ? "article has" : "articles have");
    if (b->stopped)
        return EXIT_NOTHING;
    if (!b->good && !b->bad)
        say(o->id ? "no article has the id %s" : "no articles found%s",
            o->id ? o->id : "");
    if (b->bad)
        say("%zu %s coded, %zu bad %s left out", b->good,
            b->good == 1 ? "article" : "articles", b->bad,
            b->bad == 1 ? "record" : "records");
    return !b->good ? EXIT_NOTHING : b->bad ? EXIT_PARTLY : EXIT_DONE;
}

static void close_all(batch *b)
{
    pool_free(b->pool);
    ingest_close(b->in);
    for (size_t i = 0; b->workers && i < b->threads; i++)
        casus_coder_free(b->workers[i].coder);
    for (size_t i = 0; b->jobs && i <= b->places; i++) {
        arena_free(&b->jobs[i].memory);
        buffer_free(&b->jobs[i].out);
        buffer_free(&b->jobs[i].contents);
    }
    free(b->workers);
    free(b->states);
    free(b->jobs);
    buffer_free(&b->contents);
    engine_close(&b->engine);
}

static bool progress_wanted(const options *o)
{
    if (o->quiet || (o->progress && strcmp(o->progress, "never") == 0))
        return false;
    if (o->progress && strcmp(o->progress, "always") == 0)
        return true;
    /* A bar between the lines of results would be in their way. */
    return isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
}

int batch_run(const options *o, const renderer *form, const render_style *style)
{
    batch b = {.options = o, .form = form, .style = style};
    int status = EXIT_NOTHING;
    if (engine_open(&b.engine, o) && open_inputs(&b) && make_workers(&b)) {
        progress_start(&b.progress, progress_wanted(o));
        run(&b);
        status = report(&b);
    }
    close_all(&b);
    return status;
}

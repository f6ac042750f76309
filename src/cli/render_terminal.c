/* For the terminal: the text with its claims marked, and a list under it. */
#include <stdio.h>
#include <string.h>

#include "cli/points.h"
#include "cli/render.h"
#include "cli/runs.h"
#include "cli/wording.h"
#include "cli/wrap.h"

enum { INDENT = 2, LIST = 5 };

static const char *const reset = "\x1B[0m", *const bold = "\x1B[1m",
                         *const dim = "\x1B[2m";

/* Colours of the 256-colour palette that are read well on dark and light. */
static const char *tone_style(tone t)
{
    switch (t) {
    case TONE_TALK:
        return "\x1B[1;38;5;32m";
    case TONE_HELP:
        return "\x1B[1;38;5;35m";
    case TONE_QUARREL:
        return "\x1B[1;38;5;172m";
    case TONE_FORCE:
        return "\x1B[1;38;5;167m";
    case TONE_ATTITUDE:
        return "\x1B[1;38;5;134m";
    default:
        return "\x1B[1;38;5;37m";
    }
}

static void add_text(wrapper *w, const char *text)
{
    wrap_add(w, text, strlen(text));
}

static void style(wrapper *w, const render_style *how, const char *escape)
{
    if (how->colour)
        wrap_style(w, escape);
}

static void styled(wrapper *w, const render_style *how, const char *escape,
                   const char *text)
{
    style(w, how, escape);
    add_text(w, text);
    style(w, how, reset);
}

/* "[1,2 accused]" */
static void add_run(wrapper *w, const render_style *how, const article *from,
                    const run_list *runs, const run *r)
{
    if (r->opens) {
        char number[64];
        int length = snprintf(number, sizeof number, "[%zu", r->first + 1);
        if (r->count > 1)
            snprintf(number + length, sizeof number - (size_t)length, "-%zu",
                     r->first + r->count);
        styled(w, how, dim, number);
        add_text(w, " ");
    }
    if (r->count)
        style(w, how, tone_style(wording_tone(runs->order[r->first])));
    wrap_add(w, from->text + r->start, r->end - r->start);
    if (r->count)
        style(w, how, reset);
    if (r->closes)
        styled(w, how, dim, "]");
}

static void write_head(const render_style *how, const article *from,
                       const casus_coded *coded, buffer *out)
{
    wrapper w;
    wrap_start(&w, out, how->width, 0, 0);
    styled(&w, how, bold, *from->outlet ? from->outlet : coded->id);
    if (*from->published) {
        add_text(&w, " · ");
        add_text(&w, from->published);
    }
    if (*from->outlet) {
        add_text(&w, " · ");
        styled(&w, how, dim, coded->id);
    }
    wrap_end(&w);
    buffer_byte(out, '\n');
}

/* "   when 2019-10-14" and the like, where there is a value. */
static void write_part(const render_style *how, const char *name,
                       const buffer *value, buffer *out)
{
    if (value->length == 0)
        return;
    wrapper w;
    buffer_format(out, "%*s", LIST, "");
    wrap_start(&w, out, how->width, LIST + 4, LIST);
    style(&w, how, dim);
    add_text(&w, name);
    style(&w, how, reset);
    add_text(&w, " ");
    wrap_add(&w, value->bytes, value->length);
    wrap_end(&w);
}

static void write_parties(wrapper *w, const casus_claim *claim)
{
    buffer words = BUFFER_EMPTY;
    wording_parties(&words, claim);
    if (!words.failed && words.length)
        wrap_add(w, words.bytes, words.length);
    w->word.failed = w->word.failed || words.failed;
    buffer_free(&words);
}

/* "3  ACCUSE   China → USA   possible .61" */
static void write_title(const render_style *how, const casus_claim *claim,
                        size_t number, buffer *out)
{
    wrapper w;
    char text[64];
    buffer_format(out, "%*zu  ", LIST - 2, number);
    wrap_start(&w, out, how->width, LIST + 4, LIST);
    styled(&w, how, tone_style(wording_tone(claim)), claim->code);
    add_text(&w, " ");
    write_parties(&w, claim);
    snprintf(text, sizeof text, " \u00B7 %s, %.0f %%",
             casus_status_name(claim->status), claim->confidence * 100);
    style(&w, how, dim);
    add_text(&w, text);
    style(&w, how, reset);
    wrap_end(&w);
}

static void write_claim(const render_style *how, const casus_claim *claim,
                        size_t number, buffer *out)
{
    buffer part = BUFFER_EMPTY;
    write_title(how, claim, number, out);
    wording_when(&part, claim);
    write_part(how, "when", &part, out);
    buffer_clear(&part);
    buffer_text(&part, claim->where);
    write_part(how, "where", &part, out);
    buffer_clear(&part);
    wording_chain(&part, claim);
    write_part(how, "on the word of", &part, out);
    out->failed = out->failed || part.failed;
    buffer_free(&part);
}

static void write_one(const render_style *how, const article *from,
                      const casus_coded *coded, arena *scratch, buffer *out)
{
    points p;
    run_list runs;
    wrapper w;
    if (!points_build(&p, scratch, from->text, from->length) ||
        !runs_build(&runs, scratch, &p, coded)) {
        out->failed = true;
        return;
    }
    write_head(how, from, coded, out);
    wrap_start(&w, out, how->width, INDENT, 0);
    for (size_t i = 0; i < runs.count; i++)
        add_run(&w, how, from, &runs, &runs.items[i]);
    wrap_end(&w);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < coded->claim_count; i++)
        write_claim(how, runs.order[i], i + 1, out);
    if (strcmp(coded->verdict, "language") == 0)
        buffer_format(out,
                      "  not coded: its language (%s) is not one the "
                      "model reads\n",
                      coded->language);
    else if (coded->claim_count == 0)
        buffer_text(out, "  no claims\n");
    buffer_byte(out, '\n');
}

const renderer render_terminal = {NULL, write_one, NULL, NULL};

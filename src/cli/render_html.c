/* One page: each article's text with its claims marked, and a list beside it.
 * Article text is data: every byte of it is escaped. */
#include <string.h>

#include "cli/page.h"
#include "cli/points.h"
#include "cli/render.h"
#include "cli/runs.h"
#include "cli/wording.h"

static void add_escaped(buffer *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        switch (bytes[i]) {
        case '&':
            buffer_text(out, "&amp;");
            break;
        case '<':
            buffer_text(out, "&lt;");
            break;
        case '>':
            buffer_text(out, "&gt;");
            break;
        case '"':
            buffer_text(out, "&quot;");
            break;
        case '\'':
            buffer_text(out, "&#39;");
            break;
        default:
            buffer_byte(out, bytes[i]);
        }
}

static void add_text(buffer *out, const char *text)
{
    add_escaped(out, text, strlen(text));
}

static const char *tone_class(const casus_claim *claim)
{
    static const char *const names[] = {
        [TONE_TALK] = "talk",         [TONE_HELP] = "help",
        [TONE_QUARREL] = "quarrel",   [TONE_FORCE] = "force",
        [TONE_ATTITUDE] = "attitude", [TONE_TIE] = "tie"};
    return names[wording_tone(claim)];
}

static void add_run(buffer *out, const article *from, const run_list *runs,
                    const run *r)
{
    if (r->opens) {
        const casus_claim *claim = runs->order[r->first];
        buffer_format(out, "<mark class=\"%s\" title=\"%s, %s\">",
                      tone_class(claim), claim->code,
                      casus_status_name(claim->status));
    }
    if (r->actor) {
        buffer_text(out, "<u title=\"");
        add_text(out, r->actor->code);
        buffer_text(out, "\">");
    }
    add_escaped(out, from->text + r->start, r->end - r->start);
    if (r->actor)
        buffer_text(out, "</u>");
    if (!r->closes)
        return;
    buffer_text(out, "<sup>");
    for (size_t i = 0; i < r->count; i++) {
        buffer_text(out, i ? " <a href=\"#c-" : "<a href=\"#c-");
        add_text(out, runs->order[r->first + i]->id);
        buffer_format(out, "\">%zu</a>", r->first + i + 1);
    }
    buffer_text(out, "</sup></mark>");
}

static void add_parties(buffer *out, const casus_claim *claim)
{
    buffer words = BUFFER_EMPTY;
    wording_parties(&words, claim);
    if (words.length)
        add_escaped(out, words.bytes, words.length);
    out->failed = out->failed || words.failed;
    buffer_free(&words);
}

/* "<small>when 2019-10-14</small>", where there is a value. */
static void add_part(buffer *out, const char *name, const buffer *value)
{
    if (!value->length)
        return;
    buffer_format(out, "<small>%s ", name);
    add_escaped(out, value->bytes, value->length);
    buffer_text(out, "</small>");
}

static void add_parts(buffer *out, const casus_claim *claim)
{
    buffer part = BUFFER_EMPTY;
    wording_when(&part, claim);
    add_part(out, "when", &part);
    buffer_clear(&part);
    buffer_text(&part, claim->where);
    add_part(out, "where", &part);
    buffer_clear(&part);
    wording_chain(&part, claim);
    add_part(out, "on the word of", &part);
    out->failed = out->failed || part.failed;
    buffer_free(&part);
}

static void add_claim(buffer *out, const casus_claim *claim, size_t number)
{
    buffer_text(out, "<li id=\"c-");
    add_text(out, claim->id);
    buffer_format(out, "\" class=\"%s\">%zu <b>%s</b> ", tone_class(claim),
                  number, claim->code);
    add_parties(out, claim);
    buffer_format(out, "<br><small>%s, confidence %.0f %%</small>",
                  casus_status_name(claim->status), claim->confidence * 100);
    add_parts(out, claim);
    buffer_text(out, "</li>\n");
}

static void add_head(buffer *out, const article *from, const casus_coded *coded)
{
    buffer_text(out, "<article id=\"a-");
    add_text(out, coded->id);
    buffer_text(out, "\"><header>");
    add_text(out, *from->outlet ? from->outlet : coded->id);
    if (*from->published) {
        buffer_text(out, " \u00B7 ");
        add_text(out, from->published);
    }
    buffer_text(out, "</header>\n<div class=\"text\">");
}

/* Bytes of the text's first line where that is the title, and its end is
 * within no mark or actor; else 0. */
static size_t heading_length(const article *from, const run_list *runs)
{
    size_t length = strlen(from->title);
    if (!length || length >= from->length || from->text[length] != '\n' ||
        memcmp(from->text, from->title, length) != 0)
        return 0;
    for (size_t i = 0; i < runs->count; i++) {
        const run *r = &runs->items[i];
        if (r->start <= length && length < r->end)
            return r->count || r->actor ? 0 : length;
    }
    return 0;
}

/* The text, its title as a heading. */
static void add_body(buffer *out, const article *from, const run_list *runs)
{
    size_t heading = heading_length(from, runs);
    buffer_text(out, heading ? "<h2>" : "");
    for (size_t i = 0; i < runs->count; i++) {
        const run *r = &runs->items[i];
        if (!heading || heading < r->start || heading >= r->end) {
            add_run(out, from, runs, r);
            continue;
        }
        size_t next = heading + strspn(from->text + heading, "\r\n");
        next = next < r->end ? next : r->end;
        add_escaped(out, from->text + r->start, heading - r->start);
        buffer_text(out, "</h2>");
        add_escaped(out, from->text + next, r->end - next);
    }
}

static void write_one(const render_style *style, const article *from,
                      const casus_coded *coded, arena *scratch, buffer *out)
{
    points p;
    run_list runs;
    (void)style;
    if (!points_build(&p, scratch, from->text, from->length) ||
        !runs_build(&runs, scratch, &p, coded)) {
        out->failed = true;
        return;
    }
    add_head(out, from, coded);
    add_body(out, from, &runs);
    buffer_text(out, "</div>\n<ol>\n");
    for (size_t i = 0; i < coded->claim_count; i++)
        add_claim(out, runs.order[i], i + 1);
    if (strcmp(coded->verdict, "language") == 0)
        buffer_text(out, "<li>Not coded: its language is not one the model "
                         "reads.</li>\n");
    else if (!coded->claim_count)
        buffer_text(out, "<li>No claims.</li>\n");
    buffer_text(out, "</ol>\n</article>\n");
}

static void write_start(const render_style *style, buffer *out)
{
    (void)style;
    buffer_text(out, page_head);
}

static void write_entry(const article *from, const casus_coded *coded,
                        buffer *contents)
{
    buffer_text(contents, "<a href=\"#a-");
    add_text(contents, coded->id);
    buffer_text(contents, "\">");
    add_text(contents, *from->title ? from->title : coded->id);
    buffer_format(contents, " <span>%s, %zu claims</span></a>\n",
                  *from->published ? from->published : "no date",
                  coded->claim_count);
}

static void write_end(const buffer *contents, buffer *out)
{
    buffer_text(out, "<nav id=\"contents\">\n");
    if (contents->length)
        buffer_add(out, contents->bytes, contents->length);
    buffer_text(out, page_foot);
}

const renderer render_html = {write_start, write_one, write_entry, write_end};

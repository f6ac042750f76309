/*
 * A renderer turns coded articles into bytes.
 *
 *     start  one  one  one …  end        contents: entry entry entry … ─▶ end
 *
 * one and entry are called from the pool's threads and touch nothing but what
 * they are given; start and end are called once. A failure shows in the
 * buffer.
 */
#ifndef CASUS_RENDER_H
#define CASUS_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "casus.h"
#include "ingest/article.h"

typedef struct {
    bool text, reading; /* jsonl: what to add */
    bool colour;        /* terminal */
    size_t width;       /* terminal: columns */
} render_style;

typedef struct {
    void (*start)(const render_style *style, buffer *out); /* or NULL */
    void (*one)(const render_style *style, const article *from,
                const casus_coded *coded, arena *scratch, buffer *out);
    void (*entry)(const article *from, const casus_coded *coded,
                  buffer *contents);                  /* or NULL */
    void (*end)(const buffer *contents, buffer *out); /* or NULL */
} renderer;

extern const renderer render_jsonl, render_tsv, render_html, render_terminal;

#endif

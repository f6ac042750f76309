/*
 * Windows: whole paragraphs up to what the reader sees at once, cut by the text
 * alone, so that a copy inside another page falls into the same windows.
 *
 *     line ─▶ paragraph ─(too long: cut at sentence ends)▶ paragraphs
 *     [CLS] p p p [SEP] p p [SEP] │ [CLS] p p p p [SEP] │ …
 *                       a full window, or a paragraph whose hash says so
 */
#ifndef CASUS_WINDOWS_H
#define CASUS_WINDOWS_H

#include "read/pieces.h"

typedef struct {
    uint32_t first, stop; /* pieces */
    bool ends_window;     /* by its hash */
} paragraph;

typedef struct {
    uint32_t first, stop; /* paragraphs */
} window;

typedef struct {
    paragraph *paragraphs;
    size_t paragraph_count, paragraph_capacity;
    window *windows;
    size_t window_count, window_capacity;
} windows;

enum { WINDOW_SIZE = 512 }; /* positions of the largest window */

/* A window as the encoder sees it: position by position, special pieces among
 * them. */
typedef struct {
    size_t size;
    uint32_t ids[WINDOW_SIZE];
    uint8_t cases[WINDOW_SIZE];
    bool real[WINDOW_SIZE];              /* not [CLS] or [SEP] */
    uint16_t paragraph_end[WINDOW_SIZE]; /* its paragraph's last real position;
                                            for special pieces the position */
    span at[WINDOW_SIZE];                /* bytes; empty for special pieces */
} window_view;

#define WINDOWS_EMPTY ((windows){NULL, 0, 0, NULL, 0, 0})

/* Cuts a text into pieces p and windows w, forgetting what they held; limit is
 * the pieces of a window, and one paragraph in hash_cut ends its window. False
 * when memory is out. */
bool windows_cut(windows *w, pieces *p, const vocabulary *v, const char *text,
                 size_t length, size_t limit, size_t hash_cut);

void windows_view(const windows *w, size_t number, const pieces *p,
                  const vocabulary *v, window_view *view);

void windows_free(windows *w);

#endif

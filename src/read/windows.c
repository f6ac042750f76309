#include "read/windows.h"

#include <stdlib.h>
#include <string.h>

/* Room for one more item; the array as it is or moved, or NULL. */
static void *room(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity ? 2 * *capacity : 64;
    void *moved = realloc(items, wanted * size);
    if (moved)
        *capacity = wanted;
    return moved;
}

static bool piece_is(const vocabulary *v, const piece *p,
                     const char *const *among, size_t count)
{
    size_t length;
    const char *bytes = vocabulary_piece(v, p->id, &length);
    for (size_t i = 0; i < count; i++)
        if (strlen(among[i]) == length && !memcmp(bytes, among[i], length))
            return true;
    return false;
}

static bool ends_sentence(const vocabulary *v, const piece *p)
{
    static const char *const stops[] = {".", "!", "?"};
    return piece_is(v, p, stops, sizeof stops / sizeof *stops);
}

static bool closes(const vocabulary *v, const piece *p)
{
    static const char *const closers[] = {"\"", "'",      ")",      "]",
                                          "}",  "\u201d", "\u2019", "\u00bb"};
    return piece_is(v, p, closers, sizeof closers / sizeof *closers);
}

/* Where a paragraph of more than limit pieces is cut. */
static uint32_t cut_at(const pieces *p, const vocabulary *v, uint32_t first,
                       size_t limit)
{
    uint32_t stop = first + (uint32_t)limit;
    for (uint32_t at = stop; at-- > first;)
        if (ends_sentence(v, &p->items[at])) {
            for (at++; at < stop && closes(v, &p->items[at]);)
                at++;
            return at;
        }
    return stop;
}

/* FNV-1a over the ids as little-endian 32-bit numbers. */
static bool hash_says(const pieces *p, uint32_t first, uint32_t stop,
                      size_t hash_cut)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (uint32_t at = first; at < stop; at++)
        for (int shift = 0; shift < 32; shift += 8)
            hash = (hash ^ (p->items[at].id >> shift & 0xFF)) *
                   UINT64_C(0x100000001B3);
    return (hash ^ hash >> 32) % hash_cut == 0;
}

static bool add_paragraphs(windows *w, const pieces *p, const vocabulary *v,
                           uint32_t first, size_t limit, size_t hash_cut)
{
    uint32_t end = (uint32_t)p->count;
    while (first < end) {
        uint32_t stop = end - first > limit ? cut_at(p, v, first, limit) : end;
        paragraph *list = room(w->paragraphs, w->paragraph_count,
                               &w->paragraph_capacity, sizeof *list);
        if (!list)
            return false;
        w->paragraphs = list;
        list[w->paragraph_count++] =
            (paragraph){first, stop, hash_says(p, first, stop, hash_cut)};
        first = stop;
    }
    return true;
}

static bool add_window(windows *w, uint32_t first, uint32_t stop)
{
    window *list =
        room(w->windows, w->window_count, &w->window_capacity, sizeof *list);
    if (!list)
        return false;
    w->windows = list;
    list[w->window_count++] = (window){first, stop};
    return true;
}

/* A paragraph takes its pieces and a separator. */
static bool pack(windows *w, size_t limit)
{
    uint32_t first = 0, at, count = (uint32_t)w->paragraph_count;
    size_t used = 0;
    for (at = 0; at < count; at++) {
        const paragraph *p = &w->paragraphs[at];
        size_t size = p->stop - p->first + 1;
        if (at > first && used + size > limit + 1) {
            if (!add_window(w, first, at))
                return false;
            first = at;
            used = 0;
        }
        used += size;
        if (p->ends_window) {
            if (!add_window(w, first, at + 1))
                return false;
            first = at + 1;
            used = 0;
        }
    }
    return first == count || add_window(w, first, count);
}

bool windows_cut(windows *w, pieces *p, const vocabulary *v, const char *text,
                 size_t length, size_t limit, size_t hash_cut)
{
    p->count = w->paragraph_count = w->window_count = 0;
    for (size_t at = 0; at < length;) {
        const char *newline = memchr(text + at, '\n', length - at);
        size_t end = newline ? (size_t)(newline - text) : length;
        uint32_t first = (uint32_t)p->count;
        if (!pieces_cut(p, v, text, at, end) ||
            !add_paragraphs(w, p, v, first, limit, hash_cut))
            return false;
        at = end + 1;
    }
    return pack(w, limit);
}

static void view_special(window_view *view, uint32_t id)
{
    size_t at = view->size++;
    view->ids[at] = id;
    view->cases[at] = CASE_NONE;
    view->real[at] = false;
    view->paragraph_end[at] = (uint16_t)at;
    view->at[at] = (span){0, 0};
}

static void view_paragraph(window_view *view, const pieces *p, uint32_t first,
                           uint32_t stop)
{
    size_t end = view->size + (stop - first) - 1;
    for (uint32_t i = first; i < stop; i++) {
        size_t at = view->size++;
        view->ids[at] = p->items[i].id;
        view->cases[at] = p->items[i].letters;
        view->real[at] = true;
        view->paragraph_end[at] = (uint16_t)end;
        view->at[at] = p->items[i].at;
    }
}

void windows_view(const windows *w, size_t number, const pieces *p,
                  const vocabulary *v, window_view *view)
{
    const window *from = &w->windows[number];
    view->size = 0;
    view_special(view, vocabulary_start(v));
    for (uint32_t i = from->first; i < from->stop; i++) {
        view_paragraph(view, p, w->paragraphs[i].first, w->paragraphs[i].stop);
        view_special(view, vocabulary_separator(v));
    }
}

void windows_free(windows *w)
{
    free(w->paragraphs);
    free(w->windows);
    *w = WINDOWS_EMPTY;
}

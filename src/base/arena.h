/*
 * An arena hands out memory that is freed all at once.
 *
 *     arena ─▶ block ─▶ block ─▶ …        each [header | used | free]
 *
 * Everything coded from one article lives in that article's arena. A reset
 * arena keeps its blocks, so that a loop over articles stops allocating once it
 * has seen its largest one.
 */
#ifndef CASUS_ARENA_H
#define CASUS_ARENA_H

#include <stddef.h>
#include <stdint.h>

typedef struct arena_block arena_block;

typedef struct {
    arena_block *first, *current;
} arena;

/* An empty arena; it allocates nothing until asked. */
#define ARENA_EMPTY ((arena){NULL, NULL})

/* size bytes, zeroed, aligned for any type; NULL when memory is out. A size of
 * 0 gives a valid pointer. */
void *arena_alloc(arena *a, size_t size);

/* An array of count zeroed items; NULL when memory is out or it overflows. */
void *arena_array(arena *a, size_t count, size_t size);

/* A copy of length bytes with a NUL after them. */
char *arena_copy(arena *a, const char *bytes, size_t length);

/* A formatted string, as printf would print it. */
char *arena_format(arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Makes room for one more item in a growing array: returns the array (moved if
 * need be) or NULL, in which case the old one is untouched. capacity is kept by
 * the caller and starts at 0. */
void *arena_grow(arena *a, void *items, size_t count, size_t *capacity,
                 size_t size);

void arena_reset(arena *a);
void arena_free(arena *a);

/* Bytes held by its blocks. */
size_t arena_size(const arena *a);

#endif

#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 << 10, LARGEST_STEP = 1 << 20 };

struct arena_block {
    arena_block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

static size_t round_up(size_t size)
{
    size_t unit = alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

/* A block with room for size bytes, put after the current one. */
static arena_block *block_add(arena *a, size_t size)
{
    size_t room = a->current ? a->current->size * 2 : FIRST_BLOCK;
    if (room > LARGEST_STEP)
        room = LARGEST_STEP;
    if (room < size)
        room = size;
    if (room > SIZE_MAX - sizeof(arena_block))
        return NULL;
    arena_block *block = malloc(sizeof *block + room);
    if (!block)
        return NULL;
    block->size = room;
    block->used = 0;
    if (a->current) {
        block->next = a->current->next;
        a->current->next = block;
    } else {
        block->next = NULL;
        a->first = block;
    }
    return a->current = block;
}

static arena_block *block_with_room(arena *a, size_t size)
{
    arena_block *block = a->current;
    while (block && block->size - block->used < size) {
        block = block->next;
        if (block)
            a->current = block;
    }
    return block ? block : block_add(a, size);
}

void *arena_alloc(arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size = round_up(size ? size : 1);
    arena_block *block = block_with_room(a, size);
    if (!block)
        return NULL;
    void *at = block->bytes + block->used;
    block->used += size;
    return memset(at, 0, size);
}

void *arena_array(arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(a, count * size);
}

char *arena_copy(arena *a, const char *bytes, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = arena_alloc(a, length + 1);
    if (copy && length)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_format(arena *a, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = length < 0 ? NULL : arena_alloc(a, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void *arena_grow(arena *a, void *items, size_t count, size_t *capacity,
                 size_t size)
{
    if (count < *capacity)
        return items;
    size_t room = *capacity ? *capacity * 2 : 8;
    void *moved = room < *capacity ? NULL : arena_array(a, room, size);
    if (!moved)
        return NULL;
    if (count)
        memcpy(moved, items, count * size);
    *capacity = room;
    return moved;
}

void arena_reset(arena *a)
{
    for (arena_block *block = a->first; block; block = block->next)
        block->used = 0;
    a->current = a->first;
}

void arena_free(arena *a)
{
    for (arena_block *block = a->first, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    *a = ARENA_EMPTY;
}

size_t arena_size(const arena *a)
{
    size_t size = 0;
    for (const arena_block *block = a->first; block; block = block->next)
        size += sizeof *block + block->size;
    return size;
}

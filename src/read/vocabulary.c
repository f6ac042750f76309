#include "read/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 255, MARK = 2 /* bytes of ## */ };

/* A slot is empty where id_plus_one is 0. */
typedef struct {
    uint32_t hash, id_plus_one;
} slot;

struct vocabulary {
    const char *bytes;
    uint32_t *offsets; /* [count + 1]; the last is length + 1 */
    size_t count, longest;
    slot *slots;
    size_t mask;
    uint32_t unknown, start, separator;
};

static uint64_t seed(bool inside)
{
    return inside ? UINT64_C(0x9E3779B97F4A7C15) : UINT64_C(0xCBF29CE484222325);
}

static uint64_t step(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * UINT64_C(0x100000001B3);
}

/* The high bits are well mixed, the low ones pick the slot. */
static uint64_t finish(uint64_t hash)
{
    return (hash ^ hash >> 29) * UINT64_C(0xBF58476D1CE4E5B9) >> 16;
}

const char *vocabulary_piece(const vocabulary *v, uint32_t id, size_t *length)
{
    *length = v->offsets[id + 1] - v->offsets[id] - 1;
    return v->bytes + v->offsets[id];
}

static bool stands_inside(const char *piece, size_t length)
{
    return length > MARK && piece[0] == '#' && piece[1] == '#';
}

/* The slot of a piece, or the empty one where it would go. */
static slot *find(const vocabulary *v, const char *bytes, size_t length,
                  bool inside, uint64_t hash)
{
    for (size_t i = hash & v->mask;; i = (i + 1) & v->mask) {
        slot *s = &v->slots[i];
        size_t size;
        if (!s->id_plus_one)
            return s;
        if (s->hash != (uint32_t)hash)
            continue;
        const char *piece = vocabulary_piece(v, s->id_plus_one - 1, &size);
        bool within = stands_inside(piece, size);
        size_t skip = within ? MARK : 0;
        if (within == inside && size - skip == length &&
            !memcmp(piece + skip, bytes, length))
            return s;
    }
}

static bool add(vocabulary *v, uint32_t id)
{
    size_t length;
    const char *piece = vocabulary_piece(v, id, &length);
    bool inside = stands_inside(piece, length);
    size_t skip = inside ? MARK : 0;
    if (!length || length - skip > LONGEST)
        return false;
    uint64_t hash = seed(inside);
    for (size_t i = skip; i < length; i++)
        hash = step(hash, piece[i]);
    hash = finish(hash);
    slot *s = find(v, piece + skip, length - skip, inside, hash);
    if (s->id_plus_one)
        return false;
    *s = (slot){(uint32_t)hash, id + 1};
    if (length - skip > v->longest)
        v->longest = length - skip;
    return true;
}

static bool special(const vocabulary *v, const char *name, uint32_t *id)
{
    size_t matched, length = strlen(name);
    *id = vocabulary_match(v, name, length, false, &matched);
    return matched == length;
}

static bool split(vocabulary *v, size_t length)
{
    size_t count = 0;
    v->offsets[0] = 0;
    for (size_t at = 0; at <= length; at++)
        if (at == length || v->bytes[at] == '\n') {
            if (count == v->count)
                return false;
            v->offsets[++count] = (uint32_t)at + 1;
        }
    return count == v->count;
}

static bool fill(vocabulary *v, size_t length)
{
    if (utf8_check(v->bytes, length) != length || !split(v, length))
        return false;
    for (uint32_t id = 0; id < v->count; id++)
        if (!add(v, id))
            return false;
    return special(v, "[UNK]", &v->unknown) && special(v, "[CLS]", &v->start) &&
           special(v, "[SEP]", &v->separator);
}

vocabulary *vocabulary_new(const char *bytes, size_t length, size_t count,
                           casus_error *error)
{
    vocabulary *v = calloc(1, sizeof *v);
    size_t slots = 16;
    while (slots < 2 * count)
        slots *= 2;
    if (v) {
        *v = (vocabulary){.bytes = bytes, .count = count, .mask = slots - 1};
        v->offsets = calloc(count + 1, sizeof *v->offsets);
        v->slots = calloc(slots, sizeof *v->slots);
    }
    if (!v || !v->offsets || !v->slots) {
        vocabulary_free(v);
        error_memory(error);
        return NULL;
    }
    if (length < UINT32_MAX && fill(v, length))
        return v;
    vocabulary_free(v);
    error_set(error, CASUS_BAD_FILE, "the model's vocabulary is malformed", 0);
    return NULL;
}

void vocabulary_free(vocabulary *v)
{
    if (!v)
        return;
    free(v->offsets);
    free(v->slots);
    free(v);
}

uint32_t vocabulary_match(const vocabulary *v, const char *word, size_t length,
                          bool inside, size_t *matched)
{
    uint64_t hashes[LONGEST + 1];
    size_t most = length < v->longest ? length : v->longest;
    hashes[0] = seed(inside);
    for (size_t i = 0; i < most; i++)
        hashes[i + 1] = step(hashes[i], word[i]);
    for (; most; most--) {
        const slot *s = find(v, word, most, inside, finish(hashes[most]));
        if (s->id_plus_one) {
            *matched = most;
            return s->id_plus_one - 1;
        }
    }
    *matched = 0;
    return 0;
}

uint32_t vocabulary_unknown(const vocabulary *v)
{
    return v->unknown;
}

uint32_t vocabulary_start(const vocabulary *v)
{
    return v->start;
}

uint32_t vocabulary_separator(const vocabulary *v)
{
    return v->separator;
}

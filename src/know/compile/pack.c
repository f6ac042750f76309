#include "know/compile/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

#include "know/layout.h"

enum { PHRASE_WORDS = 12 };

/* A phrase that names a row. */
typedef struct {
    const char *words; /* folded, parted by spaces */
    uint64_t hash, first_hash;
    uint32_t word_count, order;
    layout_posting posting;
} naming;

/* A string that was stored, in a table by hash. */
typedef struct {
    uint64_t hash;
    uint32_t offset;
} stored;

struct pack {
    arena *a;
    fact_row *rows;
    size_t row_count, row_capacity;
    naming *names;
    size_t name_count, name_capacity;
    char *text;
    size_t text_size, text_capacity;
    stored *strings;
    size_t string_count, string_slots;
    bool failed;
};

pack *pack_new(arena *a)
{
    pack *p = arena_alloc(a, sizeof *p);
    if (!p)
        return NULL;
    p->a = a;
    p->string_slots = 1 << 18;
    p->strings = arena_array(a, p->string_slots, sizeof *p->strings);
    p->text_capacity = 1 << 23;
    p->text = arena_alloc(a, p->text_capacity);
    p->text_size = 1; /* offset 0 is "" */
    return p->strings && p->text ? p : NULL;
}

uint32_t pack_text(pack *p, const char *text)
{
    size_t length = strlen(text);
    if (length == 0)
        return 0;
    uint64_t hash = tokens_hash(text, length);
    size_t mask = p->string_slots - 1, at = hash & mask;
    for (; p->strings[at].offset; at = (at + 1) & mask)
        if (p->strings[at].hash == hash &&
            strcmp(p->text + p->strings[at].offset, text) == 0)
            return p->strings[at].offset;
    if (p->text_size + length + 1 > p->text_capacity ||
        p->string_count * 2 > p->string_slots) {
        p->failed = true;
        return 0;
    }
    uint32_t offset = (uint32_t)p->text_size;
    memcpy(p->text + offset, text, length + 1);
    p->text_size += length + 1;
    p->strings[at] = (stored){hash, offset};
    p->string_count++;
    return offset;
}

uint32_t pack_row(pack *p, const fact_row *row)
{
    fact_row *grown = arena_grow(p->a, p->rows, p->row_count, &p->row_capacity,
                                 sizeof *grown);
    if (!grown) {
        p->failed = true;
        return 0;
    }
    p->rows = grown;
    p->rows[p->row_count] = *row;
    return (uint32_t)p->row_count++;
}

size_t pack_phrases(const pack *p)
{
    return p->name_count;
}

/* Short words in capitals alone (US, EU, IS) are other words in small letters,
 * or with one capital. */
static uint8_t written_as(const token_list *words)
{
    const token *w = &words->items[0];
    bool caps = words->count == 1 && w->shape == TOKEN_CAPS;
    return caps && w->length <= 6 ? WRITTEN_CAPS : 0;
}

bool pack_phrase(pack *p, const char *phrase, uint32_t row, fact_part part)
{
    token_list words;
    if (!tokens_cut(phrase, strlen(phrase), p->a, &words) || !words.count ||
        words.count > PHRASE_WORDS)
        return false;
    char joined[1024];
    size_t length = 0;
    naming n = {.word_count = 0, .order = (uint32_t)p->name_count};
    n.posting = (layout_posting){.row = row, .part = (uint8_t)part};
    for (size_t i = 0; i < words.count; i++) {
        const token *w = &words.items[i];
        if (!token_is_plain(w))
            continue;
        if (length + w->length + 2 > sizeof joined)
            return false;
        if (n.word_count)
            joined[length++] = ' ';
        else
            n.first_hash = w->hash;
        memcpy(joined + length, w->fold, w->length);
        length += w->length;
        n.hash = tokens_join(n.hash, w->hash);
        if (w->shape == TOKEN_CAPITAL || w->shape == TOKEN_CAPS)
            n.posting.capitals |= (uint16_t)(1u << n.word_count);
        n.word_count++;
    }
    n.posting.written = written_as(&words);
    n.words = arena_copy(p->a, joined, length);
    naming *grown = arena_grow(p->a, p->names, p->name_count, &p->name_capacity,
                               sizeof *grown);
    if (!grown || !n.words || !n.word_count)
        return false;
    p->names = grown;
    p->names[p->name_count++] = n;
    return true;
}

static int by_words(const void *left, const void *right)
{
    const naming *a = left, *b = right;
    int order = strcmp(a->words, b->words);
    if (order)
        return order;
    return a->order < b->order ? -1 : a->order > b->order;
}

static uint32_t power_above(size_t n)
{
    uint32_t power = 16;
    while (power < n)
        power *= 2;
    return power;
}

/* The sections of the file, before they are joined. */
typedef struct {
    layout_form *forms;
    layout_posting *postings;
    layout_slot *slots;
    layout_first *firsts;
    uint32_t form_count, posting_count, slot_count, first_count;
} sections;

static void put_first(sections *s, const naming *n)
{
    uint32_t mask = s->first_count - 1, at = (uint32_t)n->first_hash & mask;
    while (s->firsts[at].longest && s->firsts[at].hash != n->first_hash)
        at = (at + 1) & mask;
    s->firsts[at].hash = n->first_hash;
    if (s->firsts[at].longest < n->word_count)
        s->firsts[at].longest = n->word_count;
}

static void put_slot(sections *s, const naming *n, uint32_t form)
{
    uint32_t mask = s->slot_count - 1, at = (uint32_t)n->hash & mask;
    while (s->slots[at].form)
        at = (at + 1) & mask;
    s->slots[at] = (layout_slot){n->hash, form + 1, 0};
}

static bool build(pack *p, sections *s)
{
    qsort(p->names, p->name_count, sizeof *p->names, by_words);
    s->slot_count = s->first_count = power_above(p->name_count * 2);
    s->forms = arena_array(p->a, p->name_count + 1, sizeof *s->forms);
    s->postings = arena_array(p->a, p->name_count + 1, sizeof *s->postings);
    s->slots = arena_array(p->a, s->slot_count, sizeof *s->slots);
    s->firsts = arena_array(p->a, s->first_count, sizeof *s->firsts);
    if (!s->forms || !s->postings || !s->slots || !s->firsts)
        return false;
    for (size_t i = 0; i < p->name_count; i++) {
        const naming *n = &p->names[i];
        if (i == 0 || strcmp(n->words, n[-1].words) != 0) {
            put_slot(s, n, s->form_count);
            put_first(s, n);
            s->forms[s->form_count++] =
                (layout_form){.words = pack_text(p, n->words),
                              .first_posting = s->posting_count,
                              .word_count = n->word_count};
        } else if (n->posting.row == n[-1].posting.row) {
            /* "ISIS" and "Isis" name one row: either will do */
            layout_posting *last = &s->postings[s->posting_count - 1];
            last->capitals &= n->posting.capitals;
            last->written &= n->posting.written;
            continue;
        }
        s->postings[s->posting_count++] = n->posting;
        s->forms[s->form_count - 1].posting_count++;
    }
    return !p->failed;
}

/* Copies a section behind what is there, at a multiple of 8. */
static uint32_t place(char *block, size_t *at, const void *items, size_t count,
                      size_t size)
{
    *at = (*at + 7) & ~(size_t)7;
    uint32_t offset = (uint32_t)*at;
    if (block && count)
        memcpy(block + *at, items, count * size);
    *at += count * size;
    return offset;
}

static size_t lay_out(const pack *p, const sections *s, char *block,
                      layout_header *h)
{
    size_t at = sizeof *h;
    h->row_at = place(block, &at, p->rows, p->row_count, sizeof *p->rows);
    h->form_at = place(block, &at, s->forms, s->form_count, sizeof *s->forms);
    h->posting_at =
        place(block, &at, s->postings, s->posting_count, sizeof *s->postings);
    h->slot_at = place(block, &at, s->slots, s->slot_count, sizeof *s->slots);
    h->first_at =
        place(block, &at, s->firsts, s->first_count, sizeof *s->firsts);
    h->text_at = place(block, &at, p->text, p->text_size, 1);
    return at;
}

const char *pack_write(pack *p, const char *path)
{
    sections s = {0};
    layout_header h = {.version = LAYOUT_VERSION, .header_size = sizeof h};
    if (!build(p, &s))
        return "out of room for the facts";
    h.size = lay_out(p, &s, NULL, &h);
    char *block = arena_alloc(p->a, h.size);
    const char *part = arena_format(p->a, "%s.part", path);
    if (!block || !part)
        return "out of memory";
    lay_out(p, &s, block, &h);
    memcpy(h.magic, LAYOUT_MAGIC, 8);
    h.row_count = (uint32_t)p->row_count;
    h.form_count = s.form_count;
    h.posting_count = s.posting_count;
    h.slot_count = s.slot_count;
    h.first_count = s.first_count;
    h.text_size = (uint32_t)p->text_size;
    struct sha256_ctx sha;
    sha256_init(&sha);
    sha256_update(&sha, h.size - sizeof h, (uint8_t *)block + sizeof h);
    sha256_digest(&sha, sizeof h.sha256, h.sha256);
    memcpy(block, &h, sizeof h);
    FILE *file = fopen(part, "wb");
    bool good = file && fwrite(block, 1, h.size, file) == h.size;
    good = file && fclose(file) == 0 && good;
    if (!good || rename(part, path) != 0)
        return "the facts file cannot be written";
    return NULL;
}

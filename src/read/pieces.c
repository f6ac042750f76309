#include "read/pieces.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum {
    WORD_LIMIT = 100, /* characters; longer words are unknown */
    WORD_BYTES = 4 * WORD_LIMIT,
    DECOMPOSED = 8
};

/* The word being gathered: its bytes as the vocabulary has them, and for each
 * byte the bytes of the text that its character came from. */
typedef struct {
    char bytes[WORD_BYTES];
    span from[WORD_BYTES];
    size_t length, characters;
    span whole;
} word;

typedef struct {
    pieces *out;
    const vocabulary *vocabulary;
    const char *text;
    word word;
    bool failed;
} cutter;

typedef enum { DROPPED, SPACE, ALONE, LETTER } character_class;

static bool among_letters(utf8proc_category_t c)
{
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT ||
           c == UTF8PROC_CATEGORY_LL;
}

static letter_case case_of(const char *text, span at)
{
    size_t upper = 0, lower = 0, size;
    bool first_upper = false;
    for (size_t i = at.start; i < at.end; i += size) {
        int32_t c = (unsigned char)text[i];
        bool is_upper, is_letter;
        size = 1;
        if (c < 0x80) {
            is_upper = c >= 'A' && c <= 'Z';
            is_letter = is_upper || (c >= 'a' && c <= 'z');
        } else {
            c = utf8_decode(text + i, at.end - i, &size);
            utf8proc_category_t category = utf8proc_category(c);
            is_letter = among_letters(category);
            is_upper = is_letter && category != UTF8PROC_CATEGORY_LL;
        }
        if (is_upper && !upper && !lower)
            first_upper = true;
        upper += is_upper;
        lower += is_letter && !is_upper;
    }
    if (!upper)
        return lower ? CASE_LOWER : CASE_NONE;
    if (upper == 1 && first_upper)
        return CASE_CAPITAL;
    return lower ? CASE_MIXED : CASE_CAPITALS;
}

static bool grow(pieces *p)
{
    size_t capacity = p->capacity ? 2 * p->capacity : 1024;
    piece *items = realloc(p->items, capacity * sizeof *items);
    if (!items)
        return false;
    p->items = items;
    p->capacity = capacity;
    return true;
}

static void emit(cutter *c, uint32_t id, span at)
{
    pieces *p = c->out;
    if (p->count == p->capacity && !grow(p)) {
        c->failed = true;
        return;
    }
    p->items[p->count++] = (piece){id, at, (uint8_t)case_of(c->text, at)};
}

/* Ends the word: its pieces, or one unknown piece for all of it. */
static void end_word(cutter *c)
{
    word *w = &c->word;
    size_t before = c->out->count, at = 0, matched = 1;
    if (!w->characters)
        return;
    bool known = w->characters <= WORD_LIMIT;
    while (known && at < w->length) {
        uint32_t id = vocabulary_match(c->vocabulary, w->bytes + at,
                                       w->length - at, at > 0, &matched);
        known = matched > 0;
        if (known)
            emit(c, id,
                 (span){w->from[at].start, w->from[at + matched - 1].end});
        at += matched;
    }
    if (!known) {
        c->out->count = before;
        emit(c, vocabulary_unknown(c->vocabulary), w->whole);
    }
    w->length = w->characters = 0;
}

static void add_character(cutter *c, int32_t point, span from)
{
    word *w = &c->word;
    if (!w->characters)
        w->whole.start = from.start;
    w->whole.end = from.end;
    if (w->characters++ >= WORD_LIMIT)
        return;
    size_t size = utf8_encode(point, w->bytes + w->length);
    for (size_t i = 0; i < size; i++)
        w->from[w->length + i] = from;
    w->length += size;
}

static void add_alone(cutter *c, int32_t point, span from)
{
    end_word(c);
    add_character(c, point, from);
    end_word(c);
}

static bool is_ideograph(int32_t c)
{
    /* The ranges of BERT's own code, the odd gap at 2B820 included. */
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B81F) ||
           (c >= 0x2B920 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x2F800 && c <= 0x2FA1F);
}

static character_class class_of(int32_t c)
{
    if (c == 0xFFFD)
        return DROPPED;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
        return DROPPED;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return SPACE;
    default:
        return is_ideograph(c) ? ALONE : LETTER;
    }
}

static bool is_punctuation(int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

static bool is_ascii_punctuation(int32_t c)
{
    return (c > ' ' && c < '0') || (c > '9' && c < 'A') ||
           (c > 'Z' && c < 'a') || (c > 'z' && c < 0x7F);
}

static void add_ascii(cutter *c, int32_t point, span from)
{
    if (point == ' ' || point == '\t' || point == '\r' || point == '\n')
        end_word(c);
    else if (point < ' ' || point == 0x7F)
        return;
    else if (is_ascii_punctuation(point))
        add_alone(c, point, from);
    else
        add_character(c, point >= 'A' && point <= 'Z' ? point | 0x20 : point,
                      from);
}

/* A character as NFD has it, without marks, in lower case. */
static void add_wide(cutter *c, int32_t point, span from)
{
    utf8proc_int32_t parts[DECOMPOSED];
    int bounds = 0;
    character_class class = class_of(point);
    if (class == DROPPED)
        return;
    if (class != LETTER)
        end_word(c);
    if (class == SPACE)
        return;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        point, parts, DECOMPOSED, UTF8PROC_DECOMPOSE, &bounds);
    for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED; i++) {
        if (utf8proc_category(parts[i]) == UTF8PROC_CATEGORY_MN)
            continue;
        int32_t lower = utf8proc_tolower(parts[i]);
        if (lower < 0x80 ? is_ascii_punctuation(lower) : is_punctuation(lower))
            add_alone(c, lower, from);
        else
            add_character(c, lower, from);
    }
    if (class == ALONE)
        end_word(c);
}

bool pieces_cut(pieces *p, const vocabulary *v, const char *text, size_t from,
                size_t to)
{
    cutter c = {.out = p, .vocabulary = v, .text = text};
    size_t size;
    for (size_t at = from; at < to; at += size) {
        int32_t point = (unsigned char)text[at];
        size = 1;
        if (point >= 0x80)
            point = utf8_decode(text + at, to - at, &size);
        span here = {(uint32_t)at, (uint32_t)(at + size)};
        if (point >= 0 && point < 0x80)
            add_ascii(&c, point, here);
        else if (point >= 0)
            add_wide(&c, point, here);
    }
    end_word(&c);
    return !c.failed;
}

void pieces_free(pieces *p)
{
    free(p->items);
    *p = PIECES_EMPTY;
}

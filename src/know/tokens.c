#include "know/tokens.h"

#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"

enum { FOLD_LIMIT = 96 };

typedef struct {
    const char *text;
    size_t length;
    arena *a;
    token *items;
    size_t count, capacity;
    bool joined; /* a hyphen was just passed */
} cutter;

uint64_t tokens_hash(const char *bytes, size_t length)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash ^ (hash >> 29);
}

uint64_t tokens_join(uint64_t phrase, uint64_t hash)
{
    return (phrase * 0x9e3779b97f4a7c15u) ^ (hash + (phrase >> 31));
}

bool token_is_plain(const token *w)
{
    return w->shape < TOKEN_MARK;
}

size_t tokens_at(const token_list *list, uint32_t byte)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->items[middle].at.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_letter(int32_t c)
{
    if (c < 128)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    utf8proc_category_t k = utf8proc_category(c);
    return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO) ||
           k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC;
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(int32_t c)
{
    if (c < 128)
        return c >= 'A' && c <= 'Z';
    return utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

static bool is_apostrophe(int32_t c)
{
    return c == '\'' || c == 0x2019 || c == '`' || c == 0x2bc || c == 0x2018;
}

static bool is_hyphen(int32_t c)
{
    return c == '-' || c == '/' || c == 0x2010 || c == 0x2011;
}

/* Letters that do not decompose, as English writes them. */
static int32_t plain_letter(int32_t c)
{
    switch (c) {
    case 0x131:
        return 'i';
    case 0xf8:
        return 'o';
    case 0x142:
        return 'l';
    case 0x111:
    case 0xf0:
        return 'd';
    default:
        return c;
    }
}

/* Appends the folded form of a code point to fold. */
static size_t fold_point(int32_t c, char *fold, size_t at)
{
    if (c < 128) {
        if (is_upper(c))
            c += 'a' - 'A';
        if (at < FOLD_LIMIT)
            fold[at++] = (char)c;
        return at;
    }
    utf8proc_int32_t out[8];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        c, out, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD,
        &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 8; i++) {
        char bytes[4];
        size_t size = utf8_encode(plain_letter(out[i]), bytes);
        if (at + size > FOLD_LIMIT)
            break;
        memcpy(fold + at, bytes, size);
        at += size;
    }
    return at;
}

static int32_t peek(const cutter *c, size_t at, size_t *size)
{
    *size = 0;
    if (at >= c->length)
        return 0;
    return utf8_decode(c->text + at, c->length - at, size);
}

static bool keep(cutter *c, token w)
{
    token *grown =
        arena_grow(c->a, c->items, c->count, &c->capacity, sizeof *grown);
    if (!grown)
        return false;
    c->items = grown;
    c->items[c->count++] = w;
    return true;
}

/* What a run of letters looked like. */
typedef struct {
    size_t letters, uppers, digits;
    bool first_upper;
} look;

static uint8_t shape_of(const look *l)
{
    if (l->letters == 0 || (l->digits && !l->first_upper && l->uppers == 0 &&
                            l->digits >= l->letters))
        return TOKEN_NUMBER;
    if (l->uppers >= 2 && l->uppers == l->letters)
        return TOKEN_CAPS;
    return l->uppers ? TOKEN_CAPITAL : TOKEN_LOWER;
}

/* The end of an abbreviation such as U.S. or p.m that starts at start; start
 * where there is none. */
static size_t abbreviation(const cutter *c, size_t start)
{
    size_t at = start, size, parts = 0, end = start;
    while (is_letter(peek(c, at, &size))) {
        at += size;
        parts++;
        end = at;
        if (peek(c, at, &size) != '.')
            break;
        end = ++at;
    }
    if (parts < 2 || is_letter(peek(c, end, &size)) ||
        is_digit(peek(c, end, &size)))
        return start;
    return end;
}

/* Whether a dot at byte at belongs to the word before it: Mr. or J. */
static bool takes_dot(const cutter *c, size_t at, const look *l)
{
    size_t size;
    if (peek(c, at, &size) != '.' || !l->first_upper || l->digits)
        return false;
    if (l->letters > 4 || l->uppers > 1 || peek(c, at + 1, &size) != ' ')
        return false;
    return is_upper(peek(c, at + 2, &size));
}

static void look_at(look *l, int32_t p)
{
    if (l->letters + l->digits == 0)
        l->first_upper = is_upper(p);
    l->letters += is_letter(p);
    l->digits += is_digit(p);
    l->uppers += is_upper(p);
}

/* An apostrophe at byte at: 1 it is dropped and the word goes on, 0 the word
 * ends before it; in *past where reading goes on, in *possessive whether it was
 * a possessive ending. */
static bool apostrophe(const cutter *c, size_t at, bool after_s, size_t *past,
                       bool *possessive)
{
    size_t size, more, after;
    peek(c, at, &size);
    int32_t next = peek(c, at + size, &more);
    int32_t then = peek(c, at + size + more, &after);
    *past = at;
    if ((next == 's' || next == 'S') && !is_letter(then) && !is_digit(then)) {
        *possessive = true;
        *past = at + size + more;
        return false;
    }
    if (is_letter(next)) {
        *past = at + size;
        return true;
    }
    if (after_s) {
        *possessive = true;
        *past = at + size;
    }
    return false;
}

/* Cuts the word that starts at start; returns where reading goes on, or 0 when
 * memory is out. */
static size_t cut_word(cutter *c, size_t start)
{
    char fold[FOLD_LIMIT + 1];
    size_t at = start, end = start, length = 0, size;
    size_t dotted = abbreviation(c, start);
    look l = {0};
    token w = {.hyphened = c->joined};
    while (at < c->length) {
        int32_t p = peek(c, at, &size);
        if (is_letter(p) || is_digit(p)) {
            look_at(&l, p);
            length = fold_point(p, fold, length);
            end = at += size;
        } else if (at < dotted && p == '.') {
            end = at += size;
        } else if (is_apostrophe(p)) {
            bool after_s = length && fold[length - 1] == 's';
            if (!apostrophe(c, at, after_s, &at, &w.possessive))
                break;
        } else {
            if (takes_dot(c, at, &l))
                end = ++at;
            break;
        }
    }
    fold[length] = '\0';
    w.at = (span){(uint32_t)start, (uint32_t)end};
    w.shape = shape_of(&l);
    w.length = (uint32_t)length;
    w.hash = tokens_hash(fold, length);
    w.fold = arena_copy(c->a, fold, length);
    c->joined = false;
    return w.fold && keep(c, w) ? at : 0;
}

static bool cut_mark(cutter *c, size_t at, size_t size, bool line_end)
{
    token w = {.at = {(uint32_t)at, (uint32_t)(at + size)},
               .shape = line_end ? TOKEN_BREAK : TOKEN_MARK,
               .length = (uint32_t)size};
    w.fold = line_end ? "\n" : arena_copy(c->a, c->text + at, size);
    c->joined = false;
    if (!w.fold)
        return false;
    w.hash = tokens_hash(w.fold, strlen(w.fold));
    return keep(c, w);
}

bool tokens_cut(const char *text, size_t length, arena *a, token_list *out)
{
    cutter c = {.text = text, .length = length, .a = a};
    size_t at = 0;
    while (at < length) {
        size_t size;
        int32_t p = peek(&c, at, &size);
        if (is_letter(p) || is_digit(p)) {
            at = cut_word(&c, at);
            if (!at)
                return false;
            continue;
        }
        if (is_hyphen(p)) {
            size_t more;
            int32_t next = peek(&c, at + size, &more);
            bool before = c.count && c.items[c.count - 1].at.end == at;
            c.joined = before && (is_letter(next) || is_digit(next));
            /* "al- Maliki": a hyphen that stayed at the word when a line was
             * joined */
            bool dangling = before && next == ' ';
            if (!c.joined && !dangling && !cut_mark(&c, at, size, false))
                return false;
        } else if (p == '\n') {
            if (!cut_mark(&c, at, size, true))
                return false;
        } else if (p != ' ' && p != '\t' && p != '\r' && p != 0xa0) {
            if (!cut_mark(&c, at, size, false))
                return false;
        }
        at += size;
    }
    out->items = c.items;
    out->count = c.count;
    return true;
}

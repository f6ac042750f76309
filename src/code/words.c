#include "code/words.h"

#include <string.h>

#include "base/utf8.h"

static bool letter(unsigned char byte)
{
    return (byte | 32) >= 'a' && (byte | 32) <= 'z';
}

static bool digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

static char lower_of(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

/* Whether a code point above ASCII is punctuation, a space or a sign rather
 * than a letter: Latin-1 signs, general punctuation, currency, CJK marks. */
static bool sign(int32_t point)
{
    return (point >= 0x80 && point < 0xC0) || point == 0xD7 || point == 0xF7 ||
           (point >= 0x2000 && point < 0x2C00) ||
           (point >= 0x3000 && point < 0x3040) || point == 0xFEFF;
}

static bool space_point(int32_t point)
{
    return point == 0xA0 || point == 0xAD || point == 0xFEFF ||
           (point >= 0x2000 && point <= 0x200F) || point == 0x202F ||
           point == 0x3000;
}

/* Bytes of the letters at text. */
static size_t letters(const char *text, size_t length)
{
    size_t at = 0, size;
    while (at < length) {
        unsigned char byte = (unsigned char)text[at];
        if (byte < 0x80) {
            if (!letter(byte))
                break;
            at++;
        } else {
            int32_t point = utf8_decode(text + at, length - at, &size);
            if (point == UTF8_BAD || sign(point))
                break;
            at += size;
        }
    }
    return at;
}

/* Bytes of the ending of an ordinal at text, or 0. */
static size_t ordinal_ending(const char *text, size_t length)
{
    static const char endings[] = "stndrdth";
    if (length < 2 || (length > 2 && letter((unsigned char)text[2])))
        return 0;
    for (size_t i = 0; i < 8; i += 2)
        if (lower_of(text[0]) == endings[i] &&
            lower_of(text[1]) == endings[i + 1])
            return 2;
    return 0;
}

static size_t digits_word(const char *text, size_t length, word *out)
{
    size_t at = 0;
    int32_t value = 0;
    while (at < length && digit((unsigned char)text[at])) {
        value = at < 9 ? value * 10 + (text[at] - '0') : -1;
        at++;
    }
    out->kind = WORD_DIGITS;
    out->value = value;
    out->digits = at < 255 ? (uint8_t)at : 255;
    size_t ending = ordinal_ending(text + at, length - at);
    out->ordinal = ending > 0;
    return at + ending;
}

/* The word at text, and how many bytes it has; kind is left alone for space. */
static size_t next_word(const char *text, size_t length, word *out, bool *space)
{
    size_t size = letters(text, length);
    *space = false;
    if (size) {
        out->kind = WORD_LETTERS;
        out->capital = text[0] >= 'A' && text[0] <= 'Z';
        return size;
    }
    if (digit((unsigned char)text[0]))
        return digits_word(text, length, out);
    int32_t point = utf8_decode(text, length, &size);
    *space = (point <= ' ' && point != '\n') || space_point(point);
    out->kind = point == '\n' ? WORD_LINE : WORD_MARK;
    out->value = point;
    return size;
}

bool words_cut(const char *text, size_t length, arena *a, word_list *out)
{
    *out = (word_list){text, NULL, 0};
    size_t capacity = 0;
    bool joined = false;
    for (size_t at = 0; at < length;) {
        word next = {.joined = joined};
        bool space;
        size_t size = next_word(text + at, length - at, &next, &space);
        next.at = (span){(uint32_t)at, (uint32_t)(at + size)};
        at += size;
        joined = !space;
        if (space)
            continue;
        word *grown =
            arena_grow(a, out->items, out->count, &capacity, sizeof *grown);
        if (!grown)
            return false;
        out->items = grown;
        out->items[out->count++] = next;
    }
    return true;
}

size_t words_from(const word_list *words, size_t byte)
{
    size_t low = 0, high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (words->items[middle].at.end > byte)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

bool word_has_kind(const word_list *words, size_t i, word_kind kind)
{
    return i < words->count && words->items[i].kind == kind;
}

static bool same_letters(const word_list *words, size_t i, const char *lower,
                         size_t length)
{
    if (!word_has_kind(words, i, WORD_LETTERS) ||
        span_length(words->items[i].at) != length)
        return false;
    const char *text = words->text + words->items[i].at.start;
    for (size_t j = 0; j < length; j++)
        if (lower_of(text[j]) != lower[j])
            return false;
    return true;
}

bool word_is(const word_list *words, size_t i, const char *lower)
{
    return same_letters(words, i, lower, strlen(lower));
}

bool word_is_mark(const word_list *words, size_t i, int32_t point)
{
    return word_has_kind(words, i, WORD_MARK) && words->items[i].value == point;
}

bool word_among(const word_list *words, size_t i, const char *list)
{
    while (*list) {
        size_t length = strcspn(list, " ");
        if (same_letters(words, i, list, length))
            return true;
        list += length;
        list += *list == ' ';
    }
    return false;
}

bool word_ends(const word_list *words, size_t i, const char *lower)
{
    size_t length = strlen(lower);
    if (!word_has_kind(words, i, WORD_LETTERS) ||
        span_length(words->items[i].at) < length)
        return false;
    const char *text = words->text + words->items[i].at.end - length;
    for (size_t j = 0; j < length; j++)
        if (lower_of(text[j]) != lower[j])
            return false;
    return true;
}

bool word_is_quote(const word_list *words, size_t i)
{
    if (!word_has_kind(words, i, WORD_MARK))
        return false;
    int32_t point = words->items[i].value;
    return point == '"' || (point >= 0x201C && point <= 0x201F) ||
           point == 0xAB || point == 0xBB;
}

bool word_ends_sentence(const word_list *words, size_t i)
{
    if (word_has_kind(words, i, WORD_LINE))
        return true;
    if (!word_has_kind(words, i, WORD_MARK))
        return false;
    int32_t point = words->items[i].value;
    if (point == '.')
        return i > 0 && span_length(words->items[i - 1].at) > 3 &&
               (i + 1 >= words->count || !words->items[i + 1].joined ||
                word_is_quote(words, i + 1));
    return point == '!' || point == '?' || point == ';';
}

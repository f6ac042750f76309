#include "code/coding.h"

#include <string.h>

enum { TITLE_LIMIT = 300, QUOTE_LIMIT = 4096 };

static bool blank(const char *text, span s)
{
    for (uint32_t i = s.start; i < s.end; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r')
            return false;
    return true;
}

span coding_line(const coding *c, uint32_t byte)
{
    size_t low = 0, high = c->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (c->lines[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    uint32_t end =
        low + 1 < c->line_count ? c->lines[low + 1] - 1 : (uint32_t)c->length;
    return (span){c->lines[low], end};
}

static bool find_lines(coding *c)
{
    size_t count = 1;
    for (size_t i = 0; i < c->length; i++)
        count += c->text[i] == '\n';
    uint32_t *lines = arena_array(c->scratch, count, sizeof *lines);
    if (!lines)
        return false;
    c->lines = lines;
    c->line_count = 1;
    for (size_t i = 0; i < c->length; i++)
        if (c->text[i] == '\n')
            lines[c->line_count++] = (uint32_t)i + 1;
    return true;
}

/* Whether a line ends as a sentence does. */
static bool ends_sentence(const char *text, span line)
{
    uint32_t end = line.end;
    while (end > line.start && strchr(" \t\r\"')", text[end - 1]))
        end--;
    return end > line.start && strchr(".!?", text[end - 1]) != NULL;
}

/* The first line is a title where an empty line follows it, or where it is
 * short, ends without a full stop and something follows. */
static span title_of(const coding *c)
{
    span none = {0, 0}, first = coding_line(c, 0);
    if (blank(c->text, first) || span_length(first) > TITLE_LIMIT ||
        first.end + 1 >= c->length)
        return none;
    span rest = {first.end + 1, (uint32_t)c->length};
    bool more = false;
    for (uint32_t i = rest.start; i < rest.end && !more; i++)
        more = (unsigned char)c->text[i] > ' ';
    if (!more)
        return none;
    span second = coding_line(c, rest.start);
    return blank(c->text, second) || !ends_sentence(c->text, first) ? first
                                                                    : none;
}

bool coding_prepare(coding *c)
{
    uint32_t *marks =
        arena_array(c->scratch, utf8_index_marks(c->length), sizeof *marks);
    if (!marks || !find_lines(c) ||
        !words_cut(c->text, c->length, c->scratch, &c->words) ||
        !times_find(&c->words, c->published, c->scratch, &c->times))
        return false;
    utf8_index_build(&c->points, c->text, c->length, marks);
    c->title = title_of(c);
    return true;
}

casus_span coding_points(const coding *c, span s)
{
    if (s.end <= s.start)
        return (casus_span){0, 0};
    return (casus_span){utf8_index_points(&c->points, s.start),
                        utf8_index_points(&c->points, s.end)};
}

const char *coding_string(const coding *c, const char *string)
{
    return arena_copy(c->out, string, strlen(string));
}

const char *coding_words(const coding *c, span s)
{
    char *copy = arena_copy(c->out, c->text + s.start, span_length(s));
    if (!copy)
        return NULL;
    size_t kept = 0;
    for (size_t i = 0; copy[i]; i++) {
        bool space = (unsigned char)copy[i] <= ' ';
        if (space && (kept == 0 || copy[kept - 1] == ' '))
            continue;
        copy[kept++] = space ? ' ' : copy[i];
    }
    while (kept > 0 && copy[kept - 1] == ' ')
        kept--;
    copy[kept] = '\0';
    return copy;
}

span coding_sentence(const coding *c, uint32_t byte)
{
    const reading *r = c->read;
    size_t low = 0, high = r->sentence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->sentences[middle].end > byte)
            high = middle;
        else
            low = middle + 1;
    }
    if (low < r->sentence_count && r->sentences[low].start <= byte)
        return r->sentences[low];
    return coding_line(c, byte);
}

bool coding_quoted(const coding *c, uint32_t byte)
{
    uint32_t start = coding_line(c, byte).start;
    if (byte - start > QUOTE_LIMIT)
        start = byte - QUOTE_LIMIT;
    bool open = false;
    size_t i = words_from(&c->words, start);
    for (; i < c->words.count && c->words.items[i].at.end <= byte; i++) {
        if (!word_is_quote(&c->words, i))
            continue;
        int32_t point = c->words.items[i].value;
        bool opens = point == 0x201C || point == 0x201E || point == 0xAB;
        bool closes = point == 0x201D || point == 0xBB;
        open = opens || (!closes && !open);
    }
    return open;
}

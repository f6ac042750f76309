#include "ingest/plain.h"

#include <string.h>

#include "base/utf8.h"
#include "casus.h"

enum { LONGEST_TITLE = 300 }; /* bytes, of a first line taken for one */

static bool blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

typedef struct {
    const char *at;
    size_t length;
} piece;

static piece trim(const char *bytes, size_t length)
{
    while (length > 0 && blank(bytes[0])) {
        bytes++;
        length--;
    }
    while (length > 0 && blank(bytes[length - 1]))
        length--;
    return (piece){bytes, length};
}

static bool same(piece a, piece b)
{
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

const char *plain_refused(arena *a, const char *bytes, size_t length)
{
    const char *reason = NULL;
    if (length > CASUS_TEXT_LIMIT)
        return "longer than 1 MiB, which no article is";
    size_t bad = utf8_check(bytes, length);
    if (bad + 4 > length && bad < length && (unsigned char)bytes[bad] >= 0xC2)
        reason = arena_format(a, "UTF-8 cut short at byte %zu", bad);
    else if (bad < length)
        reason = arena_format(a, "not UTF-8 at byte %zu", bad);
    else if (length > 0 && memchr(bytes, '\0', length))
        return "holds a NUL byte: binary data, not text";
    else if (trim(bytes, length).length == 0)
        return "empty";
    else
        return NULL;
    return reason ? reason : "not UTF-8";
}

/* The first line that is not blank. */
static piece first_line(piece text)
{
    piece start = trim(text.at, text.length);
    const char *stop = memchr(start.at, '\n', start.length);
    return stop ? trim(start.at, (size_t)(stop - start.at)) : start;
}

/* A first line is a title where it is short and something follows it. */
static const char *title_of(arena *a, piece text)
{
    piece line = first_line(text), whole = trim(text.at, text.length);
    bool title = line.length <= LONGEST_TITLE && line.length < whole.length;
    return title ? arena_copy(a, line.at, line.length) : "";
}

/* The title on one line. */
static char *flat_title(arena *a, const char *title)
{
    piece line = trim(title, strlen(title));
    char *out = arena_copy(a, line.at, line.length);
    for (char *at = out; at && *at; at++)
        if (blank(*at))
            *at = ' ';
    return out;
}

static bool with_title(arena *a, const char *title, piece body, article *out)
{
    size_t length = strlen(title);
    char *text = arena_alloc(a, length + body.length + 3);
    if (!text)
        return false;
    memcpy(text, title, length);
    memcpy(text + length, "\n\n", 2);
    memcpy(text + length + 2, body.at, body.length);
    out->text = text;
    out->length = length + 2 + body.length;
    return true;
}

bool plain_fill(arena *a, const char *title, const char *bytes, size_t length,
                article *out)
{
    piece body = {bytes, length};
    char *given = flat_title(a, title);
    if (!given)
        return false;
    if (*given && !same(first_line(body), (piece){given, strlen(given)})) {
        out->title = given;
        return with_title(a, given, body, out);
    }
    out->text = arena_copy(a, bytes, length);
    out->length = length;
    out->title = *given ? given : title_of(a, body);
    return out->text && out->title;
}

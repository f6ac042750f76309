#include "ingest/sniff.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
    const char *bytes;
    size_t length;
    const char *reason;
} magic;

static const magic magics[] = {
    {"\x1F\x8B", 2, "a gzip file: unpack it first"},
    {"\x28\xB5\x2F\xFD", 4, "a zstd file: unpack it first"},
    {"BZh", 3, "a bzip2 file: unpack it first"},
    {"\xFD"
     "7zXZ",
     5, "an xz file: unpack it first"},
    {"PK\x03\x04", 4, "a zip or office file, not text"},
    {"%PDF-", 5, "a PDF, not text"},
    {"\x89PNG", 4, "an image, not text"},
    {"\xFF\xD8\xFF", 3, "an image, not text"},
    {"GIF8", 4, "an image, not text"},
    {"\x7F"
     "ELF",
     4, "a program, not text"},
    {"\xFF\xFE", 2, "UTF-16 text: turn it into UTF-8 first"},
    {"\xFE\xFF", 2, "UTF-16 text: turn it into UTF-8 first"},
};

static const char *magic_reason(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (length >= magics[i].length &&
            memcmp(bytes, magics[i].bytes, magics[i].length) == 0)
            return magics[i].reason;
    return NULL;
}

/* Text has no NUL, and other control characters only now and then. */
static bool binary(const char *bytes, size_t length)
{
    size_t controls = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == 0)
            return true;
        controls += byte < 32 && !strchr("\t\n\v\f\r\b\x1B", byte);
    }
    return controls * 32 > length;
}

static size_t skip_space(const char *bytes, size_t length, size_t at)
{
    while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    return at;
}

static bool starts_with(const char *bytes, size_t length, const char *lower)
{
    size_t i = 0;
    for (; lower[i]; i++) {
        if (i == length)
            return false;
        char byte = bytes[i];
        if (byte >= 'A' && byte <= 'Z')
            byte = (char)(byte + 'a' - 'A');
        if (byte != lower[i])
            return false;
    }
    return true;
}

static sniff_kind json_kind(const char *bytes, size_t length)
{
    size_t next = skip_space(bytes, length, 1);
    char after = next < length ? bytes[next] : '\0';
    if (bytes[0] == '[')
        return after == '{' ? SNIFF_JSON : SNIFF_TEXT;
    if (after != '"' && after != '}')
        return SNIFF_TEXT;
    return memchr(bytes, '\n', next) ? SNIFF_JSON : SNIFF_JSON_LINES;
}

sniffed sniff(const char *bytes, size_t length)
{
    const char *reason = magic_reason(bytes, length);
    if (reason)
        return (sniffed){SNIFF_ALIEN, 0, reason};
    size_t mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t start = skip_space(bytes, length, mark);
    if (start == length && length >= SNIFF_BYTES)
        return (sniffed){SNIFF_TEXT, mark, NULL};
    if (start == length)
        return (sniffed){SNIFF_ALIEN, mark,
                         length == mark ? "empty" : "nothing but white space"};
    if (binary(bytes, length))
        return (sniffed){SNIFF_ALIEN, mark, "binary data, not text"};
    const char *first = bytes + start;
    size_t left = length - start;
    if (starts_with(first, left, "<!doctype html") ||
        starts_with(first, left, "<html") || starts_with(first, left, "<?xml"))
        return (sniffed){SNIFF_ALIEN, mark,
                         "HTML or XML: this version reads text"};
    sniff_kind kind =
        *first == '{' || *first == '[' ? json_kind(first, left) : SNIFF_TEXT;
    return (sniffed){kind, mark, NULL};
}

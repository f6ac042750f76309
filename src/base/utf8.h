/*
 * UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above
 * U+10FFFF.
 */
#ifndef CASUS_UTF8_H
#define CASUS_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_BAD = -1 };

/* The code point at bytes (length > 0) and, in size, how many bytes it takes;
 * UTF8_BAD with size 1 where the bytes are no code point. */
int32_t utf8_decode(const char *bytes, size_t length, size_t *size);

/* Offset of the first bad byte, or length where all is well. */
size_t utf8_check(const char *bytes, size_t length);

/* Writes a code point (at most 4 bytes) and returns how many bytes it took. */
size_t utf8_encode(int32_t point, char out[4]);

/* Number of code points in valid UTF-8. */
size_t utf8_count(const char *bytes, size_t length);

/*
 * Code-point offsets for byte offsets of one text. Built once in one pass, it
 * keeps the count at every 64th byte, and counts the rest on demand.
 */
typedef struct {
    const char *text;
    size_t length;
    uint32_t *marks; /* [length / 64 + 1] code points before byte 64 i */
} utf8_index;

/* marks must have utf8_index_marks(length) items; text must outlive index. */
size_t utf8_index_marks(size_t length);
void utf8_index_build(utf8_index *index, const char *text, size_t length,
                      uint32_t *marks);
size_t utf8_index_points(const utf8_index *index, size_t byte);

#endif

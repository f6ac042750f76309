/*
 * What a file holds, told from its first bytes, never from its name.
 *
 *     {"text": …            one JSON record a line
 *     { \n "text": …, [{…   one JSON document: a record, or a list of them
 *     Reuters, May 5 …      an article in plain text
 *     1F 8B, %PDF, <html    nothing this version reads, with the reason
 */
#ifndef CASUS_SNIFF_H
#define CASUS_SNIFF_H

#include <stddef.h>

typedef enum {
    SNIFF_TEXT,
    SNIFF_JSON_LINES,
    SNIFF_JSON,
    SNIFF_ALIEN
} sniff_kind;

typedef struct {
    sniff_kind kind;
    size_t mark;        /* bytes of a byte order mark before the content */
    const char *reason; /* for SNIFF_ALIEN, why it is not read */
} sniffed;

enum { SNIFF_BYTES = 4096 }; /* as many are enough */

sniffed sniff(const char *bytes, size_t length);

#endif

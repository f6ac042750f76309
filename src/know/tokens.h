/*
 * Tokens: the text cut and folded as names are compared.
 *
 *     "Iran's U.N. envoy, Mr. Zarif"
 *      iran' un  envoy , mr zarif       folded: lower case, no marks
 *      C     A   l     p C  C           shape
 *
 * A word is a run of letters and digits. Apostrophes inside it are dropped, a
 * closing 's or s' is cut off and remembered; dots between single letters and
 * after short capitalised words belong to the word; hyphens and slashes part
 * words and are remembered by the word after them. Other marks stand as words
 * of shape TOKEN_MARK. Tables and texts go through the same cut, so that what
 * is written alike is found alike.
 */
#ifndef CASUS_TOKENS_H
#define CASUS_TOKENS_H

#include "base/arena.h"
#include "base/span.h"

typedef enum {
    TOKEN_LOWER,   /* troops */
    TOKEN_CAPITAL, /* Russia, McCain */
    TOKEN_CAPS,    /* US, NATO */
    TOKEN_NUMBER,  /* 12, 2nd */
    TOKEN_MARK,    /* , ( " … */
    TOKEN_BREAK    /* end of a line */
} token_shape;

typedef struct {
    span at;          /* without a possessive ending */
    const char *fold; /* NUL-terminated */
    uint64_t hash;    /* of fold */
    uint32_t length;  /* of fold */
    uint8_t shape;    /* token_shape */
    bool possessive;  /* 's or s' follows */
    bool hyphened;    /* a hyphen or slash joins it to the word before */
} token;

typedef struct {
    token *items;
    size_t count;
} token_list;

/* Cuts length bytes of UTF-8; false when memory is out. */
bool tokens_cut(const char *text, size_t length, arena *a, token_list *out);

/* Whether it is letters or digits. */
bool token_is_plain(const token *w);

/* The index of the first word that ends after byte. */
size_t tokens_at(const token_list *list, uint32_t byte);

/* FNV-1a, and the step that joins the hashes of the words of a phrase. */
uint64_t tokens_hash(const char *bytes, size_t length);
uint64_t tokens_join(uint64_t phrase, uint64_t hash);

#endif

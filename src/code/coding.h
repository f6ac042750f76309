/*
 * One article in the making: what the steps of coding share.
 *
 *     text ─▶ reading ─▶ resolver ┐
 *         └─▶ words ──▶ times ────┴─▶ when, chain, claims ─▶ casus_coded
 *
 * Two arenas: scratch, which the coder uses again for the next article, and
 * out, in which everything lives that the caller gets. Nothing in out points
 * into scratch, the model or the facts.
 */
#ifndef CASUS_CODING_H
#define CASUS_CODING_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/span.h"
#include "base/utf8.h"
#include "code/resolve.h"
#include "code/times.h"
#include "code/words.h"
#include "know/facts.h"
#include "read/reading.h"

typedef struct {
    const char *text;
    size_t length;
    const char *id, *outlet; /* "" where not known */
    day published;
    const reading *read;
    const facts *facts;
    resolver *actors;
    word_list words;
    time_list times;
    utf8_index points;
    const uint32_t *lines; /* first byte of each line */
    size_t line_count;
    span title; /* the first line where it is one, else empty */
    arena *scratch, *out;
} coding;

/* Builds words, times, points and title; the other fields are given. False when
 * memory is out. */
bool coding_prepare(coding *c);

/* A span of bytes as code points; absent where it is empty. */
casus_span coding_points(const coding *c, span s);

/* A copy in out of a string or of words of the text, white space within them as
 * single spaces; NULL when memory is out. */
const char *coding_string(const coding *c, const char *string);
const char *coding_words(const coding *c, span s);

/* The sentence that holds a byte; its line where the reading has none. */
span coding_sentence(const coding *c, uint32_t byte);

/* The line that holds a byte, without its end. */
span coding_line(const coding *c, uint32_t byte);

/* Whether a byte stands within quotation marks opened in its paragraph. */
bool coding_quoted(const coding *c, uint32_t byte);

#endif

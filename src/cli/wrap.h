/*
 * Text wrapped to the width of a terminal, word by word.
 *
 *     add, add, add ─▶ [ the word so far ] ─▶ line, or the next one
 *
 * A style (an escape sequence) takes no width. Characters that could steer the
 * terminal are printed as question marks.
 */
#ifndef CASUS_WRAP_H
#define CASUS_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

typedef struct {
    buffer *out;
    buffer word;
    size_t word_width, width, indent, column;
    bool fresh; /* no word on this line yet */
} wrapper;

/* Lines of width columns; all but the first start after indent spaces. The
 * first is where the cursor is, at column. */
void wrap_start(wrapper *w, buffer *out, size_t width, size_t indent,
                size_t column);

/* Valid UTF-8. Spaces end words, a line end starts a new line. */
void wrap_add(wrapper *w, const char *text, size_t length);
void wrap_style(wrapper *w, const char *escape);

/* Ends the last line. */
void wrap_end(wrapper *w);

#endif

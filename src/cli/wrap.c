#include "cli/wrap.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

void wrap_start(wrapper *w, buffer *out, size_t width, size_t indent,
                size_t column)
{
    *w = (wrapper){out, BUFFER_EMPTY, 0, width, indent, column, true};
}

static void new_line(wrapper *w)
{
    buffer_byte(w->out, '\n');
    w->column = 0;
    w->fresh = true;
}

static void flush_word(wrapper *w)
{
    if (w->word_width && !w->fresh && w->column + 1 + w->word_width > w->width)
        new_line(w);
    if (w->word_width && w->column == 0) {
        buffer_format(w->out, "%*s", (int)w->indent, "");
        w->column = w->indent;
    } else if (w->word_width && !w->fresh) {
        buffer_byte(w->out, ' ');
        w->column++;
    }
    buffer_add(w->out, w->word.bytes ? w->word.bytes : "", w->word.length);
    w->column += w->word_width;
    w->fresh = w->fresh && !w->word_width;
    w->word_width = 0;
    w->out->failed = w->out->failed || w->word.failed;
    buffer_clear(&w->word);
}

/* Controls, and marks that change the direction of what follows. */
static bool steers(int32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) ||
           (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

void wrap_add(wrapper *w, const char *text, size_t length)
{
    for (size_t at = 0, size; at < length; at += size) {
        int32_t point = utf8_decode(text + at, length - at, &size);
        if (point == ' ' || point == '\t' || point == '\r') {
            flush_word(w);
        } else if (point == '\n') {
            flush_word(w);
            new_line(w);
        } else if (steers(point)) {
            buffer_byte(&w->word, '?');
            w->word_width++;
        } else {
            int width = utf8proc_charwidth(point);
            buffer_add(&w->word, text + at, size);
            w->word_width += width > 0 ? (size_t)width : 0;
        }
    }
}

void wrap_style(wrapper *w, const char *escape)
{
    buffer_text(&w->word, escape);
}

void wrap_end(wrapper *w)
{
    flush_word(w);
    new_line(w);
    buffer_free(&w->word);
}

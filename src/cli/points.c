#include "cli/points.h"

#include "base/utf8.h"

enum { STEP = 64 };

static bool starts(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

bool points_build(points *p, arena *a, const char *text, size_t length)
{
    size_t count = utf8_count(text, length);
    *p = (points){text, length, count, NULL};
    p->marks = arena_array(a, count / STEP + 1, sizeof *p->marks);
    if (!p->marks)
        return false;
    size_t point = 0;
    for (size_t byte = 0; byte < length; byte++)
        if (starts(text[byte])) {
            if (point % STEP == 0)
                p->marks[point / STEP] = (uint32_t)byte;
            point++;
        }
    if (count % STEP == 0)
        p->marks[count / STEP] = (uint32_t)length;
    return true;
}

size_t points_byte(const points *p, size_t point)
{
    if (point >= p->count)
        return p->length;
    size_t byte = p->marks[point / STEP];
    for (size_t left = point % STEP; left > 0; left--)
        do
            byte++;
        while (!starts(p->text[byte]));
    return byte;
}

quote points_quote(const points *p, casus_span span)
{
    if (span.end <= span.start)
        return (quote){"", 0};
    size_t start = points_byte(p, span.start), end = points_byte(p, span.end);
    return (quote){p->text + start, end - start};
}

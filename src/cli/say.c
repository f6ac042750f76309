#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buffer.h"
#include "cli/progress.h"

static void put_line(const buffer *line)
{
    progress_clear();
    fputs("casus: ", stderr);
    for (size_t i = 0; i < line->length; i++) {
        unsigned char byte = (unsigned char)line->bytes[i];
        fputc(byte < 32 || byte == 127 ? '?' : byte, stderr);
    }
    fputc('\n', stderr);
}

void say(const char *format, ...)
{
    char text[1024];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (length < 0)
        return;
    size_t kept =
        (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    put_line(&(buffer){text, kept, sizeof text, false});
}

void say_problem(const char *path, size_t record, const char *reason)
{
    const char *file = path[0] == '-' && !path[1] ? "standard input" : path;
    if (record)
        say("%s: record %zu: %s", file, record, reason);
    else
        say("%s: %s", file, reason);
}

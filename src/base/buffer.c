#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool buffer_reserve(buffer *b, size_t more)
{
    if (b->failed || more > SIZE_MAX / 2 - b->length)
        return !(b->failed = true);
    size_t need = b->length + more + 1;
    if (need <= b->capacity)
        return true;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity < need)
        capacity *= 2;
    char *bytes = realloc(b->bytes, capacity);
    if (!bytes)
        return !(b->failed = true);
    b->bytes = bytes;
    b->capacity = capacity;
    return true;
}

void buffer_add(buffer *b, const char *bytes, size_t length)
{
    if (!buffer_reserve(b, length))
        return;
    if (length)
        memcpy(b->bytes + b->length, bytes, length);
    b->length += length;
    b->bytes[b->length] = '\0';
}

void buffer_text(buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

void buffer_byte(buffer *b, char byte)
{
    buffer_add(b, &byte, 1);
}

void buffer_format(buffer *b, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length < 0)
        b->failed = true;
    else if (buffer_reserve(b, (size_t)length)) {
        vsnprintf(b->bytes + b->length, (size_t)length + 1, format, again);
        b->length += (size_t)length;
    }
    va_end(again);
}

void buffer_clear(buffer *b)
{
    b->length = 0;
    b->failed = false;
    if (b->bytes)
        b->bytes[0] = '\0';
}

void buffer_free(buffer *b)
{
    free(b->bytes);
    *b = BUFFER_EMPTY;
}

/*
 * A growing string of bytes, always followed by a NUL.
 *
 * A failed allocation is remembered: everything added after it is dropped, and
 * one look at failed at the end tells. So a writer adds a thousand pieces and
 * checks once.
 */
#ifndef CASUS_BUFFER_H
#define CASUS_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *bytes; /* NULL until something was added */
    size_t length, capacity;
    bool failed;
} buffer;

#define BUFFER_EMPTY ((buffer){NULL, 0, 0, false})

/* Makes room for more bytes after length; false when memory is out. */
bool buffer_reserve(buffer *b, size_t more);

void buffer_add(buffer *b, const char *bytes, size_t length);
void buffer_text(buffer *b, const char *text);
void buffer_byte(buffer *b, char byte);
void buffer_format(buffer *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Forgets the bytes and the failure, keeps the memory. */
void buffer_clear(buffer *b);
void buffer_free(buffer *b);

#endif

/*
 * Standard output, written so that a full disk or a closed pipe is noticed.
 */
#ifndef CASUS_OUTPUT_H
#define CASUS_OUTPUT_H

#include <stdbool.h>

#include "base/buffer.h"

/* Writes all of b; false, with a word on standard error the first time, where
 * that fails or b itself has failed. A reader that has gone away (a closed
 * pipe) is no error worth a word. */
bool output_write(const buffer *b);

/* Hands on what is still held back; likewise. */
bool output_flush(void);

#endif

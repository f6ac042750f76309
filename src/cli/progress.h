/*
 * A line on standard error that tells how far a batch is.
 *
 *     [############......]  61 %  1,204 articles  38/s  8,120 words/s  0:31
 * left
 *
 * It is drawn over itself a few times a second and wiped before anything else
 * is said.
 */
#ifndef CASUS_PROGRESS_H
#define CASUS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    bool shown;
    double started, drawn; /* seconds */
} progress;

/* Seconds of a clock that only goes forward. */
double progress_clock(void);

void progress_start(progress *p, bool shown);

/* size is 0 where it is not known. */
void progress_draw(progress *p, uint64_t done, uint64_t size, size_t articles,
                   size_t words);

/* Wipes the line, if there is one. */
void progress_clear(void);

#endif

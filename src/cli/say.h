/*
 * What casus tells on standard error: one line each, "casus: " before it. Bytes
 * that come from files are printed so that they cannot steer a terminal.
 */
#ifndef CASUS_SAY_H
#define CASUS_SAY_H

#include <stddef.h>

void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "casus: FILE: record N: REASON"; record 0 is the whole file. */
void say_problem(const char *path, size_t record, const char *reason);

/* The exit status of the contract. */
enum {
    EXIT_DONE = 0,
    EXIT_NOTHING = 1, /* nothing could be done */
    EXIT_USAGE = 2,
    EXIT_PARTLY = 3 /* done, but some records were bad */
};

#endif

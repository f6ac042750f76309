/*
 * Where the model and the tables lie: where the command line says, else the
 * environment, else beside the program, else in ../share/casus from there.
 *
 *     /usr/bin/casus ─▶ /usr/bin/reader.casus, /usr/share/casus/reader.casus
 */
#ifndef CASUS_LOCATE_H
#define CASUS_LOCATE_H

#include "base/arena.h"

typedef struct {
    const char *file;     /* reader.casus */
    const char *variable; /* CASUS_MODEL */
    const char *flag;     /* --model */
    const char *what;     /* model */
} locate_kind;

extern const locate_kind locate_model, locate_facts;

/* A path in a, or NULL, with a word on standard error, where there is none.
 * given may be NULL. */
const char *locate(arena *a, const locate_kind *kind, const char *given);

#endif

/*
 * The model and the tables, opened once, and what a thread needs to code.
 */
#ifndef CASUS_ENGINE_H
#define CASUS_ENGINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "casus.h"
#include "cli/options.h"

typedef struct {
    arena memory;
    const char *model_path, *facts_path;
    casus_model *model;
    casus_facts *facts;
} engine;

/* Opens both; false, with a word on standard error, where that fails. */
bool engine_open(engine *e, const options *o);
void engine_close(engine *e);

/* A coder with the cut that was asked for; likewise. */
casus_coder *engine_coder(const engine *e, const options *o);

#endif

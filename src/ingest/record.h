/*
 * A JSON record to an article. Required: "text". Read besides, where there:
 * "id", "url", "outlet", "date", "title". Every one of them is a string; what
 * is null counts as absent, and keys not known here are left alone.
 */
#ifndef CASUS_RECORD_H
#define CASUS_RECORD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ingest/article.h"

/* Parses length bytes; NULL with a reason (in a, or constant) where they are
 * not JSON. Nesting is limited, repeated keys are refused. */
json_t *record_parse(arena *a, const char *bytes, size_t length,
                     const char **reason);

/* Fills out from a record; everything is copied into a. false with a reason
 * where the record is bad. path and record are left alone. */
bool record_article(arena *a, const json_t *record, article *out,
                    const char **reason);

#endif

/*
 * Plain text: what makes a string of bytes an article's text, and where its
 * title is.
 */
#ifndef CASUS_PLAIN_H
#define CASUS_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ingest/article.h"

/* Why bytes cannot be an article's text (not UTF-8, a NUL, too long, nothing
 * but white space), or NULL where they can. The reason is a constant or lives
 * in a. */
const char *plain_refused(arena *a, const char *bytes, size_t length);

/* Sets text and title of out from a checked text, which is copied into a. A
 * title (which may be "") that is not the first line is put before it, with a
 * blank line between. false when memory is out. */
bool plain_fill(arena *a, const char *title, const char *bytes, size_t length,
                article *out);

#endif

/*
 * The id of an article: the one given, else a hash of its address in canonical
 * form, else of its text. The hash is the first 16 hex digits of SHA-256.
 *
 *     HTTP://News.example:80/a?utm_source=x&b=1#top ─▶
 * http://news.example/a?b=1
 */
#ifndef CASUS_IDENTITY_H
#define CASUS_IDENTITY_H

#include <stddef.h>

#include "base/arena.h"

/* Scheme and host in lower case, without default port, fragment and the
 * parameters that only track readers. NULL when memory is out. */
char *identity_address(arena *a, const char *url);

/* given and url may be ""; NULL when memory is out. */
const char *identity_of(arena *a, const char *given, const char *url,
                        const char *text, size_t length);

#endif

/*
 * An article as it leaves ingest: the text to be coded, and what the input says
 * of it. Strings are UTF-8 and never NULL: "" where the input says nothing.
 *
 *     id         given, else a hash of the address, else of the text
 *     published  YYYY-MM-DD
 *     title      given, else the first line of the text where it looks like one
 *     text       [length] bytes and a NUL; a given title is its first line
 */
#ifndef CASUS_ARTICLE_H
#define CASUS_ARTICLE_H

#include <stddef.h>

typedef struct {
    const char *id, *url, *outlet, *published, *title;
    const char *text;
    size_t length;
    const char *path; /* the file it came from, "-" for standard input */
    size_t record;    /* its line there, or 0 where the file is the article */
} article;

#endif

/*
 * From what the command line names to files, in a fixed order: arguments as
 * given, what is in a folder sorted by name, folders within folders included.
 *
 *     press/  ─▶ press/1987.jsonl, press/africa/a.txt, press/b.txt
 *
 * Hidden files and links to folders are left out.
 */
#ifndef CASUS_WALK_H
#define CASUS_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

typedef struct {
    const char *path;
    uint64_t size;       /* bytes; 0 where that is not known beforehand */
    bool loose;          /* found in a folder under a name that promises no
                            text: left out quietly where it holds none */
    const char *problem; /* why it cannot be read, or NULL */
} walk_file;

typedef struct {
    walk_file *files;
    size_t count, capacity;
} walk;

/* Walks all paths; everything lives in a. false only when memory is out. */
bool walk_paths(arena *a, const char *const *paths, size_t count, walk *out,
                casus_error *error);

#endif

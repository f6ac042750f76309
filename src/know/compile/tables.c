#include "know/compile/tables.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { TABLE_LIMIT = 64 << 20 };

const char *table_fault(const table *t, const char *reason, const char *cell)
{
    const char *text =
        *cell ? arena_format(t->a, "%s:%zu: %s: \"%s\"", t->file, t->line,
                             reason, cell)
              : arena_format(t->a, "%s:%zu: %s", t->file, t->line, reason);
    return text ? text : "out of memory";
}

/* Splits the next line at its tabs; the number of cells, 0 at the end. */
static size_t split(table *t, const char **cells)
{
    if (!t->rest || !*t->rest)
        return 0;
    char *line = t->rest, *end = strchr(line, '\n');
    t->rest = end ? end + 1 : NULL;
    if (end)
        *end = '\0';
    t->line++;
    size_t count = 0;
    for (char *at = line; at && count < TABLE_COLUMNS + 1; count++) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab++ = '\0';
        if (count < TABLE_COLUMNS)
            cells[count] = at;
        at = tab;
    }
    return count;
}

static char *read_all(const char *path, arena *a, bool *missing)
{
    FILE *file = fopen(path, "rb");
    *missing = !file;
    if (!file)
        return NULL;
    char *text = NULL;
    long size = -1;
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 &&
        size < TABLE_LIMIT && fseek(file, 0, SEEK_SET) == 0)
        text = arena_alloc(a, (size_t)size + 1);
    if (text && fread(text, 1, (size_t)size, file) != (size_t)size)
        text = NULL;
    if (text && (utf8_check(text, (size_t)size) != (size_t)size ||
                 strlen(text) != (size_t)size))
        text = NULL;
    fclose(file);
    return text;
}

int table_open(table *t, const char *folder, const char *file, arena *a,
               const char **fault)
{
    bool missing = false;
    *t = (table){.file = file, .a = a};
    const char *path = arena_format(a, "%s/%s", folder, file);
    t->rest = path ? read_all(path, a, &missing) : NULL;
    if (missing)
        return 0;
    if (!t->rest) {
        *fault = table_fault(t, "cannot be read as UTF-8 text", "");
        return -1;
    }
    t->column_count = split(t, t->columns);
    if (t->column_count == 0 || t->column_count > TABLE_COLUMNS) {
        *fault = table_fault(t, "has no header row", "");
        return -1;
    }
    return 1;
}

int table_next(table *t, const char **fault)
{
    for (;;) {
        for (size_t i = 0; i < TABLE_COLUMNS; i++)
            t->cells[i] = "";
        size_t count = split(t, t->cells);
        if (count == 0)
            return 0;
        if (t->cells[0][0] == '#' || (count == 1 && !t->cells[0][0]))
            continue;
        if (count == t->column_count)
            return 1;
        *fault = table_fault(t,
                             count < t->column_count
                                 ? "row has fewer columns than its header"
                                 : "row has more columns than its header",
                             t->cells[0]);
        return -1;
    }
}

const char *table_cell(const table *t, const char *column)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (strcmp(t->columns[i], column) == 0)
            return t->cells[i];
    return "";
}

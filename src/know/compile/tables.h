/*
 * Tables of tab-separated text: a header row that names the columns, then one
 * fact a line; lines that are empty or start with # are skipped.
 *
 *     phrase	actor	from	to	flags
 *     the Kremlin	RUSGOV	1991-12-26
 */
#ifndef CASUS_TABLES_H
#define CASUS_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { TABLE_COLUMNS = 16 };

typedef struct {
    const char *file; /* its name, without the folder */
    size_t line;      /* of the current row */
    size_t column_count;
    const char *columns[TABLE_COLUMNS];
    const char *cells[TABLE_COLUMNS]; /* of the current row */
    char *rest;
    arena *a;
} table;

/* Reads a whole file and its header row; 1 opened, 0 no such file, -1 fault,
 * which is then in fault ("file:line: reason"). */
int table_open(table *t, const char *folder, const char *file, arena *a,
               const char **fault);

/* Goes to the next row: 1 there is one, 0 the end, -1 fault. */
int table_next(table *t, const char **fault);

/* A cell of the current row by its column's name; "" where it has none. */
const char *table_cell(const table *t, const char *column);

/* "file:line: reason", with the cell at fault. */
const char *table_fault(const table *t, const char *reason, const char *cell);

#endif

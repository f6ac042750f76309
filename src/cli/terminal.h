/* What the terminal on standard output is like. */
#ifndef CASUS_TERMINAL_H
#define CASUS_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* Colours are for terminals, and not where NO_COLOR is set or TERM is dumb. */
bool terminal_colour(void);

/* Columns to write text in: the terminal's, between 40 and 88; 80 where there
 * is none. */
size_t terminal_width(void);

#endif

/*
 * Errors are values: a code, a constant message and an offset. The type is the
 * public one, so that an error passes through every room unchanged.
 */
#ifndef CASUS_ERROR_H
#define CASUS_ERROR_H

#include "casus.h"

/* Fills error, which may be NULL, and returns false, so that a failing function
 * can end with "return error_set(...)". */
bool error_set(casus_error *error, casus_code_of_error code,
               const char *message, size_t offset);

/* error_set for a failed allocation. */
bool error_memory(casus_error *error);

#endif

/*
 * The language of a text, by the Compact Language Detector 2. It is a C++
 * library without a C interface: language.cc is the only C++ here, and nothing
 * but this call.
 */
#ifndef CASUS_LANGUAGE_H
#define CASUS_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The ISO 639 code of the main language of valid UTF-8, a constant string; ""
 * where the detector is not sure of any. */
const char *language_of(const char *text, size_t length);

#ifdef __cplusplus
}
#endif
#endif

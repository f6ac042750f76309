/*
 * The outlet that stands between a speaker and the article.
 *
 *     "We will free you," a hostage told CNN television.
 *                          └ holder ┘     └ outlet ┘   chain: CNN > hostage
 *
 * An outlet is a name that the facts know as a medium, or whose own words say
 * so ("Radio", "Times"), in a sentence that says the words were said to it or
 * are quoted by it.
 */
#ifndef CASUS_OUTLET_H
#define CASUS_OUTLET_H

#include "code/coding.h"

/* The name of an outlet that a cue's sentence cites for what is said, other
 * than the article's own; empty where there is none. */
span outlet_cited(const coding *c, span cue);

/* Whether name is the article's own outlet or its initials. */
bool outlet_is_own(const coding *c, const char *name);

#endif

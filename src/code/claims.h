/*
 * From acts to claims.
 *
 *     act "accused" ── code, status ── when ── who it is on that day ── on
 *     whose word ── how sure ─▶ claim
 *
 * One act is one claim; a second act with the same code, parties, status and
 * chain in the same sentence tells it again and is left out.
 */
#ifndef CASUS_CLAIMS_H
#define CASUS_CLAIMS_H

#include "code/coding.h"
#include "code/confidence.h"

/* Makes the claims of a prepared coding whose confidence is at least cut, in
 * the order of their triggers. False when memory is out. */
bool claims_make(const coding *c, const confidence *by, double cut,
                 casus_coded *out);

#endif

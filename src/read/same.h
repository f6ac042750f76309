/*
 * Which mention a pointer to "the same actor" means.
 *
 *     starts   P(piece 4) .6   P(piece 5) .1   P(piece 9) .2
 *     mentions   [4, 7] [4, 5]    over piece 5     [9, 9]
 *     claims      .2     .4 + .1                    .2
 *
 * The probability of a piece goes to the mentions that begin with it, shared
 * out by how well each one's last piece does as the end; where none begins
 * there, to the shortest mention that covers it; else to nobody.
 */
#ifndef CASUS_SAME_H
#define CASUS_SAME_H

#include "read/heads.h"
#include "read/windows.h"

/* Fills claims [count]. mentions are ordered by first piece; starts holds
 * probabilities and ends logits of the view's pieces. */
void same_claims(const window_view *view, const extent *mentions, size_t count,
                 const float *starts, const float *ends, float *claims);

#endif

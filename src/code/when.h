/*
 * Which of the times around an act is the act's own.
 *
 *     "He said on Monday | that troops had attacked the town | in May."
 *          a saying            ATTACK ─────────────────────────── May
 *
 * Every time with days that stands near the act is weighed by what lies
 * between the two: words, marks, speech, other times. The weights are those of
 * a logistic regression on hand-made claims; below even odds the act has no
 * time, since a false date is worse than none.
 */
#ifndef CASUS_WHEN_H
#define CASUS_WHEN_H

#include "code/coding.h"

enum { WHEN_FEATURES = 27 };

/* The features of time number number for the act at trigger, in the order of
 * the table in when.c. */
void when_features(const coding *c, span trigger, casus_status status,
                   size_t number, double out[WHEN_FEATURES]);

/* The time of an act, or NULL; days is read by the act's status where the time
 * may lie on either side of publication. */
const time_expression *when_choose(const coding *c, span trigger,
                                   casus_status status, interval *days);

#endif

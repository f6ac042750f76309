/*
 * A text cut into runs, so that what is marked in it can be shown.
 *
 *     "On Monday | Trump | | accused | | China | of …"
 *                  actor     mark 1      actor
 *
 * A mark is the trigger of a claim; triggers that overlap share a mark. Claims
 * are numbered in the order of the text, from 1.
 */
#ifndef CASUS_RUNS_H
#define CASUS_RUNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "cli/points.h"

typedef struct {
    size_t start, end;        /* bytes of the text */
    size_t first, count;      /* claims of the mark, indices of order; or 0 */
    bool opens, closes;       /* first and last run of its mark */
    const casus_actor *actor; /* whose words these are, or NULL */
} run;

typedef struct {
    const casus_claim **order; /* [coded->claim_count] in the text's order */
    run *items;
    size_t count;
} run_list;

bool runs_build(run_list *out, arena *a, const points *p,
                const casus_coded *coded);

#endif

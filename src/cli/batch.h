/*
 * A batch: all articles of the inputs, coded and written in their order.
 *
 *     ingest ─▶ job ─▶ pool of coders ─▶ job ─▶ standard output
 *               article                  bytes of the renderer
 *
 * There are a few more jobs than threads and no more, whatever the size of the
 * batch, so memory is bounded; and since jobs come back in order, the output
 * does not depend on their number.
 */
#ifndef CASUS_BATCH_H
#define CASUS_BATCH_H

#include "cli/options.h"
#include "cli/render.h"

/* Returns the exit status. */
int batch_run(const options *o, const renderer *form,
              const render_style *style);

#endif

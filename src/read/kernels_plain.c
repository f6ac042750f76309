/* For any processor, and the choice among the tables. */
#define LANES 4
#include "read/kernels_body.h"

const kernels *kernels_plain(void)
{
    return &table;
}

const kernels *kernels_best(void)
{
    const kernels *best = kernels_512();
    if (!best)
        best = kernels_256();
    return best ? best : kernels_plain();
}

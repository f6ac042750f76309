/* For processors with AVX2 (x86-64-v3). */
#include "read/kernels.h"

#ifdef __AVX2__
#include <immintrin.h>

#define LANES 8
#define LARGER _mm256_max_ps
#include "read/kernels_body.h"

const kernels *kernels_256(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
               ? &table
               : NULL;
}
#else
const kernels *kernels_256(void)
{
    return NULL;
}
#endif

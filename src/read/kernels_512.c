/* For processors with AVX-512 (x86-64-v4). */
#include "read/kernels.h"

#ifdef __AVX512BW__
#include <immintrin.h>

#define LANES 16
#define LARGER _mm512_max_ps
#include "read/kernels_body.h"

const kernels *kernels_512(void)
{
    return __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("fma")
               ? &table
               : NULL;
}
#else
const kernels *kernels_512(void)
{
    return NULL;
}
#endif

/*
 * The body of a kernel table. The including file defines LANES, the floats of a
 * vector, and is compiled with the flags of its processor family.
 *
 * Vectors are the compiler's own vector type. The one operation it does not see
 * through, the larger of two, is LARGER(a, b) where the includer names it. A
 * tile of attention is 4 rows by PANEL columns: eight vectors of sums, which
 * with two loaded ones and a broadcast fit in 16 registers.
 */
#include "read/kernels.h"

#include <math.h>
#include <string.h>

typedef float lanes __attribute__((vector_size(LANES * 4)));
typedef int32_t whole __attribute__((vector_size(LANES * 4)));
typedef float four __attribute__((vector_size(16)));
typedef uint8_t small __attribute__((vector_size(LANES)));

enum { PANEL = 2 * LANES, TILE = 4, SPLIT = 16 / LANES };

/* Sums over a row are always made of 16 partial ones, added up in one order,
 * so that tables of different widths round alike. */
typedef struct {
    lanes part[SPLIT];
} sixteen;

static inline lanes load(const float *at)
{
    lanes v;
    memcpy(&v, at, sizeof v);
    return v;
}

static inline void store(float *at, lanes v)
{
    memcpy(at, &v, sizeof v);
}

static inline lanes all(float value)
{
    return value - (lanes){0};
}

static inline lanes larger(lanes a, lanes b)
{
#ifdef LARGER
    return LARGER(a, b);
#else
    whole mask = a > b;
    return (lanes)((mask & (whole)a) | (~mask & (whole)b));
#endif
}

static inline lanes smaller(lanes a, lanes b)
{
    return -larger(-a, -b);
}

static inline lanes absolute(lanes a)
{
    return (lanes)((whole)a & 0x7FFFFFFF);
}

/* Quarter number of a vector of any width. */
static inline four quarter(const void *v, size_t number)
{
    four out;
    memcpy(&out, (const char *)v + number * sizeof out, sizeof out);
    return out;
}

static inline float sum(sixteen v)
{
    four total = quarter(&v, 0);
    for (size_t i = 1; i < 4; i++)
        total += quarter(&v, i);
    return (total[0] + total[2]) + (total[1] + total[3]);
}

static inline float larger_one(float a, float b)
{
    return a > b ? a : b;
}

static inline float largest(lanes v)
{
    four most = quarter(&v, 0);
    for (size_t i = 1; i < LANES / 4; i++) {
        four next = quarter(&v, i);
        for (size_t j = 0; j < 4; j++)
            most[j] = larger_one(most[j], next[j]);
    }
    return larger_one(larger_one(most[0], most[2]),
                      larger_one(most[1], most[3]));
}

/* Adding 1.5 · 2^23 and taking it away again rounds half to even. */
static inline lanes nearest(lanes v)
{
    return (v + 12582912.0f) - 12582912.0f;
}

/* e to the v, for v ≤ 0; below -87 what is left is as good as nothing. */
static inline lanes raised(lanes v)
{
    const float log2e = 1.44269504f;
    v = larger(v, all(-87.0f));
    lanes times = nearest(v * log2e), f = v * log2e - times;
    lanes p = f * 0.00132763031f + 0.00967549042f;
    p = p * f + 0.0555071332f;
    p = p * f + 0.240221207f;
    p = p * f + 0.693146967f;
    p = p * f + 1.00000007f;
    whole power = __builtin_convertvector(times, whole);
    return (lanes)((whole)p + (power << 23));
}

/* x/2 (1 + erf(x/√2)). erf is x times a polynomial in x², fitted for |x| up to
 * 5.2, beyond which it is 1 within 2e-7; the largest error is 3e-7. */
static inline lanes gelu(lanes x)
{
    static const float terms[] = {
        0.00040483599f, -0.00112458877f, 0.00120132987f, -0.00195700908f,
        0.00532513531f, -0.01013475936f, 0.01602001674f, -0.02470670640f,
        0.03626789898f, -0.04952690378f, 0.06392464042f, -0.07985079288f,
        0.10005222261f, -0.13548761606f, 0.27189996839f};
    lanes inside = smaller(larger(x, all(-5.2f)), all(5.2f));
    lanes u = inside * inside * (2.0f / (5.2f * 5.2f)) - 1.0f;
    lanes p = all(terms[0]);
    for (size_t i = 1; i < sizeof terms / sizeof *terms; i++)
        p = p * u + terms[i];
    lanes half = x * 0.5f;
    return half + half * (p * inside);
}

/* x / step, correctly rounded but for the rarest of values. */
static inline lanes divided(lanes x, float step, float inverse)
{
#ifdef __FMA__
    lanes q = x * inverse;
    return q + (x - q * step) * inverse;
#else
    (void)inverse;
    return x / step;
#endif
}

static float widest(const float *x, size_t width)
{
    lanes most = {0};
    for (size_t i = 0; i < width; i += LANES)
        most = larger(most, absolute(load(x + i)));
    return largest(most);
}

static void quantise(const float *x, size_t rows, size_t width, uint8_t *levels,
                     float *steps)
{
    for (size_t row = 0; row < rows; row++, x += width, levels += width) {
        float step = widest(x, width) / 127.0f;
        if (!(step > 0))
            step = 1;
        steps[row] = step;
        for (size_t i = 0; i < width; i += LANES) {
            lanes level = nearest(divided(load(x + i), step, 1.0f / step));
            whole wide = __builtin_convertvector(level, whole) + 128;
            small narrow = __builtin_convertvector(wide, small);
            memcpy(levels + i, &narrow, sizeof narrow);
        }
    }
}

/* LANES outputs of a row as floats. */
static inline lanes settled(const kernels_sums *s, size_t row, size_t i)
{
    const char *at = (const char *)s->sums + (row * s->outputs + i) * 4;
    if (!s->steps)
        return load((const float *)at) + load(s->bias + i);
    whole sums, shifts;
    memcpy(&sums, at, sizeof sums);
    memcpy(&shifts, s->shifts + i, sizeof shifts);
    lanes scale = load(s->scale + i) * s->steps[row];
    return __builtin_convertvector(sums - shifts, lanes) * scale +
           load(s->bias + i);
}

static void settle(const kernels_sums *s, float *out)
{
    for (size_t row = 0; row < s->rows; row++, out += s->outputs)
        for (size_t i = 0; i < s->outputs; i += LANES)
            store(out + i, settled(s, row, i));
}

static void settle_gelu(const kernels_sums *s, float *out)
{
    for (size_t row = 0; row < s->rows; row++, out += s->outputs)
        for (size_t i = 0; i < s->outputs; i += LANES)
            store(out + i, gelu(settled(s, row, i)));
}

static void norm_row(float *x, size_t width, sixteen total,
                     const kernels_norm *norm)
{
    lanes mean = all(sum(total) / (float)width);
    sixteen squares = {{{0}}};
    for (size_t i = 0; i < width; i += 16)
        for (size_t j = 0; j < SPLIT; j++) {
            lanes centred = load(x + i + j * LANES) - mean;
            squares.part[j] += centred * centred;
        }
    float variance = sum(squares) / (float)width;
    lanes by = all(1.0f / sqrtf(variance + 1e-12f));
    for (size_t i = 0; i < width; i += LANES)
        store(x + i, (load(x + i) - mean) * by * load(norm->weight + i) +
                         load(norm->bias + i));
}

static void settle_norm(const kernels_sums *s, float *x,
                        const kernels_norm *norm)
{
    for (size_t row = 0; row < s->rows; row++, x += s->outputs) {
        sixteen total = {{{0}}};
        for (size_t i = 0; i < s->outputs; i += 16)
            for (size_t j = 0; j < SPLIT; j++) {
                float *at = x + i + j * LANES;
                lanes v = load(at) + settled(s, row, i + j * LANES);
                store(at, v);
                total.part[j] += v;
            }
        norm_row(x, s->outputs, total, norm);
    }
}

static void norm(float *x, size_t rows, size_t width, const kernels_norm *n)
{
    for (size_t row = 0; row < rows; row++, x += width) {
        sixteen total = {{{0}}};
        for (size_t i = 0; i < width; i += 16)
            for (size_t j = 0; j < SPLIT; j++)
                total.part[j] += load(x + i + j * LANES);
        norm_row(x, width, total, n);
    }
}

/* c[TILE][PANEL] = a[TILE][depth] · b[depth][PANEL] */
static inline void tile(const float *a, size_t a_stride, size_t depth,
                        const float *b, size_t b_stride, lanes c[TILE][2])
{
    lanes sums[TILE][2] = {{{0}}};
    for (size_t k = 0; k < depth; k++, b += b_stride) {
        lanes left = load(b), right = load(b + LANES);
        for (size_t row = 0; row < TILE; row++) {
            lanes by = all(a[row * a_stride + k]);
            sums[row][0] += by * left;
            sums[row][1] += by * right;
        }
    }
    memcpy(c, sums, sizeof sums);
}

/* The keys of a head by columns, in panels [32][PANEL]; its values in rows. */
static void spread(const float *qkv, size_t size, size_t stride, float *keys,
                   float *values)
{
    for (size_t piece = 0; piece < size; piece++) {
        const float *key = qkv + piece * stride + stride / 3;
        float *column =
            keys + piece / PANEL * PANEL * KERNELS_HEAD + piece % PANEL;
        for (size_t i = 0; i < KERNELS_HEAD; i++)
            column[i * PANEL] = key[i];
        memcpy(values + piece * KERNELS_HEAD, key + stride / 3,
               KERNELS_HEAD * sizeof *values);
    }
}

/* Products of TILE queries with all keys, and the largest of each row. Columns
 * beyond the window, up to a multiple of 16, are set to minus infinity. */
static inline void score(const float *query, size_t stride, size_t size,
                         const float *keys, float *scores, float most[TILE])
{
    lanes c[TILE][2], top[TILE];
    for (size_t row = 0; row < TILE; row++)
        top[row] = all(-INFINITY);
    for (size_t at = 0; at < size; at += PANEL) {
        tile(query, stride, KERNELS_HEAD, keys + at * KERNELS_HEAD, PANEL, c);
        for (size_t row = 0; row < TILE; row++) {
            float *to = scores + row * KERNELS_SIZE + at;
            store(to, c[row][0]);
            store(to + LANES, c[row][1]);
            if (at + PANEL >= size)
                for (size_t i = size - at; i < PANEL || (at + i) % 16; i++)
                    to[i] = -INFINITY;
            top[row] = larger(top[row], larger(load(to), load(to + LANES)));
        }
    }
    for (size_t row = 0; row < TILE; row++)
        most[row] = largest(top[row]);
}

/* Softmax of TILE rows, left undivided; by is what to multiply them by. */
static inline void soften(float *scores, size_t size, float by[TILE])
{
    const float root = 0.176776695f; /* 1 / √32 */
    for (size_t row = 0; row < TILE; row++, scores += KERNELS_SIZE) {
        lanes top = all(by[row] * root);
        sixteen total = {{{0}}};
        for (size_t i = 0; i < size; i += 16)
            for (size_t j = 0; j < SPLIT; j++) {
                float *at = scores + i + j * LANES;
                lanes v = raised(load(at) * root - top);
                store(at, v);
                total.part[j] += v;
            }
        by[row] = 1.0f / sum(total);
    }
}

/* TILE rows of one head. The last tile of a window may reach beyond it; rows
 * come in multiples of KERNELS_ROWS, so there is room, and nobody looks. */
static void attend_tile(const float *query, size_t stride, size_t size,
                        const float *keys, const float *values, float *scores,
                        float *mixed)
{
    lanes c[TILE][2];
    float by[TILE];
    score(query, stride, size, keys, scores, by);
    soften(scores, size, by);
    for (size_t at = 0; at < KERNELS_HEAD; at += PANEL) {
        tile(scores, KERNELS_SIZE, size, values + at, KERNELS_HEAD, c);
        for (size_t row = 0; row < TILE; row++) {
            store(mixed + row * (stride / 3) + at, c[row][0] * by[row]);
            store(mixed + row * (stride / 3) + at + LANES, c[row][1] * by[row]);
        }
    }
}

static void attend(const float *qkv, size_t size, size_t heads, float *mixed,
                   float *room)
{
    size_t stride = 3 * heads * KERNELS_HEAD;
    float *keys = room, *values = keys + KERNELS_SIZE * KERNELS_HEAD;
    float *scores = values + KERNELS_SIZE * KERNELS_HEAD;
    for (size_t head = 0; head < heads; head++) {
        size_t column = head * KERNELS_HEAD;
        spread(qkv + column, size, stride, keys, values);
        for (size_t row = 0; row < size; row += TILE)
            attend_tile(qkv + row * stride + column, stride, size, keys, values,
                        scores, mixed + row * (stride / 3) + column);
    }
}

static void dots(const float *x, size_t stride, size_t rows, size_t width,
                 const float *w, size_t count, const float *bias, float *out)
{
    for (size_t row = 0; row < rows; row++, x += stride, out += count)
        for (size_t n = 0; n < count; n++) {
            const float *by = w + n * width;
            sixteen total = {{{0}}};
            for (size_t i = 0; i < width; i += 16)
                for (size_t j = 0; j < SPLIT; j++)
                    total.part[j] +=
                        load(x + i + j * LANES) * load(by + i + j * LANES);
            out[n] = sum(total) + (bias ? bias[n] : 0);
        }
}

static const kernels table = {quantise, settle, settle_gelu, settle_norm,
                              norm,     attend, dots};

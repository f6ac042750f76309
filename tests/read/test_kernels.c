/* Each table of kernels against plain double arithmetic, and the wide ones
 * against each other, bit for bit. */
#include "vectors.h"

#include <math.h>
#include <string.h>

#include "read/kernels.h"

enum { WIDTH = 96, ROWS = 8, HEADS = 3, TABLES = 3 };

static const kernels *tables[TABLES];

/* A small generator, so that failures can be repeated. */
static float draw(float width)
{
    static uint32_t state = 7;
    state = state * 1664525u + 1013904223u;
    return ((float)(state >> 8) / (1 << 23) - 1) * width;
}

static void fill(float *x, size_t count, float width)
{
    for (size_t i = 0; i < count; i++)
        x[i] = draw(width);
}

static void near(float got, double want, double within)
{
    if (!(fabs((double)got - want) <= within))
        fail_msg("%.9g is not %.9g", (double)got, want);
}

static void quantise(void **state)
{
    (void)state;
    float x[ROWS * WIDTH], steps[ROWS];
    uint8_t levels[ROWS * WIDTH];
    fill(x, ROWS * WIDTH, 3);
    memset(x + WIDTH, 0, WIDTH * sizeof *x);
    for (size_t i = 0; i < WIDTH; i++) /* halves, to be rounded to even */
        x[2 * WIDTH + i] = (float)i + 0.5f;
    x[2 * WIDTH] = 127;
    for (size_t t = 0; t < TABLES && tables[t]; t++) {
        tables[t]->quantise(x, ROWS, WIDTH, levels, steps);
        assert_true(steps[1] == 1.0f && levels[WIDTH] == 128);
        assert_true(steps[2] == 1.0f);
        for (size_t i = 0; i < ROWS * WIDTH; i++)
            assert_int_equal(levels[i],
                             128 + (int)rintf(x[i] / steps[i / WIDTH]));
    }
}

/* One row of float sums 16 wide; bias 0. */
static kernels_sums plain_sums(const float *x)
{
    static const float zeros[16];
    return (kernels_sums){.sums = x, .bias = zeros, .rows = 1, .outputs = 16};
}

static void gelu_is_close(void **state)
{
    (void)state;
    for (size_t t = 0; t < TABLES && tables[t]; t++)
        for (int i = -8000; i < 8000; i++) {
            float x[16], y[16];
            for (int j = 0; j < 16; j++)
                x[j] = ((float)i + (float)j / 16) / 1000;
            kernels_sums sums = plain_sums(x);
            tables[t]->settle_gelu(&sums, y);
            for (int j = 0; j < 16; j++) {
                double v = (double)x[j];
                double want = v / 2 * (1 + erf(v / sqrt(2)));
                near(y[j], want, 1.5e-6);
            }
        }
}

static void settle(void **state)
{
    (void)state;
    int32_t sums[2 * 16], shifts[16];
    float steps[2] = {0.5f, 0.25f}, scale[16], bias[16], out[2 * 16];
    for (int i = 0; i < 16; i++) {
        shifts[i] = i * 128;
        scale[i] = (float)(i + 1);
        bias[i] = (float)-i;
        sums[i] = 100 * i + shifts[i];
        sums[16 + i] = 20000000 + shifts[i]; /* more than floats hold exactly */
    }
    kernels_sums s = {sums, steps, shifts, scale, bias, 2, 16};
    for (size_t t = 0; t < TABLES && tables[t]; t++) {
        tables[t]->settle(&s, out);
        for (int i = 0; i < 16; i++) {
            near(out[i], 50.0 * i * (i + 1) - i, 1e-3);
            near(out[16 + i], 5e6 * (i + 1) - i, 8);
        }
    }
}

static void check_norm(const float *x, const float *y, const kernels_norm *n)
{
    double mean = 0, variance = 0;
    for (size_t i = 0; i < WIDTH; i++)
        mean += (double)x[i] / WIDTH;
    for (size_t i = 0; i < WIDTH; i++)
        variance += pow((double)x[i] - mean, 2) / WIDTH;
    for (size_t i = 0; i < WIDTH; i++)
        near(y[i],
             ((double)x[i] - mean) / sqrt(variance + 1e-12) *
                     (double)n->weight[i] +
                 (double)n->bias[i],
             1e-5);
}

static void norms(void **state)
{
    (void)state;
    float x[WIDTH], add[WIDTH], total[WIDTH], y[WIDTH], weight[WIDTH],
        bias[WIDTH], zeros[WIDTH] = {0};
    fill(x, WIDTH, 5);
    fill(add, WIDTH, 5);
    fill(weight, WIDTH, 1);
    fill(bias, WIDTH, 1);
    kernels_norm norm = {weight, bias};
    kernels_sums sums = {
        .sums = add, .bias = zeros, .rows = 1, .outputs = WIDTH};
    for (size_t i = 0; i < WIDTH; i++)
        total[i] = x[i] + add[i];
    for (size_t t = 0; t < TABLES && tables[t]; t++) {
        memcpy(y, x, sizeof y);
        tables[t]->norm(y, 1, WIDTH, &norm);
        check_norm(x, y, &norm);
        memcpy(y, x, sizeof y);
        tables[t]->settle_norm(&sums, y, &norm);
        check_norm(total, y, &norm);
    }
}

/* Row of head of the attention of a window, in double. */
static void attended(const float *qkv, size_t size, size_t row, size_t head,
                     double out[KERNELS_HEAD])
{
    double weights[KERNELS_SIZE], most = -INFINITY, total = 0;
    const float *query = qkv + row * 3 * WIDTH + head * KERNELS_HEAD;
    for (size_t p = 0; p < size; p++) {
        const float *key = qkv + p * 3 * WIDTH + WIDTH + head * KERNELS_HEAD;
        weights[p] = 0;
        for (size_t i = 0; i < KERNELS_HEAD; i++)
            weights[p] += (double)query[i] * (double)key[i] / sqrt(32);
        most = fmax(most, weights[p]);
    }
    for (size_t p = 0; p < size; p++)
        total += weights[p] = exp(weights[p] - most);
    for (size_t i = 0; i < KERNELS_HEAD; i++) {
        out[i] = 0;
        for (size_t p = 0; p < size; p++)
            out[i] +=
                weights[p] / total *
                (double)
                    qkv[p * 3 * WIDTH + 2 * WIDTH + head * KERNELS_HEAD + i];
    }
}

static void check_attention(const kernels *k, const float *qkv, size_t size,
                            float *mixed, float *room)
{
    k->attend(qkv, size, HEADS, mixed, room);
    for (size_t row = 0; row < size; row++)
        for (size_t head = 0; head < HEADS; head++) {
            double want[KERNELS_HEAD];
            attended(qkv, size, row, head, want);
            for (size_t i = 0; i < KERNELS_HEAD; i++)
                near(mixed[row * WIDTH + head * KERNELS_HEAD + i], want[i],
                     2e-5);
        }
}

static void attention(void **state)
{
    (void)state;
    static float qkv[KERNELS_SIZE * 3 * WIDTH], mixed[KERNELS_SIZE * WIDTH],
        room[KERNELS_ROOM];
    static const size_t sizes[] = {1, 3, 16, 17, 33, 64, 77, 100};
    fill(qkv, sizeof qkv / sizeof *qkv, 3);
    for (size_t t = 0; t < TABLES && tables[t]; t++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            /* What an earlier window left must not matter. */
            for (size_t j = 0; j < KERNELS_ROOM; j++)
                room[j] = NAN;
            check_attention(tables[t], qkv, sizes[i], mixed, room);
        }
}

static void dots(void **state)
{
    (void)state;
    float x[ROWS * 2 * WIDTH], w[5 * WIDTH], bias[5], out[ROWS * 5];
    fill(x, ROWS * 2 * WIDTH, 1);
    fill(w, 5 * WIDTH, 1);
    fill(bias, 5, 1);
    for (size_t t = 0; t < TABLES && tables[t]; t++) {
        tables[t]->dots(x, 2 * WIDTH, ROWS, WIDTH, w, 5, bias, out);
        for (size_t n = 0; n < ROWS * 5; n++) {
            double want = (double)bias[n % 5];
            for (size_t i = 0; i < WIDTH; i++)
                want += (double)x[n / 5 * 2 * WIDTH + i] *
                        (double)w[n % 5 * WIDTH + i];
            near(out[n], want, 1e-4);
        }
    }
}

/* All that a layer does between its products, with one table. */
static void all_of(const kernels *k, const float *qkv, size_t size,
                   float out[2 * KERNELS_SIZE * WIDTH])
{
    static float room[KERNELS_ROOM];
    static uint8_t levels[KERNELS_SIZE * WIDTH];
    static float steps[KERNELS_SIZE], zeros[WIDTH];
    float *mixed = out, *other = out + KERNELS_SIZE * WIDTH;
    kernels_norm norm = {qkv, qkv + WIDTH};
    memset(out, 0, 2 * KERNELS_SIZE * WIDTH * sizeof *out);
    k->attend(qkv, size, HEADS, mixed, room);
    memset(mixed + size * WIDTH, 0, 4 * WIDTH * sizeof *out);
    k->norm(mixed, size, WIDTH, &norm);
    kernels_sums sums = {
        .sums = mixed, .bias = qkv, .rows = size, .outputs = WIDTH};
    k->settle_gelu(&sums, other);
    k->settle_norm(&sums, other, &norm);
    k->quantise(other, size, WIDTH, levels, steps);
    for (size_t i = 0; i < size * WIDTH; i++)
        mixed[i] += (float)levels[i] * steps[i / WIDTH];
    k->dots(mixed, WIDTH, size, WIDTH, qkv, 1, zeros, other);
}

static void wide_tables_round_alike(void **state)
{
    (void)state;
    static float qkv[KERNELS_SIZE * 3 * WIDTH];
    static float one[2 * KERNELS_SIZE * WIDTH], two[2 * KERNELS_SIZE * WIDTH];
    const kernels *wide = kernels_512(), *narrow = kernels_256();
    if (!wide || !narrow)
        skip();
    fill(qkv, sizeof qkv / sizeof *qkv, 2);
    for (size_t size = 1; size < 130; size += 7) {
        all_of(wide, qkv, size, one);
        all_of(narrow, qkv, size, two);
        assert_memory_equal(one, two, sizeof one);
    }
}

int main(void)
{
    const kernels *found[TABLES] = {kernels_512(), kernels_256(),
                                    kernels_plain()};
    size_t count = 0;
    for (size_t i = 0; i < TABLES; i++)
        if (found[i])
            tables[count++] = found[i];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantise),
        cmocka_unit_test(gelu_is_close),
        cmocka_unit_test(settle),
        cmocka_unit_test(norms),
        cmocka_unit_test(attention),
        cmocka_unit_test(dots),
        cmocka_unit_test(wide_tables_round_alike)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Products against plain loops: exact for int8, on any block, at the extremes,
 * in several threads at once, and with OpenMP left as it was. */
#include "vectors.h"

#include <omp.h>
#include <pthread.h>
#include <string.h>

#include "read/product.h"

enum { INPUTS = 192, OUTPUTS = 96 };

static product_maker *maker;
static int8_t levels[OUTPUTS * INPUTS];
static uint8_t rows[PRODUCT_BLOCK * INPUTS];
static const size_t blocks[] = {64, 16, 4};

/* A small generator, so that failures can be repeated. */
static uint32_t draw(void)
{
    static uint32_t state = 1;
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

static void check_levels(const product *p, product_desk *d, size_t count)
{
    int32_t sums[PRODUCT_BLOCK * OUTPUTS];
    assert_true(product_rows(p, d, count, rows, sums));
    for (size_t row = 0; row < count; row++)
        for (size_t out = 0; out < OUTPUTS; out++) {
            int32_t want = 0;
            for (size_t i = 0; i < INPUTS; i++)
                want += (rows[row * INPUTS + i] - PRODUCT_ZERO) *
                        levels[out * INPUTS + i];
            assert_int_equal(sums[row * OUTPUTS + out] - product_shifts(p)[out],
                             want);
        }
}

static void check_all_blocks(void)
{
    product *p = product_new(maker, PRODUCT_INT8, levels, OUTPUTS, INPUTS);
    product_desk *d = product_desk_new(maker);
    assert_non_null(p);
    assert_non_null(d);
    for (size_t i = 0; i < 3; i++)
        check_levels(p, d, blocks[i]);
    product_desk_free(d);
    product_free(p);
}

static void integers_are_exact(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof levels; i++)
        levels[i] = (int8_t)((int)(draw() % 127) - 63);
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = (uint8_t)(1 + draw() % 255);
    check_all_blocks();
}

/* Where pairs of products are added in 16 bits they would saturate here. */
static void extremes_do_not_saturate(void **state)
{
    (void)state;
    memset(rows, 255, sizeof rows);
    memset(levels, 63, sizeof levels);
    check_all_blocks();
    memset(levels, -63, sizeof levels);
    check_all_blocks();
    memset(rows, 1, sizeof rows);
    check_all_blocks();
}

static void floats_are_close(void **state)
{
    (void)state;
    static float weights[OUTPUTS * INPUTS], x[PRODUCT_BLOCK * INPUTS],
        sums[PRODUCT_BLOCK * OUTPUTS];
    for (size_t i = 0; i < OUTPUTS * INPUTS; i++)
        weights[i] = (float)draw() / (1 << 23) - 1;
    for (size_t i = 0; i < PRODUCT_BLOCK * INPUTS; i++)
        x[i] = (float)draw() / (1 << 23) - 1;
    product *p = product_new(maker, PRODUCT_FLOAT, weights, OUTPUTS, INPUTS);
    product_desk *d = product_desk_new(maker);
    assert_null(product_shifts(p));
    for (size_t b = 0; b < 3; b++) {
        assert_true(product_rows(p, d, blocks[b], x, sums));
        for (size_t n = 0; n < blocks[b] * OUTPUTS; n++) {
            double want = 0;
            for (size_t i = 0; i < INPUTS; i++)
                want += (double)x[n / OUTPUTS * INPUTS + i] *
                        (double)weights[n % OUTPUTS * INPUTS + i];
            assert_float_equal(sums[n], (float)want, 1e-4f);
        }
    }
    product_desk_free(d);
    product_free(p);
}

static void blocks_cover_any_number_of_rows(void **state)
{
    (void)state;
    assert_int_equal(product_block(200), 64);
    assert_int_equal(product_block(64), 64);
    assert_int_equal(product_block(60), 16);
    assert_int_equal(product_block(12), 4);
    assert_int_equal(product_block(4), 4);
}

static void other_blocks_are_refused(void **state)
{
    (void)state;
    int32_t sums[OUTPUTS];
    product *p = product_new(maker, PRODUCT_INT8, levels, OUTPUTS, INPUTS);
    product_desk *d = product_desk_new(maker);
    assert_false(product_rows(p, d, 1, rows, sums));
    product_desk_free(d);
    product_free(p);
}

static void threads_of_the_caller_stay(void **state)
{
    (void)state;
    omp_set_num_threads(3);
    check_all_blocks();
    assert_int_equal(omp_get_max_threads(), 3);
    omp_set_num_threads(1);
}

/* Whether a thread of its own gets the same sums, a hundred times. */
static void *multiply(void *with)
{
    const product *p = with;
    static const int32_t none[PRODUCT_BLOCK * OUTPUTS];
    int32_t first[PRODUCT_BLOCK * OUTPUTS], sums[PRODUCT_BLOCK * OUTPUTS];
    product_desk *d = product_desk_new(maker);
    bool same = product_rows(p, d, PRODUCT_BLOCK, rows, first);
    for (int i = 0; same && i < 100; i++) {
        memcpy(sums, none, sizeof sums);
        same = product_rows(p, d, PRODUCT_BLOCK, rows, sums) &&
               !memcmp(first, sums, sizeof sums);
    }
    product_desk_free(d);
    return same ? with : NULL;
}

static void threads_share_a_product(void **state)
{
    (void)state;
    pthread_t threads[4];
    product *p = product_new(maker, PRODUCT_INT8, levels, OUTPUTS, INPUTS);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, multiply, p), 0);
    for (size_t i = 0; i < 4; i++) {
        void *well;
        pthread_join(threads[i], &well);
        assert_non_null(well);
    }
    product_free(p);
}

static int make(void **state)
{
    (void)state;
    maker = product_maker_new();
    return maker ? 0 : -1;
}

static int unmake(void **state)
{
    (void)state;
    product_maker_free(maker);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_are_exact),
        cmocka_unit_test(extremes_do_not_saturate),
        cmocka_unit_test(floats_are_close),
        cmocka_unit_test(blocks_cover_any_number_of_rows),
        cmocka_unit_test(other_blocks_are_refused),
        cmocka_unit_test(threads_of_the_caller_stay),
        cmocka_unit_test(threads_share_a_product)};
    return cmocka_run_group_tests(tests, make, unmake);
}

/* Results come back in order, whatever the threads do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/pool.h"

typedef struct {
    size_t number, square;
} task;

/* The earlier of each few takes longer, so that later ones overtake it. */
static void square(void *state, void *item)
{
    task *t = item;
    struct timespec pause = {0, (long)(7 - t->number % 8) * 20000};
    nanosleep(&pause, NULL);
    t->square = t->number * t->number;
    ++*(size_t *)state;
}

static void run(size_t threads, size_t places)
{
    enum { TASKS = 300 };
    static task tasks[TASKS];
    size_t counts[8] = {0}, taken = 0, sum = 0;
    void *states[8];
    for (size_t i = 0; i < 8; i++)
        states[i] = &counts[i];
    pool *p = pool_new(threads, places, square, states);
    assert_non_null(p);
    task *done;
    for (size_t i = 0; i < TASKS; i++) {
        if (pool_full(p)) {
            done = pool_take(p, true);
            assert_int_equal(done->number, taken++);
        }
        tasks[i] = (task){i, 0};
        pool_put(p, &tasks[i]);
        while ((done = pool_take(p, false)) != NULL)
            assert_int_equal(done->number, taken++);
    }
    while ((done = pool_take(p, true)) != NULL)
        assert_int_equal(done->number, taken++);
    pool_free(p);
    assert_int_equal(taken, TASKS);
    for (size_t i = 0; i < TASKS; i++)
        assert_int_equal(tasks[i].square, i * i);
    for (size_t i = 0; i < threads; i++)
        sum += counts[i];
    assert_int_equal(sum, TASKS);
}

static void results_in_order(void **state)
{
    (void)state;
    run(1, 1);
    run(1, 4);
    run(2, 4);
    run(8, 3);
    run(8, 32);
}

static void ends_with_work_left(void **state)
{
    (void)state;
    size_t count = 0;
    void *states[] = {&count};
    task tasks[4] = {{0, 0}, {1, 0}, {2, 0}, {3, 0}};
    pool *p = pool_new(1, 4, square, states);
    assert_null(pool_take(p, true));
    for (size_t i = 0; i < 4; i++)
        pool_put(p, &tasks[i]);
    assert_true(pool_full(p));
    pool_free(p);
    pool_free(NULL);
    assert_true(count <= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_in_order),
        cmocka_unit_test(ends_with_work_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Which mention is meant, by numbers made by hand. */
#include "vectors.h"

#include <math.h>

#include "read/same.h"

static void near(float got, double want)
{
    assert_true(fabs((double)got - want) < 1e-5);
}

static void pieces_go_to_their_mentions(void **state)
{
    (void)state;
    window_view view = {.size = 12};
    const extent mentions[] = {{2, 3}, {4, 5}, {4, 7}, {9, 9}};
    float starts[12] = {0}, ends[12] = {0}, claims[4];
    starts[4] = 0.6f;  /* the first piece of two mentions */
    starts[5] = 0.1f;  /* within both: the shorter one */
    starts[7] = 0.05f; /* within the longer one only */
    starts[8] = 0.1f;  /* in no mention */
    starts[9] = 0.15f;
    ends[5] = logf(2);
    same_claims(&view, mentions, 4, starts, ends, claims);
    near(claims[0], 0);
    near(claims[1], 0.4 + 0.1);
    near(claims[2], 0.2 + 0.05);
    near(claims[3], 0.15);
}

static void no_mentions(void **state)
{
    (void)state;
    window_view view = {.size = 3};
    float starts[3] = {0, 1, 0}, ends[3] = {0}, claims[1];
    same_claims(&view, NULL, 0, starts, ends, claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_go_to_their_mentions),
        cmocka_unit_test(no_mentions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

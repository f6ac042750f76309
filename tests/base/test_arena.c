/* The arena: zeroed, aligned, reused after a reset, and never overflowing. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void zeroed_and_aligned(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    for (size_t size = 0; size < 300; size++) {
        unsigned char *bytes = arena_alloc(&a, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xA5, size);
    }
    arena_free(&a);
}

static void neighbours_do_not_overlap(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    char *first = arena_copy(&a, "first", 5);
    char *large = arena_alloc(&a, 3 << 20);
    char *second = arena_copy(&a, "second", 6);
    memset(large, 'x', 3 << 20);
    assert_string_equal(first, "first");
    assert_string_equal(second, "second");
    arena_free(&a);
}

static void reset_keeps_the_memory(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++)
            assert_non_null(arena_alloc(&a, 1000));
        size_t held = arena_size(&a);
        arena_reset(&a);
        assert_int_equal(arena_size(&a), held);
        unsigned char *again = arena_alloc(&a, 64);
        for (int i = 0; i < 64; i++)
            assert_int_equal(again[i], 0);
        arena_reset(&a);
    }
    arena_free(&a);
    assert_int_equal(arena_size(&a), 0);
}

static void too_much_is_refused(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_null(arena_alloc(&a, SIZE_MAX / 2 + 1));
    assert_null(arena_array(&a, SIZE_MAX / 2, 4));
    assert_null(arena_array(&a, 2, SIZE_MAX));
    assert_null(arena_copy(&a, "", SIZE_MAX));
    assert_non_null(arena_array(&a, 0, 8));
    arena_free(&a);
}

static void grows_and_formats(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        items = arena_grow(&a, items, (size_t)i, &capacity, sizeof *items);
        assert_non_null(items);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    assert_string_equal(arena_format(&a, "%s:%d", "USAGOV", 7), "USAGOV:7");
    assert_string_equal(arena_copy(&a, "abc", 0), "");
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zeroed_and_aligned),
        cmocka_unit_test(neighbours_do_not_overlap),
        cmocka_unit_test(reset_keeps_the_memory),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(grows_and_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The growing string, and how it remembers a failure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

static void adds_up(void **state)
{
    (void)state;
    buffer b = BUFFER_EMPTY;
    for (int i = 0; i < 1000; i++) {
        buffer_text(&b, "ab");
        buffer_byte(&b, 'c');
        buffer_format(&b, "%03d", i);
    }
    assert_false(b.failed);
    assert_int_equal(b.length, 6000);
    assert_memory_equal(b.bytes + 5994, "abc999", 7);
    buffer_clear(&b);
    assert_string_equal(b.bytes, "");
    buffer_free(&b);
    assert_null(b.bytes);
}

static void failure_stays(void **state)
{
    (void)state;
    buffer b = BUFFER_EMPTY;
    buffer_text(&b, "kept");
    assert_false(buffer_reserve(&b, SIZE_MAX - 8));
    buffer_text(&b, " dropped");
    assert_true(b.failed);
    assert_string_equal(b.bytes, "kept");
    buffer_clear(&b);
    buffer_text(&b, "again");
    assert_string_equal(b.bytes, "again");
    assert_false(b.failed);
    buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_up),
        cmocka_unit_test(failure_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

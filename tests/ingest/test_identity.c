/* Addresses in canonical form, and ids made of them or of the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/identity.h"

static void canonical_addresses(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"HTTP://News.Example:80/A?b=1#top", "http://news.example/A?b=1"},
        {"https://news.example:443/a", "https://news.example/a"},
        {"https://news.example:8080/a", "https://news.example:8080/a"},
        {"https://news.example/a?utm_source=x&utm_medium=y",
         "https://news.example/a"},
        {"https://news.example/a?utm_source=x&b=1&fbclid=z&c=2",
         "https://news.example/a?b=1&c=2"},
        {"https://news.example?utm_source=x", "https://news.example"},
        {"https://news.example/a?", "https://news.example/a"},
        {"not an address", "not an address"},
        {"", ""},
    };
    arena a = ARENA_EMPTY;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(identity_address(&a, cases[i][0]), cases[i][1]);
    arena_free(&a);
}

static void given_then_address_then_text(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    assert_string_equal(identity_of(&a, "a-1", "http://x/", "text", 4), "a-1");
    assert_string_equal(identity_of(&a, "", "http://x/a#1", "text", 4),
                        identity_of(&a, "", "HTTP://X/a#2", "other", 5));
    /* The first 16 digits of the SHA-256 of "abc", FIPS 180-2. */
    assert_string_equal(identity_of(&a, "", "", "abc", 3), "ba7816bf8f01cfea");
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_addresses),
        cmocka_unit_test(given_then_address_then_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

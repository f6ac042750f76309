/* What a file holds is told from its first bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/sniff.h"

#define BYTES(literal) literal, sizeof literal - 1

static const struct {
    const char *bytes;
    size_t length;
    sniff_kind kind;
} cases[] = {
    {BYTES("GENEVA, May 5 - Iran said on"), SNIFF_TEXT},
    {BYTES("\xEF\xBB\xBFGENEVA, May 5"), SNIFF_TEXT},
    {BYTES("[Corrects spelling] GENEVA"), SNIFF_TEXT},
    {BYTES("{sic} is how it was spelt"), SNIFF_TEXT},
    {BYTES("{\"text\": \"GENEVA\"}\n{\"text\": \"PARIS\"}"), SNIFF_JSON_LINES},
    {BYTES("\xEF\xBB\xBF\n {\"text\": 1}"), SNIFF_JSON_LINES},
    {BYTES("{}"), SNIFF_JSON_LINES},
    {BYTES("{\n  \"text\": \"GENEVA\"\n}"), SNIFF_JSON},
    {BYTES("[\n {\"text\": \"GENEVA\"}]"), SNIFF_JSON},
    {BYTES(""), SNIFF_ALIEN},
    {BYTES("\xEF\xBB\xBF"), SNIFF_ALIEN},
    {BYTES(" \n\t\r\n"), SNIFF_ALIEN},
    {BYTES("\x1F\x8B\x08\x00"), SNIFF_ALIEN},
    {BYTES("%PDF-1.7"), SNIFF_ALIEN},
    {BYTES("PK\x03\x04"), SNIFF_ALIEN},
    {BYTES("\x89PNG\r\n"), SNIFF_ALIEN},
    {BYTES("\xFF\xFEG\0E\0"), SNIFF_ALIEN},
    {BYTES("<!DOCTYPE HTML><html>"), SNIFF_ALIEN},
    {BYTES("  <html lang=en>"), SNIFF_ALIEN},
    {BYTES("GENEVA\0, May 5"), SNIFF_ALIEN},
    {BYTES("\x01\x02\x03\x04 text"), SNIFF_ALIEN},
};

static void kinds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sniffed what = sniff(cases[i].bytes, cases[i].length);
        if (what.kind != cases[i].kind)
            fail_msg("case %zu is taken for kind %d", i, (int)what.kind);
        if ((what.kind == SNIFF_ALIEN) != (what.reason != NULL))
            fail_msg("case %zu: a reason where there should be none", i);
    }
}

static void marks_are_counted(void **state)
{
    (void)state;
    assert_int_equal(sniff(BYTES("\xEF\xBB\xBFText")).mark, 3);
    assert_int_equal(sniff(BYTES("Text")).mark, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds),
        cmocka_unit_test(marks_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

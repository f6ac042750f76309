/* What the tables say of a phrase on a day, and what a facts file survives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "know/facts.h"

static facts *table;

static int open_table(void **state)
{
    (void)state;
    casus_error error = {0};
    table = facts_open(BUILD_DIR "/facts.casus", &error);
    return table ? 0 : -1;
}

static int close_table(void **state)
{
    (void)state;
    facts_close(table);
    return 0;
}

static void assert_actor(const char *phrase, const char *date,
                         const char *wanted)
{
    arena a = ARENA_EMPTY;
    fact_found *found;
    size_t count;
    day on = *date ? day_parse(date) : DAY_NONE;
    assert_true(facts_find(table, phrase, on, &a, &found, &count));
    if (strcmp(count ? found[0].actor : "", wanted) != 0)
        fail_msg("%s on %s is %s, not %s", phrase, date,
                 count ? found[0].actor : "nothing", wanted);
    arena_free(&a);
}

static void test_offices_by_day(void **state)
{
    (void)state;
    assert_actor("Trump", "2015-06-20", "USA");
    assert_actor("Donald Trump", "2015-06-20", "USA");
    assert_actor("Trump", "2020-05-05", "USAGOV");
    assert_actor("Donald Trump", "2020-05-05", "USAGOV");
    assert_actor("Gorbachev", "1987-03-01", "SUNGOV");
    assert_actor("Erdoğan", "2019-10-09", "TURGOV");
    assert_actor("Kofi Annan", "2001-01-01", "IGO:UN");
    assert_actor("Riek Machar", "2015-01-01", "SSDREB:SPLA-IO");
    assert_actor("Dalai Lama", "1997-04-24", "CHNREL");
    assert_actor("Bill Clinton", "2016-06-01", "USAELI");
    assert_actor("Barack Obama", "", "USA");
}

static void test_places_and_metonyms(void **state)
{
    (void)state;
    assert_actor("the Kremlin", "2020-05-05", "RUSGOV");
    assert_actor("the Kremlin", "1987-05-05", "SUNGOV");
    assert_actor("Zhongnanhai", "2020-05-05", "CHNGOV");
    assert_actor("the Pentagon", "2020-05-05", "USAMIL");
    assert_actor("Kinshasa", "1997-04-01", "ZARGOV");
    assert_actor("Kinshasa", "2020-04-01", "CODGOV");
    assert_actor("Zaire", "1997-04-01", "ZAR");
    assert_actor("Georgia", "2008-08-08", "GEO");
    assert_actor("Turkey", "2008-08-08", "TUR");
    assert_actor("Beijing", "2008-08-08", "CHNGOV");
    assert_actor("no such phrase", "2008-08-08", "");
    assert_actor("", "2008-08-08", "");
}

static void test_bodies(void **state)
{
    (void)state;
    assert_actor("Hezbollah", "2006-07-12", "LBNREB:HEZBOLLAH");
    assert_actor("ISIS", "2017-07-12", "IMG:ISLAMIC STATE");
    assert_actor("Isis", "2017-07-12", "IMG:ISLAMIC STATE");
    assert_actor("the UN Security Council", "2017-07-12", "IGO:UN");
    assert_actor("Taliban", "2020-01-01", "AFGREB:TALIBAN");
    assert_actor("Taliban", "2022-01-01", "AFGGOV");
    assert_actor("Republicans", "2016-01-01", "USAOPP");
    assert_actor("Republicans", "2018-01-01", "USAPTY");
}

/* The matches of a text as "words=base" parted by spaces; only state-like ones
 * and bodies. */
static void matched(const char *text, char *out)
{
    arena a = ARENA_EMPTY;
    token_list tokens;
    fact_matches found;
    *out = '\0';
    assert_true(tokens_cut(text, strlen(text), &a, &tokens));
    assert_true(facts_match(table, &tokens, &a, &found));
    for (size_t i = 0; i < found.count; i++) {
        const fact_row *row = found.items[i].answers[0].row;
        if (row->kind == FACT_AGENT || row->kind == FACT_PERSON)
            continue;
        strcat(out, facts_text(table, row->actor));
        strcat(out, " ");
    }
    arena_free(&a);
}

static void test_case_tells(void **state)
{
    (void)state;
    char out[256];
    matched("Let us eat turkey from china, it is who it is", out);
    assert_string_equal(out, "");
    matched("The US and Turkey", out);
    assert_string_equal(out, "USA TUR ");
    matched("the Democratic People's Republic of Korea", out);
    assert_string_equal(out, "PRK ");
    matched("ISRAEL SAYS", out);
    assert_string_equal(out, "ISR ");
}

static void test_leader_of(void **state)
{
    (void)state;
    day on = day_parse("1990-01-01");
    const fact_row *row = facts_leader(table, "GBR", "prime minister", on);
    assert_non_null(row);
    assert_string_equal(facts_text(table, row->name), "Margaret Thatcher");
    assert_null(facts_leader(table, "XXX", "", on));
}

/* A copy of the compiled file with one change. */
static void assert_refused(size_t at, size_t cut, const char *message)
{
    FILE *in = fopen(BUILD_DIR "/facts.casus", "rb");
    assert_non_null(in);
    fseek(in, 0, SEEK_END);
    size_t size = (size_t)ftell(in);
    rewind(in);
    char *bytes = malloc(size);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, size, in), size);
    fclose(in);
    if (!cut)
        bytes[at] = (char)(bytes[at] ^ 1);
    const char *path = BUILD_DIR "/facts-altered.casus";
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fwrite(bytes, 1, size - cut, out);
    fclose(out);
    free(bytes);
    casus_error error = {0};
    assert_null(facts_open(path, &error));
    assert_int_equal(error.code, CASUS_BAD_FILE);
    assert_string_equal(error.message, message);
    remove(path);
}

static void test_altered_files(void **state)
{
    (void)state;
    assert_refused(0, 0, "not a facts file");
    assert_refused(8, 0, "facts file of another version");
    assert_refused(0, 5, "facts file is cut short or has grown");
    assert_refused(100000, 0, "facts file was altered: its checksum is wrong");
    casus_error error = {0};
    assert_null(facts_open("/nonexistent/facts.casus", &error));
    assert_int_equal(error.code, CASUS_NO_FILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offices_by_day),
        cmocka_unit_test(test_places_and_metonyms),
        cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_case_tells),
        cmocka_unit_test(test_leader_of),
        cmocka_unit_test(test_altered_files),
    };
    return cmocka_run_group_tests(tests, open_table, close_table);
}

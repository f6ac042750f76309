/* From a reading made by hand to claims: parties, dates, ids, repetitions. */
#include "hand.h"

static void test_one_claim(void **state)
{
    (void)state;
    hand h = hand_start("Sunday in Kabul\n\nRussia attacked Georgia in May.",
                        "2008-08-09");
    read_act *act = hand_act(&h, "attacked", "ASSAULT", "actual");
    hand_source(&h, act, "Russia");
    hand_target(&h, act, "Georgia");
    const casus_claim *claim = hand_code(&h, 1);
    assert_int_equal(claim->kind, CASUS_EVENT);
    assert_string_equal(claim->code, "ASSAULT");
    assert_string_equal(claim->sources[0].code, "RUS");
    assert_string_equal(claim->targets[0].code, "GEO");
    assert_string_equal(claim->targets[0].country, "GEO");
    assert_int_equal(claim->status, CASUS_ACTUAL);
    assert_string_equal(claim->when.from, "2008-05-01");
    assert_string_equal(claim->when.to, "2008-05-31");
    assert_int_equal(claim->chain_count, 0);
    assert_false(claim->in_title);
    assert_true(claim->confidence > 0.8 && claim->confidence < 1);
    hand_end(&h);
}

/* Offsets are code points, whatever stands before. */
static void test_offsets(void **state)
{
    (void)state;
    hand h = hand_start("“Çok.” Russia attacked Georgia.", "2008-08-09");
    read_act *act = hand_act(&h, "attacked", "ASSAULT", "actual");
    hand_source(&h, act, "Russia");
    const casus_claim *claim = hand_code(&h, 1);
    assert_int_equal(claim->sources[0].span.start, 7);
    assert_int_equal(claim->trigger.start, 14);
    assert_int_equal(claim->trigger.end, 22);
    assert_int_equal(claim->target_count, 0);
    hand_end(&h);
}

/* What is intended on a weekday comes after publication. 2006-11-30 is a
 * Thursday. */
static void test_status_dates(void **state)
{
    (void)state;
    hand h = hand_start("Turkey meets Greece on Monday.", "2006-11-30");
    read_act *act = hand_act(&h, "meets", "CONSULT", "intended");
    hand_source(&h, act, "Turkey");
    hand_target(&h, act, "Greece");
    assert_string_equal(hand_code(&h, 1)->when.from, "2006-12-04");
    hand_end(&h);
}

/* Without a date of publication there is none to count from. */
static void test_no_publication(void **state)
{
    (void)state;
    hand h = hand_start("Turkey met Greece on Monday.", "");
    hand_act(&h, "met", "CONSULT", "actual");
    const casus_claim *claim = hand_code(&h, 1);
    assert_string_equal(claim->when.from, "");
    assert_string_equal(claim->sources[0].code, "*");
    hand_end(&h);
}

/* A tie is reciprocal: both parties are sources. */
static void test_tie(void **state)
{
    (void)state;
    hand h = hand_start("Turkey moved closer to Greece.", "2006-11-30");
    read_act *act = hand_act(&h, "moved closer", "CLOSER", "actual");
    hand_source(&h, act, "Turkey");
    hand_target(&h, act, "Greece");
    const casus_claim *claim = hand_code(&h, 1);
    assert_int_equal(claim->kind, CASUS_TIE);
    assert_true(claim->reciprocal);
    assert_int_equal(claim->source_count, 2);
    assert_int_equal(claim->target_count, 0);
    hand_end(&h);
}

static void test_place_and_title(void **state)
{
    (void)state;
    hand h =
        hand_start("Turkey meets Greece in Osaka\n\nThey met.", "2006-11-30");
    read_act *act = hand_act(&h, "meets", "CONSULT", "actual");
    act->place = (read_link){READ_SPAN, 0.9f, hand_span(&h, "Osaka"), SIZE_MAX};
    const casus_claim *claim = hand_code(&h, 1);
    assert_true(claim->in_title);
    assert_string_equal(claim->where, "Osaka");
    assert_int_equal(claim->where_span.start, 23);
    hand_end(&h);
}

/* Two triggers for one act in one clause are one claim; two acts are two. */
static void test_repetition(void **state)
{
    (void)state;
    for (int other = 0; other < 2; other++) {
        hand h = hand_start("Russia shelled and bombed Georgia.", "2008-08-09");
        read_act *first = hand_act(&h, "shelled", "ASSAULT", "actual");
        read_act *second =
            hand_act(&h, "bombed", other ? "COERCE" : "ASSAULT", "actual");
        hand_source(&h, first, "Russia");
        hand_source(&h, second, "Russia");
        hand_target(&h, first, "Georgia");
        hand_target(&h, second, "Georgia");
        hand_code(&h, other ? 2 : 1);
        hand_end(&h);
    }
}

/* The id depends on article, place, kind and code, and on nothing else. */
static void test_ids(void **state)
{
    (void)state;
    char ids[3][32];
    static const char *const codes[] = {"ASSAULT", "ASSAULT", "COERCE"};
    for (int i = 0; i < 3; i++) {
        hand h = hand_start("Russia bombed Georgia.", i ? "" : "2008-08-09");
        hand_act(&h, "bombed", codes[i], i ? "actual" : "possible");
        const char *id = hand_code(&h, 1)->id;
        assert_int_equal(strlen(id), 16);
        strcpy(ids[i], id);
        hand_end(&h);
    }
    assert_string_equal(ids[0], ids[1]);
    assert_string_not_equal(ids[1], ids[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_claim),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_status_dates),
        cmocka_unit_test(test_no_publication),
        cmocka_unit_test(test_tie),
        cmocka_unit_test(test_place_and_title),
        cmocka_unit_test(test_repetition),
        cmocka_unit_test(test_ids),
    };
    return cmocka_run_group_tests(tests, hand_open, hand_close);
}

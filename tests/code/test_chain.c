/* On whose word: chains of readings made by hand. */
#include "hand.h"

/* Adds the voice of an act. */
static void hand_voice(hand *h, read_act *act, const char *words)
{
    act->voice = hand_link(h, words);
}

static void test_reported(void **state)
{
    (void)state;
    hand h = hand_start("Officials feared that Russia might attack Georgia.",
                        "2008-08-09");
    read_act *act = hand_act(&h, "attack", "ASSAULT", "possible");
    hand_voice(&h, act, "Officials");
    hand_attribution(&h, "Officials", "feared",
                     "that Russia might attack Georgia");
    const casus_claim *claim = hand_code(&h, 1);
    assert_int_equal(claim->chain_count, 1);
    assert_string_equal(claim->chain[0].name, "Officials");
    assert_true(claim->chain[0].anonymous);
    assert_string_equal(claim->chain[0].attitude, "fears");
    assert_false(claim->chain[0].direct);
    assert_int_equal(claim->chain[0].cue.start, 10);
    hand_end(&h);
}

/* Outermost first. */
static void test_nested(void **state)
{
    (void)state;
    hand h = hand_start("Ankara said Moscow hoped that talks would resume.",
                        "2008-08-09");
    read_act *act = hand_act(&h, "talks", "CONSULT", "possible");
    hand_attribution(&h, "Ankara", "said",
                     "Moscow hoped that talks would resume");
    hand_attribution(&h, "Moscow", "hoped", "that talks would resume");
    hand_voice(&h, act, "Moscow");
    const casus_claim *claim = hand_code(&h, 1);
    assert_int_equal(claim->chain_count, 2);
    assert_string_equal(claim->chain[0].name, "Ankara");
    assert_string_equal(claim->chain[0].attitude, "says");
    assert_string_equal(claim->chain[1].name, "Moscow");
    assert_string_equal(claim->chain[1].attitude, "hopes");
    hand_end(&h);
}

/* A speaker is no holder of his own demand, but of what he reports. */
static void test_own_word(void **state)
{
    (void)state;
    static const char *const codes[] = {"REQUEST", "ASSAULT"};
    for (size_t i = 0; i < 2; i++) {
        hand h = hand_start("Turkey said it wanted Russia out.", "2008-08-09");
        read_act *act = hand_act(&h, "wanted", codes[i], "actual");
        hand_source(&h, act, "Turkey");
        hand_voice(&h, act, "Turkey");
        assert_int_equal(hand_code(&h, 1)->chain_count, i);
        hand_end(&h);
    }
}

/* The outlet spoken to stands outside; the article's own outlet nowhere. */
static void test_outlet(void **state)
{
    (void)state;
    static const char *const outlets[] = {"Reuters", "Cable News Network"};
    for (size_t i = 0; i < 2; i++) {
        hand h = hand_start(
            "\"Russia attacked,\" a witness told CNN on Monday.", "2008-08-09");
        h.outlet = outlets[i];
        read_act *act = hand_act(&h, "attacked", "ASSAULT", "actual");
        hand_voice(&h, act, "a witness");
        hand_attribution(&h, "a witness", "told", "Russia attacked");
        hand_name(&h, "CNN", READ_ORG);
        const casus_claim *claim = hand_code(&h, 1);
        assert_int_equal(claim->chain_count, i ? 1 : 2);
        if (i == 0)
            assert_string_equal(claim->chain[0].name, "CNN");
        const casus_voice *speaker = &claim->chain[claim->chain_count - 1];
        assert_true(speaker->anonymous);
        assert_true(speaker->direct);
        hand_end(&h);
    }
}

/* A quotation that goes on in the next paragraph keeps its speaker. */
static void test_goes_on(void **state)
{
    (void)state;
    hand h = hand_start("Barack Obama said so.\n\"Russia attacked Georgia.\"",
                        "2010-08-09");
    read_act *act = hand_act(&h, "attacked", "ASSAULT", "actual");
    hand_attribution(&h, "Barack Obama", "said", "so");
    act->voice = (read_link){READ_ELSEWHERE, 0.9f, {0, 0}, SIZE_MAX};
    const casus_claim *claim = hand_code(&h, 1);
    assert_int_equal(claim->chain_count, 1);
    assert_string_equal(claim->chain[0].name, "Barack Obama");
    assert_string_equal(claim->chain[0].actor, "USAGOV");
    assert_false(claim->chain[0].anonymous);
    hand_end(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reported), cmocka_unit_test(test_nested),
        cmocka_unit_test(test_own_word), cmocka_unit_test(test_outlet),
        cmocka_unit_test(test_goes_on),
    };
    return cmocka_run_group_tests(tests, hand_open, hand_close);
}

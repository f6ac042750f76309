/* Decoding of scores made by hand. */
#include "vectors.h"

#include <math.h>
#include <string.h>

#include "read/decode.h"
#include "read/heads.h"

enum { O, B0, I0, B1, I1, LABELS }; /* O and two kinds */

/* A window of size positions, special at both ends and where the marks have a
 * bar: "x xx|xx x" less the spaces. */
static void make_view(window_view *view, const char *marks)
{
    view->size = strlen(marks);
    size_t end = 0;
    for (size_t i = view->size; i-- > 0;) {
        view->real[i] = marks[i] != '|';
        end = view->real[i] && (i + 1 == view->size || !view->real[i + 1])
                  ? i
                  : end;
        view->paragraph_end[i] = (uint16_t)(view->real[i] ? end : i);
    }
}

/* Scores that favour a label at each position by strength. */
static void favour(float *logits, const size_t *labels, size_t size,
                   float strength)
{
    memset(logits, 0, size * LABELS * sizeof *logits);
    for (size_t i = 0; i < size; i++)
        logits[i * LABELS + labels[i]] = strength;
}

static size_t spans_of(const size_t *labels, size_t size, const bool *real,
                       float outside, tagged *out)
{
    float logits[16 * LABELS];
    favour(logits, labels, size, 4);
    return decode_tags(logits, LABELS, LABELS, real, size, outside, out);
}

static const bool all_real[16] = {1, 1, 1, 1, 1, 1, 1, 1,
                                  1, 1, 1, 1, 1, 1, 1, 1};

static void same_span(const tagged *t, int first, int last, int kind)
{
    assert_int_equal(t->first, first);
    assert_int_equal(t->last, last);
    assert_int_equal(t->kind, kind);
}

static void spans_of_a_plain_sequence(void **state)
{
    (void)state;
    tagged out[16];
    const size_t labels[] = {O, B0, I0, O, B1, B1, I1, I1, B0};
    assert_int_equal(spans_of(labels, 9, all_real, 0, out), 4);
    same_span(&out[0], 1, 2, 0);
    same_span(&out[1], 4, 4, 1);
    same_span(&out[2], 5, 7, 1);
    same_span(&out[3], 8, 8, 0);
}

/* I after O or after another kind cannot be: what costs least is changed. */
static void sequences_are_legal(void **state)
{
    (void)state;
    tagged out[16];
    const size_t lone[] = {O, I0, O};
    assert_in_range(spans_of(lone, 3, all_real, 0, out), 0, 1);
    float mixed[] = {0, 4, 0, 0, 0, 0, 0, 4, 0, 0,  /* B0 I0 */
                     0, 0, 1, 0, 4, 0, 0, 4, 0, 0}; /* I1, else I0; I0 */
    assert_int_equal(decode_tags(mixed, LABELS, LABELS, all_real, 4, 0, out),
                     1);
    same_span(&out[0], 0, 3, 0);
    const size_t first[] = {I1, I1, I1};
    assert_int_equal(spans_of(first, 3, all_real, 0, out), 1);
    same_span(&out[0], 0, 2, 1);
}

static void special_pieces_are_outside(void **state)
{
    (void)state;
    tagged out[16];
    const size_t labels[] = {B0, B0, I0, I0, B0};
    const bool real[] = {false, true, true, false, true};
    assert_int_equal(spans_of(labels, 5, real, 0, out), 2);
    same_span(&out[0], 1, 2, 0);
    same_span(&out[1], 4, 4, 0);
}

static void outside_is_biased(void **state)
{
    (void)state;
    tagged out[16];
    const size_t labels[] = {O, B0, O};
    assert_int_equal(spans_of(labels, 3, all_real, 3.5f, out), 1);
    assert_int_equal(spans_of(labels, 3, all_real, 4.5f, out), 0);
    assert_int_equal(spans_of(labels, 3, all_real, -4.5f, out), 3);
}

static void score_is_the_kind_s_probability(void **state)
{
    (void)state;
    tagged out[16];
    const size_t labels[] = {B1, I1};
    assert_int_equal(spans_of(labels, 2, all_real, 0, out), 1);
    double want = (exp(4) + 1) / (exp(4) + 4); /* B1 and I1 of five */
    assert_true(fabs((double)out[0].score - want) < 1e-5);
}

/* A question over 12 positions; ends and nulls 0 unless set. */
typedef struct {
    float starts[16], ends[16], nulls[4];
    bool used[4];
    question q;
    window_view view;
} asked;

static asked *ask(const char *marks)
{
    static asked a;
    memset(&a, 0, sizeof a);
    make_view(&a.view, marks);
    a.used[ANSWER_NONE] = true;
    a.q = (question){a.starts, a.ends, a.nulls, a.used, 0, -1, false};
    for (size_t i = 0; i < 16; i++)
        a.starts[i] = -9;
    return &a;
}

static void best_start_with_its_best_end(void **state)
{
    (void)state;
    answer out[DECODE_ANSWERS];
    asked *a = ask("|xxxxxxxxxx|");
    a->starts[3] = 5;
    a->ends[2] = 9; /* before the start */
    a->ends[5] = 3;
    assert_int_equal(decode_answers(&a->q, &a->view, out), 1);
    assert_int_equal(out[0].kind, ANSWER_SPAN);
    assert_int_equal(out[0].first, 3);
    assert_int_equal(out[0].last, 5);
    assert_true(out[0].score > 0.99f && out[0].score < 1);
}

static void special_pieces_are_no_answer(void **state)
{
    (void)state;
    answer out[DECODE_ANSWERS];
    asked *a = ask("|xxxx|xxxxx|");
    a->starts[5] = 50;
    a->starts[2] = 5;
    decode_answers(&a->q, &a->view, out);
    assert_int_equal(out[0].first, 2);
}

static void ends_stay_in_the_paragraph(void **state)
{
    (void)state;
    answer out[DECODE_ANSWERS];
    asked *a = ask("|xxxx|xxxxx|");
    a->starts[3] = 5;
    a->ends[4] = 1;
    a->ends[8] = 7;
    decode_answers(&a->q, &a->view, out);
    assert_int_equal(out[0].last, 4);
    a->q.anywhere = true; /* the hull of a content may go on */
    decode_answers(&a->q, &a->view, out);
    assert_int_equal(out[0].last, 8);
    a->ends[5] = 99; /* but not end on a special piece */
    decode_answers(&a->q, &a->view, out);
    assert_int_equal(out[0].last, 8);
}

static void answers_are_twelve_pieces_at_most(void **state)
{
    (void)state;
    answer out[DECODE_ANSWERS];
    asked *a = ask("|xxxxxxxxxxxxxx|");
    a->starts[1] = 5;
    a->ends[14] = 9;
    a->ends[12] = 2;
    decode_answers(&a->q, &a->view, out);
    assert_int_equal(out[0].last, 12);
    a->q.anywhere = true;
    decode_answers(&a->q, &a->view, out);
    assert_int_equal(out[0].last, 14);
}

static void nulls(void **state)
{
    (void)state;
    answer out[DECODE_ANSWERS];
    asked *a = ask("|xxxxxxxxxx|");
    a->starts[4] = 2;
    a->nulls[ANSWER_NONE] = 2; /* a null wins where they are equal */
    a->nulls[ANSWER_BOTH] = 8; /* not an answer to this question */
    assert_int_equal(decode_answers(&a->q, &a->view, out), 1);
    assert_int_equal(out[0].kind, ANSWER_NONE);
    assert_true(out[0].score > 0.45f && out[0].score < 0.5f);
    a->q.null_bias = -1;
    decode_answers(&a->q, &a->view, out);
    assert_int_equal(out[0].kind, ANSWER_SPAN);
    a->used[ANSWER_BOTH] = true;
    decode_answers(&a->q, &a->view, out);
    assert_int_equal(out[0].kind, ANSWER_BOTH);
}

static void further_answers(void **state)
{
    (void)state;
    answer out[DECODE_ANSWERS];
    asked *a = ask("|xxxxxxxxxx|");
    a->starts[2] = 5;
    a->ends[3] = 1;
    a->starts[3] = 4.8f; /* within the first answer */
    a->starts[8] = 4;
    a->starts[6] = 3.5f;
    a->starts[10] = 2.9f; /* too much worse */
    assert_int_equal(decode_answers(&a->q, &a->view, out), 1);
    a->q.more = 2;
    assert_int_equal(decode_answers(&a->q, &a->view, out), 3);
    assert_int_equal(out[0].first, 2);
    assert_int_equal(out[1].first, 8);
    assert_int_equal(out[2].first, 6);
    a->nulls[ANSWER_NONE] = 3.7f; /* nobody is likelier than the third */
    assert_int_equal(decode_answers(&a->q, &a->view, out), 2);
}

static void probabilities_of_starts(void **state)
{
    (void)state;
    float p[16];
    asked *a = ask("|xxxx|xxxxx|");
    a->starts[2] = a->starts[7] = a->nulls[ANSWER_NONE] = 3;
    a->starts[5] = 30;
    float none = decode_starts(&a->q, &a->view, p);
    assert_true(fabsf(none - 1.0f / 3) < 1e-3f);
    assert_true(fabsf(p[2] - none) < 1e-6f && fabsf(p[7] - none) < 1e-6f);
    assert_true(p[5] == 0);
}

/* floor(1 + 2 log2 d) steps either way from 16, never beyond 15. */
static void buckets(void **state)
{
    (void)state;
    assert_int_equal(heads_bucket(0), 16);
    assert_int_equal(heads_bucket(1), 17);
    assert_int_equal(heads_bucket(-1), 15);
    assert_int_equal(heads_bucket(2), 19);
    assert_int_equal(heads_bucket(3), 20);
    for (long d = 1; d < 600; d++) {
        size_t steps = (size_t)floor(1 + 2 * log2((double)d) + 1e-9);
        steps = steps > 15 ? 15 : steps;
        assert_int_equal(heads_bucket(d), 16 + steps);
        assert_int_equal(heads_bucket(-d), 16 - steps);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_of_a_plain_sequence),
        cmocka_unit_test(sequences_are_legal),
        cmocka_unit_test(special_pieces_are_outside),
        cmocka_unit_test(outside_is_biased),
        cmocka_unit_test(score_is_the_kind_s_probability),
        cmocka_unit_test(best_start_with_its_best_end),
        cmocka_unit_test(special_pieces_are_no_answer),
        cmocka_unit_test(ends_stay_in_the_paragraph),
        cmocka_unit_test(answers_are_twelve_pieces_at_most),
        cmocka_unit_test(nulls),
        cmocka_unit_test(further_answers),
        cmocka_unit_test(probabilities_of_starts),
        cmocka_unit_test(buckets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What every reading must be like, whatever the model says; the tiny model is
 * random, so it says a lot. */
#include "vectors.h"

#include <string.h>

#include "read/reader.h"

static read_model *model;
static reader *hand;

static const char *const text =
    "Talks in Osaka\n\nThe president of the north said the army had attacked "
    "rebels on Monday. \u201cIt was peace,\u201d a spokesman said.\n"
    "The minister of trade said: \"We protest.\" Police, rebels and troops of "
    "the south met at the border in the north, a report by the bank said.\n"
    "The United Nations and the people of Paris visit Quito for an accord.";

static reading read_text(const char *words, size_t length, arena *a)
{
    reading out;
    casus_error error = {CASUS_OK, "", 0};
    assert_true(reader_read(hand, words, length, a, &out, &error));
    return out;
}

static void within_text(span at, size_t length)
{
    assert_true(at.start < at.end);
    assert_true(at.end <= length);
}

static void check_link(const reading *r, const read_link *l, uint32_t window)
{
    assert_true(l->score > 0 && l->score <= 1.00001f);
    if (l->kind != READ_SPAN)
        return;
    within_text(l->at, strlen(text));
    if (l->mention == SIZE_MAX)
        return;
    assert_true(l->mention < r->mention_count);
    assert_true(span_equal(r->mentions[l->mention].at, l->at));
    assert_int_equal(r->mentions[l->mention].window, window);
}

static void check_links(const reading *r, const read_links *l, uint32_t window)
{
    assert_true(l->count > 0);
    for (size_t i = 0; i < l->count; i++)
        check_link(r, &l->items[i], window);
    for (size_t i = 1; i < l->count; i++)
        assert_true(l->items[i].score <= l->items[i - 1].score);
}

static void sums_to_one(const float *scores, size_t count)
{
    float total = 0;
    for (size_t i = 0; i < count; i++)
        total += scores[i];
    assert_true(total > 0.999f && total < 1.001f);
}

static void check_acts(const reading *r)
{
    for (size_t i = 0; i < r->act_count; i++) {
        const read_act *act = &r->acts[i];
        within_text(act->at, strlen(text));
        assert_true(span_contains(r->windows[act->window], act->at));
        assert_true(!i || act[-1].at.start <= act->at.start);
        sums_to_one(act->code, READ_CODES);
        sums_to_one(act->status, READ_STATUSES);
        check_links(r, &act->source, act->window);
        check_links(r, &act->target, act->window);
        check_link(r, &act->voice, act->window);
        check_link(r, &act->place, act->window);
        assert_true(act->voice.kind != READ_SPAN ||
                    act->voice.mention != SIZE_MAX);
        assert_true(act->place.mention == SIZE_MAX);
    }
}

static void check_mentions(const reading *r)
{
    for (size_t i = 0; i < r->mention_count; i++) {
        const read_mention *m = &r->mentions[i];
        within_text(m->at, strlen(text));
        sums_to_one(m->role, READ_ROLES);
        check_links(r, &m->same, m->window);
        for (size_t j = 0; j < m->same.count; j++)
            assert_true(m->same.items[j].mention != i);
        if (!i)
            continue;
        assert_false(span_equal(m->at, m[-1].at));
        assert_true(m[-1].at.start <= m->at.start);
    }
}

static void check_voices(const reading *r)
{
    for (size_t i = 0; i < r->voice_count; i++) {
        const read_voice *v = &r->voices[i];
        within_text(v->cue, strlen(text));
        check_link(r, &v->source, v->window);
        for (size_t j = 0; j < v->part_count; j++)
            assert_true(span_contains(v->content, v->parts[j]));
    }
}

/* Sentences follow one another and leave out nothing but space. */
static void check_sentences(const reading *r)
{
    uint32_t at = 0;
    assert_true(r->sentence_count >= 4);
    for (size_t i = 0; i < r->sentence_count; i++) {
        within_text(r->sentences[i], strlen(text));
        for (; at < r->sentences[i].start; at++)
            assert_true(text[at] == ' ' || text[at] == '\n');
        at = r->sentences[i].end;
        assert_null(memchr(text + r->sentences[i].start, '\n',
                           span_length(r->sentences[i])));
    }
    assert_int_equal(at, strlen(text));
}

static void readings_hold_together(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    reading r = read_text(text, strlen(text), &a);
    assert_true(r.act_count && r.mention_count && r.voice_count &&
                r.name_count && r.window_count);
    check_acts(&r);
    check_mentions(&r);
    check_voices(&r);
    check_sentences(&r);
    arena_free(&a);
}

static void same_links(const read_links *one, const read_links *two)
{
    assert_int_equal(one->count, two->count);
    for (size_t i = 0; i < one->count; i++) {
        const read_link *a = &one->items[i], *b = &two->items[i];
        assert_true(a->kind == b->kind && a->score == b->score &&
                    span_equal(a->at, b->at) && a->mention == b->mention);
    }
}

static void same_reading(const reading *one, const reading *two)
{
    assert_int_equal(one->act_count, two->act_count);
    assert_int_equal(one->mention_count, two->mention_count);
    assert_int_equal(one->pieces, two->pieces);
    for (size_t i = 0; i < one->act_count; i++) {
        const read_act *a = &one->acts[i], *b = &two->acts[i];
        assert_true(span_equal(a->at, b->at) && a->score == b->score);
        assert_memory_equal(a->code, b->code, sizeof a->code);
        same_links(&a->source, &b->source);
        same_links(&a->target, &b->target);
    }
    for (size_t i = 0; i < one->mention_count; i++) {
        assert_memory_equal(one->mentions[i].role, two->mentions[i].role,
                            sizeof one->mentions[i].role);
        same_links(&one->mentions[i].same, &two->mentions[i].same);
    }
}

/* What was read before, longer or shorter, leaves no trace. */
static void a_reused_reader_reads_the_same(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    reading first = read_text(text, strlen(text), &a);
    read_text("Rebels attack.", 14, &a);
    char longer[6000];
    memset(longer, 'x', sizeof longer);
    for (size_t i = 0; i < sizeof longer; i += 3)
        longer[i] = i % 100 ? ' ' : '.';
    read_text(longer, sizeof longer, &a);
    reading again = read_text(text, strlen(text), &a);
    same_reading(&first, &again);
    reader *other = reader_new(model, NULL), *before = hand;
    hand = other;
    reading fresh = read_text(text, strlen(text), &a);
    hand = before;
    same_reading(&first, &fresh);
    reader_free(other);
    arena_free(&a);
}

static void nothing_to_read(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    reading r = read_text("", 0, &a);
    assert_true(!r.act_count && !r.sentence_count && !r.window_count);
    r = read_text(" \n\n\u200b\n", 6, &a);
    assert_true(!r.act_count && !r.sentence_count && !r.pieces);
    arena_free(&a);
}

static void bad_text_is_refused(void **state)
{
    (void)state;
    arena a = ARENA_EMPTY;
    reading out;
    casus_error error;
    assert_false(reader_read(hand, "the \xff army", 10, &a, &out, &error));
    assert_int_equal(error.code, CASUS_BAD_TEXT);
    assert_int_equal(error.offset, 4);
    assert_false(reader_read(hand, text, (size_t)CASUS_TEXT_LIMIT + 1, &a, &out,
                             &error));
    assert_int_equal(error.code, CASUS_TOO_LARGE);
    arena_free(&a);
}

/* One line without a stop or a space, and one of nothing but brackets. */
static void odd_texts_are_read(void **state)
{
    (void)state;
    enum { LENGTH = 20000 };
    static char odd[LENGTH];
    arena a = ARENA_EMPTY;
    memset(odd, 'a', LENGTH);
    reading r = read_text(odd, LENGTH, &a);
    assert_int_equal(r.pieces, 1);
    memset(odd, '(', LENGTH);
    r = read_text(odd, LENGTH, &a);
    assert_int_equal(r.pieces, LENGTH);
    assert_true(r.window_count >= LENGTH / 254);
    arena_free(&a);
}

static void time_is_told(void **state)
{
    (void)state;
    reader_times spent = reader_spent(hand);
    assert_true(spent.pieces > 0 && spent.encoder > 0 && spent.heads > 0);
}

static int open_model(void **state)
{
    (void)state;
    model = vectors_model(FIXTURE("tiny-int8.casus"));
    hand = reader_new(model, NULL);
    return hand ? 0 : -1;
}

static int close_model(void **state)
{
    (void)state;
    reader_free(hand);
    read_model_close(model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readings_hold_together),
        cmocka_unit_test(a_reused_reader_reads_the_same),
        cmocka_unit_test(nothing_to_read),
        cmocka_unit_test(bad_text_is_refused),
        cmocka_unit_test(odd_texts_are_read),
        cmocka_unit_test(time_is_told)};
    return cmocka_run_group_tests(tests, open_model, close_model);
}

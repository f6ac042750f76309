/* Paragraphs and windows, against train/'s vectors and by hand. */
#include "vectors.h"

#include <stdio.h>
#include <string.h>

#include "read/windows.h"

static read_model *model;
static pieces cut;
static windows made;

static void cut_text(const char *text, size_t length, size_t limit,
                     size_t hash_cut)
{
    assert_true(
        windows_cut(&made, &cut, model->words, text, length, limit, hash_cut));
}

static void same_view(const json_t *want, const window_view *view)
{
    const json_t *ids = json_object_get(want, "pieces");
    const json_t *cases = json_object_get(want, "cases");
    const json_t *bytes = json_object_get(want, "bytes");
    assert_int_equal(view->size, json_array_size(ids));
    for (size_t i = 0; i < view->size; i++) {
        const json_t *at = json_array_get(bytes, i);
        assert_int_equal(view->ids[i], vectors_integer(ids, i));
        assert_int_equal(view->cases[i], vectors_integer(cases, i));
        assert_int_equal(view->real[i], vectors_integer(at, 0) >= 0);
        if (!view->real[i])
            continue;
        assert_int_equal(view->at[i].start, vectors_integer(at, 0));
        assert_int_equal(view->at[i].end, vectors_integer(at, 1));
    }
}

static void same_as_training(void **state)
{
    (void)state;
    static window_view view;
    json_t *all = vectors_load(FIXTURE("tiny-vectors.json")), *one;
    size_t number;
    json_array_foreach(json_object_get(all, "texts"), number, one)
    {
        const json_t *text = json_object_get(one, "text");
        const json_t *want = json_object_get(one, "windows");
        cut_text(json_string_value(text), json_string_length(text),
                 model->config.window, model->config.hash_cut);
        assert_int_equal(made.window_count, json_array_size(want));
        for (size_t i = 0; i < made.window_count; i++) {
            windows_view(&made, i, &cut, model->words, &view);
            same_view(json_array_get(want, i), &view);
        }
    }
    json_decref(all);
}

/* No hash is 0 modulo this: windows end only where they are full. */
enum { NEVER = 1 << 20 };

static void nothing_to_read(void **state)
{
    (void)state;
    cut_text("", 0, 20, NEVER);
    assert_int_equal(made.window_count, 0);
    cut_text("\n \n\t\n\u200b\n", 8, 20, NEVER);
    assert_int_equal(made.window_count, 0);
    assert_int_equal(made.paragraph_count, 0);
}

static void whole_paragraphs_fill_a_window(void **state)
{
    (void)state;
    /* 6 + 1, 6 + 1 and 6 + 1 of at most 16 + 1. */
    const char *text = "the army was in the war\n\nthe army was in the war\n"
                       "the army was in the war";
    cut_text(text, strlen(text), 16, NEVER);
    assert_int_equal(made.paragraph_count, 3);
    assert_int_equal(made.window_count, 2);
    assert_int_equal(made.windows[0].stop, 2);
}

static size_t part(size_t number)
{
    return made.paragraphs[number].stop - made.paragraphs[number].first;
}

static void long_paragraphs_end_with_a_sentence(void **state)
{
    (void)state;
    const char *text = "the army was in the war. \"the police was.\") the "
                       "president said the war was on and on and on";
    cut_text(text, strlen(text), 16, NEVER);
    assert_int_equal(made.paragraph_count, 2);
    assert_int_equal(part(0), 14); /* up to .") */
    cut_text(text, strlen(text), 13, NEVER);
    assert_int_equal(part(0), 13); /* the ) does not fit any more */
    cut_text(text, strlen(text), 7, NEVER);
    assert_int_equal(part(0), 7);
    assert_int_equal(part(1), 7);
    assert_int_equal(part(2), 7); /* no sentence ends: cut where it is full */
    assert_int_equal(part(3), 4);
}

static void a_hash_ends_its_window(void **state)
{
    (void)state;
    const char *text = "the army\nthe police\nthe war\n";
    cut_text(text, strlen(text), 254, 1);
    assert_int_equal(made.window_count, 3);
    cut_text(text, strlen(text), 254, NEVER);
    assert_int_equal(made.window_count, 1);
}

/* What stands around a copied text changes only the windows at its edges. */
static void copies_fall_into_the_same_windows(void **state)
{
    (void)state;
    static char alone[8192], within[8192];
    size_t length = 0, tail = 0;
    for (int i = 0; i < 40; i++)
        length += (size_t)snprintf(alone + length, sizeof alone - length,
                                   "the army said %d was the war %d\n",
                                   i * 7919, i * i);
    int head = snprintf(within, sizeof within, "talks in paris\n%s", alone);
    assert_true(head > 0);
    cut_text(alone, length, 64, 4);
    size_t count = made.window_count, same = 0;
    uint32_t ends[64];
    assert_in_range(count, 8, 63);
    for (size_t i = 0; i < count; i++)
        ends[i] = made.windows[i].stop;
    cut_text(within, (size_t)head, 64, 4);
    for (size_t i = 0; i < made.window_count; i++)
        for (size_t j = 0; j < count; j++)
            same += made.windows[i].stop == ends[j] + 1;
    tail = count - same;
    assert_in_range(tail, 0, 2);
}

static void paragraph_ends_in_view(void **state)
{
    (void)state;
    static window_view view;
    const char *text = "the army\nthe war was on";
    cut_text(text, strlen(text), 254, NEVER);
    windows_view(&made, 0, &cut, model->words, &view);
    assert_int_equal(view.size, 9); /* CLS 2 SEP 4 SEP */
    assert_false(view.real[0] || view.real[3] || view.real[8]);
    assert_int_equal(view.paragraph_end[1], 2);
    assert_int_equal(view.paragraph_end[4], 7);
}

static int open_model(void **state)
{
    (void)state;
    model = vectors_model(FIXTURE("tiny-int8.casus"));
    made = WINDOWS_EMPTY;
    cut = PIECES_EMPTY;
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    windows_free(&made);
    pieces_free(&cut);
    read_model_close(model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_training),
        cmocka_unit_test(nothing_to_read),
        cmocka_unit_test(whole_paragraphs_fill_a_window),
        cmocka_unit_test(long_paragraphs_end_with_a_sentence),
        cmocka_unit_test(a_hash_ends_its_window),
        cmocka_unit_test(copies_fall_into_the_same_windows),
        cmocka_unit_test(paragraph_ends_in_view)};
    return cmocka_run_group_tests(tests, open_model, close_model);
}

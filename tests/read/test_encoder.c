/* The encoder and the heads of the tiny model against PyTorch (fp32) and the
 * reference arithmetic of train/ (int8). */
#include "vectors.h"

#include <math.h>
#include <string.h>

#include "read/heads.h"
#include "read/windows.h"

enum { SPANS = 2 };

/* How far off a model's numbers are. A level that falls on the other side of a
 * half, since floats were added in another order, changes a row of int8 results
 * by a level's worth; so some may be far off there, but few. */
typedef struct {
    double near, far;
    size_t count, beyond;
} measure;

static void compare(measure *m, const json_t *want, const float *got)
{
    for (size_t i = 0; i < json_array_size(want); i++) {
        double off =
            fabs(json_number_value(json_array_get(want, i)) - (double)got[i]);
        if (!(off <= m->far))
            fail_msg("off by %g", off);
        m->count++;
        m->beyond += off > m->near;
    }
}

static void compare_rows(measure *m, const json_t *want, const float *got,
                         size_t width)
{
    for (size_t i = 0; i < json_array_size(want); i++)
        compare(m, json_array_get(want, i), got + i * width);
}

/* The vectors hold logits, the heads give probabilities. */
static void compare_softmax(measure *m, const json_t *logits, const float *got)
{
    float want[READ_ROLES];
    size_t count = json_array_size(logits);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        want[i] = (float)json_number_value(json_array_get(logits, i));
    heads_softmax(want, count);
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_real((double)want[i]));
    compare(m, list, got);
    json_decref(list);
}

static void compare_links(measure *m, heads *h, const json_t *asked,
                          size_t number)
{
    static const char *const names[RELATIONS] = {
        "source", "target", "voice", "place", "same", "speaker", "content"};
    float scores[WINDOW_SIZE];
    for (size_t r = 0; r < RELATIONS; r++) {
        const json_t *link =
            json_object_get(json_object_get(asked, "links"), names[r]);
        heads_starts(h, number, (relation)r, scores);
        compare(m, json_object_get(link, "start"), scores);
        heads_ends(h, number, (relation)r, scores);
        compare(m, json_object_get(link, "end"), scores);
        compare(m, json_object_get(link, "null"),
                heads_nulls(h, number, (relation)r));
    }
}

static void compare_spans(measure *m, heads *h, const json_t *spans)
{
    extent at[SPANS];
    float codes[SPANS * READ_CODES], statuses[SPANS * READ_STATUSES],
        roles[SPANS * READ_ROLES];
    size_t count = json_array_size(spans);
    assert_in_range(count, 1, SPANS);
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_array_get(spans, i);
        at[i].first =
            (uint16_t)json_integer_value(json_object_get(one, "first"));
        at[i].last = (uint16_t)json_integer_value(json_object_get(one, "last"));
    }
    assert_true(heads_spans(h, at, count));
    assert_true(heads_acts(h, codes, statuses));
    assert_true(heads_roles(h, roles));
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_array_get(spans, i);
        compare_links(m, h, one, i);
        compare_softmax(m, json_object_get(one, "code"),
                        codes + i * READ_CODES);
        compare_softmax(m, json_object_get(one, "status"),
                        statuses + i * READ_STATUSES);
        compare_softmax(m, json_object_get(one, "role"),
                        roles + i * READ_ROLES);
    }
}

static void compare_text(measure *m, encoder *e, heads *h, const json_t *text,
                         const char *kind)
{
    static window_view view;
    const json_t *words = json_object_get(text, "text"), *one;
    const read_model *model = e->model;
    pieces p = PIECES_EMPTY;
    windows w = WINDOWS_EMPTY;
    size_t number;
    assert_true(windows_cut(&w, &p, model->words, json_string_value(words),
                            json_string_length(words), model->config.window,
                            model->config.hash_cut));
    json_array_foreach(json_object_get(text, "windows"), number, one)
    {
        const json_t *want = json_object_get(one, kind);
        if (!want)
            continue;
        windows_view(&w, number, &p, model->words, &view);
        assert_true(encoder_run(e, view.ids, view.cases, view.size));
        assert_true(heads_window(h, view.size));
        compare_rows(m, json_object_get(want, "hidden"), e->x,
                     model->config.width);
        compare_rows(m, json_object_get(want, "tags"), h->tags, TAG_ROWS);
        compare_spans(m, h, json_object_get(want, "spans"));
    }
    windows_free(&w);
    pieces_free(&p);
}

static void compare_all(measure *m, const char *path, const char *kind,
                        const kernels *with)
{
    read_model *model = vectors_model(path);
    if (with)
        model->kernels = with;
    json_t *all = vectors_load(FIXTURE("tiny-vectors.json")), *text;
    encoder e;
    heads h;
    size_t number;
    assert_true(encoder_init(&e, model));
    assert_true(heads_init(&h, &e));
    json_array_foreach(json_object_get(all, "texts"), number, text)
        compare_text(m, &e, &h, text, kind);
    assert_true(m->count > 10000);
    heads_free(&h);
    encoder_free(&e);
    read_model_close(model);
    json_decref(all);
}

static void floats_as_in_training(void **state)
{
    (void)state;
    measure m = {1e-4, 1e-3, 0, 0};
    compare_all(&m, FIXTURE("tiny-fp32.casus"), "fp32", NULL);
    assert_int_equal(m.beyond, 0);
}

static void levels_as_in_the_reference(void **state)
{
    (void)state;
    const kernels *tables[] = {kernels_512(), kernels_256(), kernels_plain()};
    for (size_t i = 0; i < 3; i++) {
        measure m = {1e-4, 0.1, 0, 0};
        if (!tables[i])
            continue;
        compare_all(&m, FIXTURE("tiny-int8.casus"), "int8", tables[i]);
        assert_true(m.beyond * 50 < m.count);
    }
}

/* A row of a product depends on that row alone, however rows are grouped. */
static void rows_do_not_depend_on_their_block(void **state)
{
    (void)state;
    enum { ROWS = 100 };
    static float x[ROWS * 64], whole[ROWS * 192], single[4 * 192];
    read_model *model = vectors_model(FIXTURE("tiny-int8.casus"));
    encoder e;
    assert_true(encoder_init(&e, model));
    for (size_t i = 0; i < ROWS * 64; i++)
        x[i] = (float)((i * 7919) % 1000) / 500 - 1;
    const linear *qkv = &model->layers[0].qkv;
    assert_true(encoder_apply(&e, qkv, x, ROWS, false, whole));
    for (size_t row = 0; row < ROWS; row += 4) {
        assert_true(encoder_apply(&e, qkv, x + row * 64, 4, false, single));
        assert_memory_equal(single, whole + row * 192, sizeof single);
    }
    encoder_free(&e);
    read_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(floats_as_in_training),
        cmocka_unit_test(levels_as_in_the_reference),
        cmocka_unit_test(rows_do_not_depend_on_their_block)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

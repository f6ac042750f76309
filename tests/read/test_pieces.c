/* Pieces against Hugging Face's tokenizers (make_pieces.py wrote the vectors),
 * and a few whose reason can be read here. */
#include "vectors.h"

#include <string.h>

#include "read/pieces.h"

static read_model *model;
static pieces cut;

static const pieces *cut_text(const char *text, size_t length)
{
    cut.count = 0;
    assert_true(pieces_cut(&cut, model->words, text, 0, length));
    return &cut;
}

static void same_as_tokenizers(void **state)
{
    (void)state;
    json_t *rows = vectors_load(FIXTURE("tiny-pieces.json")), *row;
    size_t number;
    json_array_foreach(rows, number, row)
    {
        const json_t *text = json_object_get(row, "text");
        const json_t *want = json_object_get(row, "pieces");
        const pieces *p =
            cut_text(json_string_value(text), json_string_length(text));
        assert_int_equal(p->count, json_array_size(want));
        for (size_t i = 0; i < p->count; i++) {
            const json_t *one = json_array_get(want, i);
            assert_int_equal(p->items[i].id, vectors_integer(one, 0));
            assert_int_equal(p->items[i].at.start, vectors_integer(one, 1));
            assert_int_equal(p->items[i].at.end, vectors_integer(one, 2));
            assert_int_equal(p->items[i].letters, vectors_integer(one, 3));
        }
    }
    assert_true(number > 80);
    json_decref(rows);
}

/* The pieces of a text, joined by spaces. */
static const char *written(const char *text)
{
    static char out[512];
    size_t used = 0, length;
    const pieces *p = cut_text(text, strlen(text));
    for (size_t i = 0; i < p->count; i++) {
        const char *bytes =
            vocabulary_piece(model->words, p->items[i].id, &length);
        if (used)
            out[used++] = ' ';
        memcpy(out + used, bytes, length);
        used += length;
    }
    out[used] = '\0';
    return out;
}

static void reads_as_written(void **state)
{
    (void)state;
    assert_string_equal(written("The spokesmen"), "the spokes ##men");
    assert_string_equal(written("Caf\u00e9, na\u00efve!"), "cafe , naive !");
    assert_string_equal(written("cafe\u0301"), "cafe");
    assert_string_equal(written("\u6771\u4eac"), "\u6771 \u4eac");
    assert_string_equal(written("re\u00adport"), "report");
    assert_string_equal(written("\u6f22"), "[UNK]");
    assert_string_equal(written("[SEP]"), "[ s ##e ##p ]");
}

static letter_case only_case(const char *text)
{
    const pieces *p = cut_text(text, strlen(text));
    assert_int_equal(p->count, 1);
    return (letter_case)p->items[0].letters;
}

static void cases(void **state)
{
    (void)state;
    assert_int_equal(only_case("army"), CASE_LOWER);
    assert_int_equal(only_case("Army"), CASE_CAPITAL);
    assert_int_equal(only_case("ARMY"), CASE_CAPITALS);
    assert_int_equal(only_case("aRMY"), CASE_MIXED);
    assert_int_equal(only_case("A"), CASE_CAPITAL);
    assert_int_equal(only_case("7"), CASE_NONE);
}

/* A piece's bytes reach over what was dropped inside it, not around it. */
static void spans_over_dropped(void **state)
{
    (void)state;
    const char *text = "\u200b re\u00adport\u200b";
    const pieces *p = cut_text(text, strlen(text));
    assert_int_equal(p->count, 1);
    assert_int_equal(p->items[0].at.start, 4);
    assert_int_equal(p->items[0].at.end, 12);
}

static int open_model(void **state)
{
    (void)state;
    model = vectors_model(FIXTURE("tiny-int8.casus"));
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    pieces_free(&cut);
    read_model_close(model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_as_tokenizers),
                                       cmocka_unit_test(reads_as_written),
                                       cmocka_unit_test(cases),
                                       cmocka_unit_test(spans_over_dropped)};
    return cmocka_run_group_tests(tests, open_model, close_model);
}

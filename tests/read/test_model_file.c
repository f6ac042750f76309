/* Model files that are cut, altered, alien or made to mislead: each is refused,
 * with a message that says what is wrong with it. */
#include "vectors.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A model file taken apart. */
typedef struct {
    json_t *header;
    unsigned char *data;
    size_t size;
} parts;

static char path[64];

static unsigned char *read_all(const char *name, size_t *size)
{
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    unsigned char *bytes = malloc(4 << 20);
    *size = fread(bytes, 1, 4 << 20, file);
    fclose(file);
    return bytes;
}

static void write_file(const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static parts take_apart(void)
{
    size_t size, length = 0;
    unsigned char *bytes = read_all(FIXTURE("tiny-int8.casus"), &size);
    for (size_t i = 8; i-- > 0;)
        length = length << 8 | bytes[i];
    parts p = {json_loadb((char *)bytes + 8, length, 0, NULL), malloc(size),
               size - 8 - length};
    memcpy(p.data, bytes + 8 + length, p.size);
    free(bytes);
    return p;
}

/* Writes the file anew, its header padded, and frees the parts. */
static void put_together(parts p)
{
    char *text = json_dumps(p.header, JSON_COMPACT);
    size_t length = strlen(text), padded = (8 + length + 63) / 64 * 64 - 8;
    unsigned char *bytes = malloc(8 + padded + p.size);
    for (size_t i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(padded >> 8 * i);
    memset(bytes + 8, ' ', padded);
    memcpy(bytes + 8, text, length);
    memcpy(bytes + 8 + padded, p.data, p.size);
    write_file(bytes, 8 + padded + p.size);
    free(bytes);
    free(text);
    free(p.data);
    json_decref(p.header);
}

static json_t *metadata(parts p)
{
    return json_object_get(p.header, "__metadata__");
}

/* Gives altered data its right hash. */
static void hash_again(parts p)
{
    struct sha256_ctx context;
    unsigned char digest[SHA256_DIGEST_SIZE];
    char text[2 * SHA256_DIGEST_SIZE + 1];
    sha256_init(&context);
    sha256_update(&context, p.size, p.data);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    json_object_set_new(metadata(p), "sha256", json_string(text));
}

static void refused(const char *message)
{
    casus_error error = {CASUS_OK, "", 0};
    assert_null(read_model_open(path, &error));
    assert_string_equal(error.message, message);
    assert_int_not_equal(error.code, CASUS_OK);
}

static void whole_file_opens(void **state)
{
    (void)state;
    put_together(take_apart());
    read_model *model = vectors_model(path);
    assert_string_equal(read_model_property(model, "licence"), "CC0-1.0");
    assert_null(read_model_property(model, "nothing"));
    double cut, bias, weights[4];
    assert_int_equal(read_model_confidence(model, &cut, &bias, weights, 4), 1);
    assert_true(weights[0] == 1.0 && cut == 0.0 && bias == 0.0);
    read_model_close(model);
}

static void missing_or_no_file(void **state)
{
    (void)state;
    casus_error error;
    assert_null(read_model_open("/nowhere/reader.casus", &error));
    assert_int_equal(error.code, CASUS_NO_FILE);
    assert_null(read_model_open("/tmp", &error));
    assert_int_equal(error.code, CASUS_NO_FILE);
}

static void cut_short(void **state)
{
    (void)state;
    size_t size;
    unsigned char *bytes = read_all(FIXTURE("tiny-int8.casus"), &size);
    write_file(bytes, size - 1);
    refused("the model file is cut short");
    write_file(bytes, size / 2);
    refused("the model file is cut short");
    write_file(bytes, 1000);
    refused("the model file is cut short");
    write_file(bytes, 5);
    refused("the file is not a casus model");
    write_file(bytes, 0);
    refused("the model file is empty");
    free(bytes);
}

static void longer_than_it_says(void **state)
{
    (void)state;
    size_t size;
    unsigned char *bytes = read_all(FIXTURE("tiny-int8.casus"), &size);
    bytes[size] = 0;
    write_file(bytes, size + 1);
    refused("the model file goes on after its data");
    free(bytes);
}

static void one_bit_flipped(void **state)
{
    (void)state;
    parts p = take_apart();
    p.data[p.size / 3] ^= 1;
    put_together(p);
    refused("the model file was altered: its SHA-256 is wrong");
}

static void alien(void **state)
{
    (void)state;
    const char *text = "Dear reader, this is no model but a letter.";
    write_file(text, strlen(text));
    refused("the file is not a casus model");
    char absurd[64] = "";
    memset(absurd, 0xFF, 8);
    absurd[8] = '{';
    write_file(absurd, sizeof absurd);
    refused("the file is not a casus model");
    parts p = take_apart();
    json_object_set_new(metadata(p), "format", json_string("pt"));
    put_together(p);
    refused("the file is not a casus model");
}

static void other_version(void **state)
{
    (void)state;
    parts p = take_apart();
    json_object_set_new(metadata(p), "version", json_string("2"));
    put_together(p);
    refused("the model file is of another version");
}

/* Metadata whose JSON has one value replaced. */
static void replace(const char *name, const char *key, json_t *value)
{
    parts p = take_apart();
    const char *text = json_string_value(json_object_get(metadata(p), name));
    json_t *inner = json_loads(text, 0, NULL);
    json_object_set_new(inner, key, value);
    char *changed = json_dumps(inner, 0);
    json_object_set_new(metadata(p), name, json_string(changed));
    put_together(p);
    free(changed);
    json_decref(inner);
}

static void other_labels(void **state)
{
    (void)state;
    const char *message = "the model has other labels than this program";
    replace("labels", "statuses",
            json_pack("[sssss]", "negated", "actual", "possible", "conditional",
                      "intended"));
    refused(message);
    replace("labels", "nulls",
            json_pack("[sss]", "none", "unnamed", "elsewhere"));
    refused(message);
    replace("labels", "tags", json_pack("{s[ss]}", "trigger", "O", "B-ACT"));
    refused(message);
    parts p = take_apart();
    json_object_set_new(metadata(p), "labels", json_string("[["));
    put_together(p);
    refused(message);
}

static void sizes_out_of_range(void **state)
{
    (void)state;
    const char *message = "the model's sizes are out of range";
    replace("config", "layers", json_integer(0));
    refused(message);
    replace("config", "heads", json_integer(-2));
    refused(message);
    replace("config", "width", json_integer(65));
    refused(message);
    replace("config", "inner", json_integer(INT64_MAX));
    refused(message);
    replace("config", "pieces", json_string("188"));
    refused(message);
    replace("window", "pieces", json_integer(255)); /* of 256 positions */
    refused(message);
}

static void calibration_not_numbers(void **state)
{
    (void)state;
    const char *message = "the model's calibration cannot be read";
    replace("calibration", "trigger_bias", json_string("0"));
    refused(message);
    replace("calibration", "more", json_pack("{sf}", "source", 1e30));
    refused(message);
    replace("calibration", "confidence", json_object());
    refused(message);
}

static void shapes_that_disagree(void **state)
{
    (void)state;
    replace("config", "layers", json_integer(3));
    refused("a tensor of the model is missing");
    replace("config", "layers", json_integer(1));
    refused("the model has tensors that nothing uses");
    replace("config", "inner", json_integer(64));
    refused("a tensor of the model is of another shape");
    parts p = take_apart();
    json_object_set_new(json_object_get(p.header, "layer.0.up.weight"), "shape",
                        json_pack("[ii]", 64, 128));
    put_together(p);
    refused("a tensor of the model is of another shape");
    p = take_apart();
    json_object_set_new(json_object_get(p.header, "layer.0.up.weight"), "dtype",
                        json_string("U8"));
    put_together(p);
    refused("a tensor of the model is of another type");
}

/* One tensor's description replaced by another. */
static void describe(const char *name, json_t *description)
{
    parts p = take_apart();
    json_object_set_new(p.header, name, description);
    put_together(p);
}

static void bad_descriptions(void **state)
{
    (void)state;
    const char *message = "a tensor of the model is badly described";
    describe("tag.bias", json_integer(1));
    refused(message);
    describe("tag.bias", json_pack("{ss s[i] s[ii]}", "dtype", "F64", "shape",
                                   26, "data_offsets", 94168, 94272));
    refused(message);
    describe("tag.bias", json_pack("{ss s[i] s[ii]}", "dtype", "F32", "shape",
                                   26, "data_offsets", 94272, 94168));
    refused(message);
    describe("tag.bias", json_pack("{ss s[II] s[ii]}", "dtype", "F32", "shape",
                                   (json_int_t)1 << 62, (json_int_t)4,
                                   "data_offsets", 94168, 94168));
    refused(message);
    describe("tag.bias", json_pack("{ss s[i] s[ii]}", "dtype", "F32", "shape",
                                   26, "data_offsets", 94164, 94268));
    refused("the model's tensors overlap or leave gaps");
}

static size_t offset_of(parts p, const char *name)
{
    const json_t *at =
        json_object_get(json_object_get(p.header, name), "data_offsets");
    return (size_t)json_integer_value(json_array_get(at, 0));
}

static void numbers_out_of_range(void **state)
{
    (void)state;
    const char *message = "the model holds numbers out of range";
    parts p = take_apart();
    p.data[offset_of(p, "layer.1.up.weight")] = 64;
    hash_again(p);
    put_together(p);
    refused(message);
    p = take_apart();
    memset(p.data + offset_of(p, "tag.bias"), 0xFF, 4); /* not a number */
    hash_again(p);
    put_together(p);
    refused(message);
}

static void vocabularies(void **state)
{
    (void)state;
    const char *message = "the model's vocabulary is malformed";
    static const struct {
        const char *from, *to;
    } changes[] = {{"[CLS]", "[CLX]"},         /* no [CLS] */
                   {"\nthe\n", "\nand\n"},     /* a piece twice */
                   {"\nwar\n", "\nw\nr\n"},    /* one piece more */
                   {"\nwar\n", "\nw\xffr\n"}}; /* no UTF-8 */
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        parts p = take_apart();
        size_t from = offset_of(p, "vocabulary"), n = strlen(changes[i].from);
        while (memcmp(p.data + from, changes[i].from, n))
            from++;
        memcpy(p.data + from, changes[i].to, n);
        hash_again(p);
        put_together(p);
        refused(message);
    }
}

/* Whatever is flipped in the header, opening neither crashes nor hangs. */
static void any_byte_of_the_header(void **state)
{
    (void)state;
    size_t size;
    unsigned char *bytes = read_all(FIXTURE("tiny-int8.casus"), &size);
    for (size_t at = 0; at < 9000; at += 29) {
        casus_error error;
        unsigned char before = bytes[at];
        bytes[at] = (unsigned char)(before ^ (1u << at % 7));
        write_file(bytes, size);
        read_model_close(read_model_open(path, &error));
        bytes[at] = before;
    }
    free(bytes);
}

static int make_path(void **state)
{
    (void)state;
    strcpy(path, "/tmp/casus-model-XXXXXX");
    int file = mkstemp(path);
    return file < 0 ? -1 : close(file);
}

static int remove_path(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_file_opens),
        cmocka_unit_test(missing_or_no_file),
        cmocka_unit_test(cut_short),
        cmocka_unit_test(longer_than_it_says),
        cmocka_unit_test(one_bit_flipped),
        cmocka_unit_test(alien),
        cmocka_unit_test(other_version),
        cmocka_unit_test(other_labels),
        cmocka_unit_test(sizes_out_of_range),
        cmocka_unit_test(calibration_not_numbers),
        cmocka_unit_test(shapes_that_disagree),
        cmocka_unit_test(bad_descriptions),
        cmocka_unit_test(numbers_out_of_range),
        cmocka_unit_test(vocabularies),
        cmocka_unit_test(any_byte_of_the_header)};
    return cmocka_run_group_tests(tests, make_path, remove_path);
}

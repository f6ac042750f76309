#include "read/model_file.h"

#include <fcntl.h>
#include <math.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEADER_LIMIT = 4 << 20,
    TENSOR_LIMIT = 4096,
    ALIGNMENT = 64,
    LARGEST_LEVEL = 63
};

static const uint64_t file_limit = UINT64_C(4) << 30;

struct model_file {
    const unsigned char *bytes;
    size_t size;
    const unsigned char *data;
    uint64_t data_size;
    json_t *header;
    tensor *tensors; /* by name */
    size_t count;
};

static bool bad(casus_error *error, const char *message, uint64_t offset)
{
    return error_set(error, CASUS_BAD_FILE, message, (size_t)offset);
}

static bool cut(casus_error *error, uint64_t size)
{
    return bad(error, "the model file is cut short", size);
}

static bool alien(casus_error *error)
{
    return bad(error, "the file is not a casus model", 0);
}

static bool map(model_file *f, const char *path, casus_error *error)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(error, CASUS_NO_FILE,
                         "the model file cannot be opened", 0);
    void *bytes = MAP_FAILED;
    bool regular = !fstat(file, &status) && S_ISREG(status.st_mode);
    uint64_t size = regular ? (uint64_t)status.st_size : 0;
    if (size && size <= file_limit)
        bytes = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (!regular)
        return error_set(error, CASUS_NO_FILE, "the model is not a file", 0);
    if (!size)
        return bad(error, "the model file is empty", 0);
    if (size > file_limit)
        return error_set(error, CASUS_TOO_LARGE, "the model file is too large",
                         0);
    if (bytes == MAP_FAILED)
        return error_set(error, CASUS_NO_FILE,
                         "the model file cannot be mapped", 0);
    f->bytes = bytes;
    f->size = (size_t)size;
    return true;
}

static uint64_t little_endian(const unsigned char *bytes)
{
    uint64_t value = 0;
    for (size_t i = 8; i-- > 0;)
        value = value << 8 | bytes[i];
    return value;
}

static bool parse_header(model_file *f, casus_error *error)
{
    if (f->size < 10)
        return alien(error);
    uint64_t length = little_endian(f->bytes);
    if (length > HEADER_LIMIT || f->bytes[8] != '{')
        return alien(error);
    if (length > f->size - 8)
        return cut(error, f->size);
    f->header = json_loadb((const char *)f->bytes + 8, (size_t)length,
                           JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(f->header))
        return alien(error);
    if ((8 + length) % ALIGNMENT)
        return bad(error, "the model's data is not aligned", 8 + length);
    f->data = f->bytes + 8 + length;
    f->data_size = f->size - 8 - length;
    return true;
}

static bool check_kind(const model_file *f, casus_error *error)
{
    const char *format = model_file_string(f, "format");
    const char *version = model_file_string(f, "version");
    if (!format || strcmp(format, "casus-reader"))
        return alien(error);
    if (!version || strcmp(version, "1"))
        return bad(error, "the model file is of another version", 0);
    return true;
}

static bool read_size(const json_t *value, uint64_t *out)
{
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < 0)
        return false;
    *out = (uint64_t)number;
    return true;
}

static bool read_type(const json_t *value, tensor_type *type)
{
    static const char *const names[] = {"F32", "I8", "U8"};
    const char *name = json_string_value(value);
    for (size_t i = 0; name && i < 3; i++)
        if (!strcmp(name, names[i])) {
            *type = (tensor_type)i;
            return true;
        }
    return false;
}

/* The bytes of a tensor's shape; 0 where it is no shape. */
static uint64_t read_shape(const json_t *value, tensor *t)
{
    uint64_t items = 1;
    t->dimensions = json_array_size(value);
    if (t->dimensions < 1 || t->dimensions > 2)
        return 0;
    t->shape[1] = 1;
    for (size_t i = 0; i < t->dimensions; i++) {
        uint64_t size;
        if (!read_size(json_array_get(value, i), &size) || !size ||
            size > file_limit / items)
            return 0;
        t->shape[i] = (size_t)size;
        items *= size;
    }
    return t->type == TENSOR_F32 ? items * sizeof(float) : items;
}

static bool read_tensor(const json_t *value, tensor *t)
{
    const json_t *offsets = json_object_get(value, "data_offsets");
    if (!read_type(json_object_get(value, "dtype"), &t->type) ||
        json_array_size(offsets) != 2 ||
        !read_size(json_array_get(offsets, 0), &t->from) ||
        !read_size(json_array_get(offsets, 1), &t->to))
        return false;
    uint64_t bytes = read_shape(json_object_get(value, "shape"), t);
    return bytes && t->from <= t->to && t->to - t->from == bytes &&
           (t->type != TENSOR_F32 || t->from % sizeof(float) == 0);
}

static int by_offset(const void *a, const void *b)
{
    uint64_t left = ((const tensor *)a)->from;
    uint64_t right = ((const tensor *)b)->from;
    return (left > right) - (left < right);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const tensor *)a)->name, ((const tensor *)b)->name);
}

static bool read_tensors(model_file *f, casus_error *error)
{
    const char *name;
    json_t *value;
    size_t count = json_object_size(f->header);
    if (count > TENSOR_LIMIT)
        return bad(error, "the model has too many tensors", 0);
    f->tensors = calloc(count, sizeof *f->tensors);
    if (!f->tensors)
        return error_memory(error);
    json_object_foreach(f->header, name, value)
    {
        if (!strcmp(name, "__metadata__"))
            continue;
        tensor *t = &f->tensors[f->count++];
        t->name = name;
        if (!read_tensor(value, t))
            return bad(error, "a tensor of the model is badly described", 0);
    }
    return true;
}

/* The tensors must follow one another and end where the file ends. */
static bool check_cover(model_file *f, casus_error *error)
{
    uint64_t at = 0;
    qsort(f->tensors, f->count, sizeof *f->tensors, by_offset);
    for (size_t i = 0; i < f->count; i++) {
        if (f->tensors[i].from != at)
            return bad(error, "the model's tensors overlap or leave gaps", at);
        at = f->tensors[i].to;
    }
    if (at > f->data_size)
        return cut(error, f->size);
    if (at < f->data_size)
        return bad(error, "the model file goes on after its data",
                   f->size - f->data_size + at);
    for (size_t i = 0; i < f->count; i++)
        f->tensors[i].data = f->data + f->tensors[i].from;
    qsort(f->tensors, f->count, sizeof *f->tensors, by_name);
    return true;
}

static bool check_hash(const model_file *f, casus_error *error)
{
    static const char digits[] = "0123456789abcdef";
    const char *given = model_file_string(f, "sha256");
    struct sha256_ctx context;
    unsigned char digest[SHA256_DIGEST_SIZE];
    char text[2 * SHA256_DIGEST_SIZE + 1] = "";
    sha256_init(&context);
    sha256_update(&context, (size_t)f->data_size, f->data);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    if (!given || strcmp(given, text))
        return bad(error, "the model file was altered: its SHA-256 is wrong",
                   0);
    return true;
}

static bool sound(const tensor *t)
{
    size_t items = t->shape[0] * t->shape[1];
    const float *floats = t->data;
    const int8_t *levels = t->data;
    bool well = true;
    if (t->type == TENSOR_F32)
        for (size_t i = 0; i < items; i++)
            well = well && isfinite(floats[i]);
    if (t->type == TENSOR_I8)
        for (size_t i = 0; i < items; i++)
            well &= levels[i] <= LARGEST_LEVEL && levels[i] >= -LARGEST_LEVEL;
    return well;
}

static bool check_values(const model_file *f, casus_error *error)
{
    for (size_t i = 0; i < f->count; i++)
        if (!sound(&f->tensors[i]))
            return bad(error, "the model holds numbers out of range",
                       f->size - f->data_size + f->tensors[i].from);
    return true;
}

model_file *model_file_open(const char *path, casus_error *error)
{
    model_file *f = calloc(1, sizeof *f);
    if (!f) {
        error_memory(error);
        return NULL;
    }
    if (map(f, path, error) && parse_header(f, error) && check_kind(f, error) &&
        read_tensors(f, error) && check_cover(f, error) &&
        check_hash(f, error) && check_values(f, error))
        return f;
    model_file_close(f);
    return NULL;
}

void model_file_close(model_file *f)
{
    if (!f)
        return;
    if (f->bytes)
        munmap((void *)f->bytes, f->size);
    json_decref(f->header);
    free(f->tensors);
    free(f);
}

const char *model_file_string(const model_file *f, const char *name)
{
    const json_t *metadata = json_object_get(f->header, "__metadata__");
    return json_string_value(json_object_get(metadata, name));
}

json_t *model_file_json(const model_file *f, const char *name)
{
    const char *text = model_file_string(f, name);
    return text ? json_loads(text, JSON_REJECT_DUPLICATES, NULL) : NULL;
}

const tensor *model_file_tensor(const model_file *f, const char *name)
{
    tensor key = {.name = name};
    return bsearch(&key, f->tensors, f->count, sizeof key, by_name);
}

size_t model_file_tensors(const model_file *f)
{
    return f->count;
}

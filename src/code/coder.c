/* The public functions of include/casus.h. */
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>
#include <utf8proc.h>

#include "casus.h"
#include "code/chain.h"
#include "code/claims.h"
#include "code/coder.h"
#include "code/coding.h"
#include "code/language.h"
#include "know/facts.h"
#include "read/reader.h"

struct casus_model {
    read_model *reads;
    confidence sure;
    double cut;
};

struct casus_facts {
    facts *table;
};

struct casus_coder {
    const casus_model *model;
    const casus_facts *facts;
    reader *reads;
    double cut;
    arena scratch;
};

/* What the caller holds: the public part first, so that one is the other. */
typedef struct {
    casus_coded coded;
    arena all;
} box;

enum { HASH_DIGITS = 16, CONTROLS_LIMIT = 32 };

casus_model *casus_model_open(const char *path, casus_error *error)
{
    casus_model *model = calloc(1, sizeof *model);
    if (!model) {
        error_memory(error);
        return NULL;
    }
    model->reads = read_model_open(path, error);
    if (!model->reads) {
        free(model);
        return NULL;
    }
    if (read_model_confidence(model->reads, &model->cut, &model->sure.bias,
                              &model->sure.weight, 1) != 1)
        model->sure = (confidence){1, 0};
    return model;
}

void casus_model_close(casus_model *model)
{
    if (model)
        read_model_close(model->reads);
    free(model);
}

const char *casus_model_property(const casus_model *model, const char *name)
{
    const char *value = read_model_property(model->reads, name);
    return value ? value : "";
}

casus_facts *casus_facts_open(const char *path, casus_error *error)
{
    casus_facts *opened = calloc(1, sizeof *opened);
    if (!opened) {
        error_memory(error);
        return NULL;
    }
    opened->table = facts_open(path, error);
    if (!opened->table) {
        free(opened);
        return NULL;
    }
    return opened;
}

void casus_facts_close(casus_facts *f)
{
    if (f)
        facts_close(f->table);
    free(f);
}

casus_coder *casus_coder_new(const casus_model *model, const casus_facts *f,
                             casus_error *error)
{
    if (!model || !f) {
        error_set(error, CASUS_BAD_VALUE, "a coder needs a model and facts", 0);
        return NULL;
    }
    casus_coder *coder = calloc(1, sizeof *coder);
    if (!coder) {
        error_memory(error);
        return NULL;
    }
    coder->model = model;
    coder->facts = f;
    coder->cut = model->cut;
    coder->reads = reader_new(model->reads, error);
    if (!coder->reads) {
        free(coder);
        return NULL;
    }
    return coder;
}

void casus_coder_free(casus_coder *coder)
{
    if (!coder)
        return;
    reader_free(coder->reads);
    arena_free(&coder->scratch);
    free(coder);
}

void casus_coder_set_cut(casus_coder *coder, double cut)
{
    coder->cut = cut;
}

/* Whether text is what it should be: UTF-8 of a length we take, without the
 * control characters of binary files. */
static bool check_text(const char *text, size_t length, casus_error *error)
{
    if (!text)
        return error_set(error, CASUS_BAD_VALUE, "there is no text", 0);
    if (length > CASUS_TEXT_LIMIT)
        return error_set(error, CASUS_TOO_LARGE,
                         "the text is longer than 1 MiB", CASUS_TEXT_LIMIT);
    size_t controls = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == 0)
            return error_set(error, CASUS_BAD_TEXT,
                             "the text holds a NUL, as binary files do", i);
        controls += (byte < ' ' && !strchr("\t\n\v\f\r", byte)) || byte == 0x7F;
        if (controls > CONTROLS_LIMIT && controls > i / 16)
            return error_set(error, CASUS_BAD_TEXT,
                             "the text is full of control characters", i);
    }
    size_t good = utf8_check(text, length);
    if (good < length)
        return error_set(error, CASUS_BAD_TEXT, "the text is not UTF-8", good);
    return true;
}

/* Whether there is a letter of any script. */
static bool has_letters(const char *text, size_t length)
{
    for (size_t at = 0, size; at < length; at += size) {
        int32_t point = utf8_decode(text + at, length - at, &size);
        utf8proc_category_t category = utf8proc_category(point);
        if (category >= UTF8PROC_CATEGORY_LU &&
            category <= UTF8PROC_CATEGORY_LO)
            return true;
    }
    return false;
}

static const char *hash_of(arena *a, const char *text, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t hash[SHA256_DIGEST_SIZE];
    char *id = arena_alloc(a, HASH_DIGITS + 1);
    if (!id)
        return NULL;
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)text);
    sha256_digest(&context, sizeof hash, hash);
    for (size_t i = 0; i < HASH_DIGITS; i++)
        id[i] = digits[hash[i / 2] >> (i % 2 ? 0 : 4) & 15];
    return id;
}

static const char *copy_of(arena *a, const char *string)
{
    return string ? arena_copy(a, string, strlen(string)) : "";
}

/* The fields that are known before a word is read. */
static bool set_fields(const casus_article *article, arena *a,
                       casus_coded *coded)
{
    const char *text = article->text;
    bool named = article->id && *article->id;
    coded->id =
        named ? copy_of(a, article->id) : hash_of(a, text, article->length);
    coded->published = copy_of(a, article->published);
    coded->outlet = copy_of(a, article->outlet);
    coded->url = copy_of(a, article->url);
    coded->verdict = "article";
    coded->language = "";
    if (has_letters(text, article->length)) {
        const char *language = language_of(text, article->length);
        bool other = *language && strcmp(language, "en");
        coded->language = *language ? copy_of(a, language) : "en";
        coded->verdict = other ? "language" : "article";
    }
    return coded->id && coded->published && coded->outlet && coded->url &&
           coded->language;
}

static bool set_names(const coding *c, casus_coded *out)
{
    static const char *const types[] = {"PER", "ORG", "LOC", "GRP"};
    const reading *r = c->read;
    casus_name *names = arena_array(c->out, r->name_count, sizeof *names);
    if (!names)
        return false;
    for (size_t i = 0; i < r->name_count; i++)
        names[i] = (casus_name){coding_points(c, r->names[i].at),
                                types[r->names[i].type], ""};
    /* A name that is a mention has the mention's actor. */
    for (size_t i = 0, m = 0; i < r->name_count; i++) {
        while (m < r->mention_count &&
               r->mentions[m].at.start < r->names[i].at.start)
            m++;
        if (m == r->mention_count ||
            !span_equal(r->mentions[m].at, r->names[i].at))
            continue;
        resolved_list who = resolver_mention(c->actors, m, DAY_NONE);
        if (!who.items)
            return false;
        if (who.count == 1 && strcmp(who.items[0].code, "*"))
            names[i].actor = coding_string(c, who.items[0].code);
        if (!names[i].actor)
            return false;
    }
    out->names = names;
    out->name_count = r->name_count;
    return true;
}

static bool set_times(const coding *c, casus_coded *out)
{
    const time_list *list = &c->times;
    casus_time *times = arena_array(c->out, list->count, sizeof *times);
    if (!times)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        times[i].span = coding_points(c, list->items[i].at);
        times[i].type = time_type_name(list->items[i].type);
        times[i].value = coding_string(c, list->items[i].value);
        if (!times[i].value)
            return false;
        day_print(list->items[i].days.from, times[i].from);
        day_print(list->items[i].days.to, times[i].to);
    }
    out->times = times;
    out->time_count = list->count;
    return true;
}

static bool set_attributions(const coding *c, casus_coded *out)
{
    const reading *r = c->read;
    casus_attribution *all = arena_array(c->out, r->voice_count, sizeof *all);
    if (!all)
        return false;
    for (size_t i = 0; i < r->voice_count; i++) {
        const read_voice *v = &r->voices[i];
        if (v->source.kind == READ_SPAN)
            all[i].source = coding_points(c, v->source.at);
        all[i].cue = coding_points(c, v->cue);
        all[i].content = coding_points(c, v->content);
        uint32_t middle = v->content.start + span_length(v->content) / 2;
        all[i].direct = span_length(v->content) > 0 && coding_quoted(c, middle);
        all[i].inside = chain_inside(r, i);
    }
    out->attributions = all;
    out->attribution_count = r->voice_count;
    return true;
}

static size_t count_words(const word_list *words)
{
    size_t count = 0;
    for (size_t i = 0; i < words->count; i++)
        count += words->items[i].kind == WORD_LETTERS ||
                 words->items[i].kind == WORD_DIGITS;
    return count;
}

/* Reads the article and fills what a reading gives. */
static bool read_and_code(casus_coder *coder, const casus_article *article,
                          box *b, casus_error *error)
{
    reading read = {0};
    coding c = {
        .text = article->text,
        .length = article->length,
        .id = b->coded.id,
        .outlet = b->coded.outlet,
        .published = day_parse(b->coded.published),
        .read = &read,
        .facts = coder->facts->table,
        .scratch = &coder->scratch,
        .out = &b->all,
    };
    bool reads = *b->coded.language && !strcmp(b->coded.verdict, "article");
    if (reads &&
        !reader_read(coder->reads, c.text, c.length, c.scratch, &read, error))
        return false;
    if (!coding_prepare(&c))
        return error_memory(error);
    b->coded.words = count_words(&c.words);
    if (!reads)
        return true;
    c.actors = resolver_new(coder->facts->table, c.text, c.length, c.published,
                            &read, c.scratch, error);
    if (!c.actors)
        return false;
    if (!set_names(&c, &b->coded) || !set_times(&c, &b->coded) ||
        !set_attributions(&c, &b->coded) ||
        !claims_make(&c, &coder->model->sure, coder->cut, &b->coded))
        return error_memory(error);
    return true;
}

casus_coded *casus_code(casus_coder *coder, const casus_article *article,
                        casus_error *error)
{
    if (!coder || !article) {
        error_set(error, CASUS_BAD_VALUE, "there is nothing to code", 0);
        return NULL;
    }
    if (!check_text(article->text, article->length, error))
        return NULL;
    box *b = calloc(1, sizeof *b);
    if (!b) {
        error_memory(error);
        return NULL;
    }
    arena_reset(&coder->scratch);
    bool good = set_fields(article, &b->all, &b->coded);
    if (!good)
        error_memory(error);
    if (!good || !read_and_code(coder, article, b, error)) {
        casus_coded_free(&b->coded);
        return NULL;
    }
    return &b->coded;
}

void casus_coded_free(casus_coded *coded)
{
    if (!coded)
        return;
    box *b = (box *)coded;
    arena_free(&b->all);
    free(b);
}

const char *casus_kind_name(casus_kind kind)
{
    static const char *const names[] = {"event", "stance", "tie"};
    return names[kind];
}

const char *casus_status_name(casus_status status)
{
    static const char *const names[] = {"actual", "negated", "possible",
                                        "conditional", "intended"};
    return names[status];
}

const char *casus_version(void)
{
    return CASUS_VERSION;
}

reader_times coder_spent(const casus_coder *coder)
{
    return reader_spent(coder->reads);
}

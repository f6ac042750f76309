#include "read/labels.h"

#include <math.h>
#include <string.h>

const char *const read_code_names[READ_CODES] = {
    "AGREE",    "CONSULT", "SUPPORT",  "CONCEDE",  "COOPERATE",
    "AID",      "RETREAT", "REQUEST",  "ACCUSE",   "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
    "ASSAULT",  "POS",     "NEG",      "CLOSER",   "APART"};

const char *const read_status_names[READ_STATUSES] = {
    "actual", "negated", "possible", "conditional", "intended"};

const char *const read_role_names[READ_ROLES] = {
    "",    "GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY", "OPP", "REB", "SEP",
    "UAF", "CVL", "REF", "JRN", "BUS", "LAB", "EDU", "REL", "CRM", "ELI"};

static const char *const relation_names[RELATIONS] = {
    "source", "target", "voice", "place", "same", "speaker", "content"};

static const char *const null_names[NULLS] = {"none", "unnamed", "elsewhere",
                                              "both"};

/* Taggers with the labels of each, stacked. */
static const char *const tagger_names[TAGGERS] = {
    "name", "trigger", "party", "source", "cue", "content", "sentence"};
static const char *const tag_names[TAG_ROWS] = {
    "O",     "B-PER",     "I-PER",     "B-ORG", "I-ORG",
    "B-LOC", "I-LOC",     "B-GRP",     "I-GRP", /* name */
    "O",     "B-ACT",     "I-ACT",              /* trigger */
    "O",     "B-PARTY",   "I-PARTY",            /* party */
    "O",     "B-SOURCE",  "I-SOURCE",           /* source */
    "O",     "B-CUE",     "I-CUE",              /* cue */
    "O",     "B-CONTENT", "I-CONTENT",          /* content */
    "O",     "END"};

const size_t model_tag_row[TAGGERS + 1] = {0, 9, 12, 15, 18, 21, 24, TAG_ROWS};

const bool model_null_used[RELATIONS][NULLS] = {
    [LINK_SOURCE] = {false, true, true, false},
    [LINK_TARGET] = {true, true, true, true},
    [LINK_VOICE] = {true, false, true, false},
    [LINK_PLACE] = {true, false, false, false},
    [LINK_SAME] = {true, false, false, false},
    [LINK_SPEAKER] = {true, false, false, false},
    [LINK_CONTENT] = {true, false, false, false}};

static bool same_strings(const json_t *list, const char *const *names,
                         size_t count)
{
    if (json_array_size(list) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *given = json_string_value(json_array_get(list, i));
        if (!given || strcmp(given, *names[i] ? names[i] : "-"))
            return false;
    }
    return true;
}

/* The taggers' order counts too: their rows are stacked in it. */
static bool same_tags(json_t *tags)
{
    const char *name;
    json_t *list;
    size_t at = 0;
    json_object_foreach(tags, name, list)
    {
        if (at == TAGGERS || strcmp(name, tagger_names[at]) ||
            !same_strings(list, tag_names + model_tag_row[at],
                          model_tag_row[at + 1] - model_tag_row[at]))
            return false;
        at++;
    }
    return at == TAGGERS;
}

bool labels_check(const model_file *f, casus_error *error)
{
    json_t *all = model_file_json(f, "labels");
    bool same = same_tags(json_object_get(all, "tags")) &&
                same_strings(json_object_get(all, "codes"), read_code_names,
                             READ_CODES) &&
                same_strings(json_object_get(all, "statuses"),
                             read_status_names, READ_STATUSES) &&
                same_strings(json_object_get(all, "roles"), read_role_names,
                             READ_ROLES) &&
                same_strings(json_object_get(all, "relations"), relation_names,
                             RELATIONS) &&
                same_strings(json_object_get(all, "nulls"), null_names, NULLS);
    json_decref(all);
    return same || error_set(error, CASUS_BAD_FILE,
                             "the model has other labels than this program", 0);
}

/* A setting with its range; it must be a multiple of step. */
typedef struct {
    const char *name;
    size_t *value;
    json_int_t least, most, step;
} setting;

static bool read_settings(const json_t *from, const setting *settings,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const setting *s = &settings[i];
        const json_t *value = json_object_get(from, s->name);
        json_int_t number = json_integer_value(value);
        if (!json_is_integer(value) || number < s->least || number > s->most ||
            number % s->step)
            return false;
        *s->value = (size_t)number;
    }
    return true;
}

bool settings_config(const model_file *f, model_config *c, casus_error *error)
{
    size_t distances;
    const setting sizes[] = {
        {"layers", &c->layers, 1, MODEL_LAYERS, 1},
        {"width", &c->width, KERNELS_HEAD, 2048, KERNELS_HEAD},
        {"heads", &c->heads, 1, 64, 1},
        {"inner", &c->inner, KERNELS_STEP, 8192, KERNELS_STEP},
        {"positions", &c->positions, KERNELS_STEP, 4096, 1},
        {"pieces", &c->pieces, 8, 1 << 20, 1},
        {"link_width", &c->link_width, KERNELS_STEP, 512, KERNELS_STEP},
        {"act_hidden", &c->act_hidden, KERNELS_STEP, 4096, KERNELS_STEP},
        {"mention_hidden", &c->mention_hidden, KERNELS_STEP, 4096,
         KERNELS_STEP},
        {"distances", &distances, DISTANCES, DISTANCES, 1}};
    const setting windows[] = {{"pieces", &c->window, 16, KERNELS_SIZE - 2, 1},
                               {"hash_cut", &c->hash_cut, 1, 1 << 20, 1}};
    json_t *config = model_file_json(f, "config");
    json_t *window = model_file_json(f, "window");
    bool well =
        read_settings(config, sizes, sizeof sizes / sizeof *sizes) &&
        read_settings(window, windows, sizeof windows / sizeof *windows) &&
        c->width == c->heads * KERNELS_HEAD && c->window + 2 <= c->positions;
    json_decref(config);
    json_decref(window);
    return well || error_set(error, CASUS_BAD_FILE,
                             "the model's sizes are out of range", 0);
}

static bool read_number(const json_t *value, double *out)
{
    *out = json_number_value(value);
    return json_is_number(value) && isfinite(*out) && fabs(*out) < 1e6;
}

/* A number for some relations; the others keep what they have. */
static bool read_relations(const json_t *from, float *out)
{
    for (size_t i = 0; i < RELATIONS; i++) {
        const json_t *value = json_object_get(from, relation_names[i]);
        double number;
        if (!value)
            continue;
        if (!read_number(value, &number))
            return false;
        out[i] = (float)number;
    }
    return json_is_object(from);
}

static bool read_confidence(const json_t *from, model_calibration *c)
{
    const json_t *weights = json_object_get(from, "weights");
    c->weight_count = json_array_size(weights);
    if (!json_is_array(weights) || c->weight_count > MODEL_WEIGHTS ||
        !read_number(json_object_get(from, "cut"), &c->cut) ||
        !read_number(json_object_get(from, "bias"), &c->bias))
        return false;
    for (size_t i = 0; i < c->weight_count; i++)
        if (!read_number(json_array_get(weights, i), &c->weights[i]))
            return false;
    return true;
}

bool settings_calibration(const model_file *f, model_calibration *c,
                          casus_error *error)
{
    double bias;
    json_t *all = model_file_json(f, "calibration");
    for (size_t i = 0; i < RELATIONS; i++)
        c->more[i] = -1;
    json_t *both = json_object_get(json_object_get(all, "more"), "both");
    double more_both = -1;
    bool well =
        read_number(json_object_get(all, "trigger_bias"), &bias) &&
        read_relations(json_object_get(all, "null_bias"), c->null_bias) &&
        read_relations(json_object_get(all, "more"), c->more) &&
        (!both || read_number(both, &more_both)) &&
        read_confidence(json_object_get(all, "confidence"), c);
    json_decref(all);
    c->more_both = both ? (float)more_both : c->more[LINK_SOURCE];
    c->trigger_bias = well ? (float)bias : 0;
    return well || error_set(error, CASUS_BAD_FILE,
                             "the model's calibration cannot be read", 0);
}

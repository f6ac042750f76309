#include "cli/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "cli/nearest.h"
#include "cli/say.h"

const verb_row verb_rows[VERBS] = {
#define VERB(name, word, input, summary, example)                              \
    {word, input, summary, example},
#include "cli/options.def"
};

const option_row option_rows[] = {
#define OPTION(field, kind, letter, flag, value, verbs, summary)               \
    {offsetof(options, field),                                                 \
     OPTION_##kind,                                                            \
     letter,                                                                   \
     flag,                                                                     \
     value,                                                                    \
     verbs,                                                                    \
     summary},
#include "cli/options.def"
};

const size_t option_count = sizeof option_rows / sizeof *option_rows;

/* The row of a flag (length bytes) or letter for a verb, or NULL. */
static const option_row *find(verb v, const char *flag, size_t length)
{
    unsigned verbs = v == VERB_NONE ? IN_ALL : 1u << v;
    for (size_t i = 0; i < option_count; i++) {
        const option_row *row = &option_rows[i];
        if (v == VERB_NONE ? row->verbs != IN_ALL : !(row->verbs & verbs))
            continue;
        if (length == 1 ? row->letter == *flag
                        : strlen(row->flag) == length &&
                              memcmp(row->flag, flag, length) == 0)
            return row;
    }
    return NULL;
}

static const char *verb_word(verb v)
{
    return v == VERB_NONE ? "" : verb_rows[v].word;
}

static const char *verb_space(verb v)
{
    return v == VERB_NONE ? "" : " ";
}

static bool unknown(verb v, const char *word)
{
    const char *best = NULL;
    size_t length = strcspn(word, "=");
    size_t most = length < 6 ? 2 : length / 3;
    for (size_t i = 0; i < option_count; i++) {
        const option_row *row = &option_rows[i];
        if (v != VERB_NONE && !(row->verbs & 1u << v))
            continue;
        size_t far = nearest_distance(word + 2, length - 2, row->flag);
        if (word[1] == '-' && far <= most) {
            most = far;
            best = row->flag;
        }
    }
    if (best)
        say("unknown option %.*s; did you mean --%s?", (int)length, word, best);
    else
        say("unknown option %.*s", (int)length, word);
    say("`casus%s%s --help` lists the options", verb_space(v), verb_word(v));
    return false;
}

static bool refuse(const option_row *row, const char *value, const char *wanted)
{
    say("--%s %s: %s", row->flag, value, wanted);
    return false;
}

static bool chosen(const char *choices, const char *value)
{
    size_t length = strlen(value);
    for (const char *at = choices; at;) {
        size_t width = strcspn(at, "|");
        if (width == length && memcmp(at, value, length) == 0)
            return true;
        at = at[width] ? at + width + 1 : NULL;
    }
    return false;
}

static bool set_count(const option_row *row, const char *value, size_t *out)
{
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (errno || *end || end == value || number < 1 || number > 1024)
        return refuse(row, value, "a number from 1 to 1024 is wanted");
    *out = (size_t)number;
    return true;
}

static bool set_real(const option_row *row, const char *value, double *out)
{
    char *end;
    double number = strtod(value, &end);
    if (*end || end == value || !(number >= 0 && number <= 1))
        return refuse(row, value, "a number from 0 to 1 is wanted");
    *out = number;
    return true;
}

static bool set(options *o, const option_row *row, const char *value)
{
    void *field = (char *)o + row->field;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return true;
    case OPTION_COUNT:
        return set_count(row, value, field);
    case OPTION_REAL:
        return set_real(row, value, field);
    case OPTION_DAY:
        if (strlen(value) != 10 || day_parse(value) == DAY_NONE)
            return refuse(row, value, "a date like 2019-10-14 is wanted");
        break;
    case OPTION_CHOICE:
        if (!chosen(row->value, value))
            return refuse(row, value, row->value);
        break;
    case OPTION_WORD:
        break;
    }
    *(const char **)field = value;
    return true;
}

/* Reads the option at words[at]; returns how many words it took, 0 where it is
 * wrong. */
static int read_option(options *o, int count, char **words, int at)
{
    const char *word = words[at];
    bool wide = word[1] == '-';
    const char *name = word + (wide ? 2 : 1);
    size_t length = wide ? strcspn(name, "=") : 1;
    const option_row *row =
        wide && length < 2 ? NULL : find(o->verb, name, length);
    if (!row)
        return unknown(o->verb, word), 0;
    const char *value = name + length;
    bool tied = wide ? *value == '=' : *value != '\0';
    if (row->kind == OPTION_FLAG && tied && !wide) {
        /* -qj2 is -q -j2. */
        set(o, row, NULL);
        *++words[at] = '-';
        return read_option(o, count, words, at);
    }
    if (row->kind == OPTION_FLAG && tied) {
        say("--%s takes no value", row->flag);
        return 0;
    }
    if (row->kind == OPTION_FLAG)
        return set(o, row, NULL);
    if (tied)
        return set(o, row, wide ? value + 1 : value);
    if (at + 1 == count) {
        say("--%s wants a value: %s", row->flag, row->value);
        return 0;
    }
    return set(o, row, words[at + 1]) ? 2 : 0;
}

static verb verb_of(const char *word)
{
    for (int v = 0; v < VERBS; v++)
        if (strcmp(word, verb_rows[v].word) == 0)
            return (verb)v;
    return VERB_NONE;
}

static bool unknown_verb(const char *word)
{
    const char *best = NULL;
    size_t most = 2;
    for (int v = 0; v < VERBS; v++) {
        size_t far = nearest_distance(word, strlen(word), verb_rows[v].word);
        if (far <= most) {
            most = far;
            best = verb_rows[v].word;
        }
    }
    if (best)
        say("no verb %s; did you mean %s?", word, best);
    else
        say("no verb %s; `casus --help` lists them", word);
    return false;
}

/* Reads the verb, and "help VERB" as "VERB --help". Returns how many words it
 * took, 0 where there is none, -1 where it is wrong. */
static int read_verb(options *o, int count, char **words)
{
    if (count < 2 || words[1][0] == '-')
        return 0;
    int at = strcmp(words[1], "help") == 0 ? 2 : 1;
    o->help = at == 2;
    if (at == count)
        return 1;
    o->verb = verb_of(words[at]);
    if (o->verb == VERB_NONE)
        return unknown_verb(words[at]), -1;
    return at;
}

bool options_read(options *o, int count, char **words)
{
    *o = (options){.verb = VERB_NONE, .least = -1};
    int taken = read_verb(o, count, words);
    if (taken < 0)
        return false;
    o->inputs = (const char **)words + 1;
    bool plain = false;
    for (int at = taken + 1; at < count;) {
        char *word = words[at];
        if (plain || word[0] != '-' || !word[1]) {
            o->inputs[o->input_count++] = word;
            at++;
        } else if (strcmp(word, "--") == 0) {
            plain = true;
            at++;
        } else {
            int read = read_option(o, count, words, at);
            if (read == 0)
                return false;
            at += read;
        }
    }
    return true;
}

/*
 * The command line, read by the tables of options.def.
 *
 *     casus code --to tsv --date 2019-10-14 a.txt press/
 *           ──┬─ ────┬─── ────────┬──────── ──────┬─────
 *            verb   to          date            inputs
 */
#ifndef CASUS_OPTIONS_H
#define CASUS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
#define VERB(name, word, input, summary, example) VERB_##name,
#include "cli/options.def"
    VERBS,
    VERB_NONE = VERBS
} verb;

/* Sets of verbs, for the table. */
enum {
#define VERB(name, word, input, summary, example) IN_##name = 1 << VERB_##name,
#include "cli/options.def"
    IN_ALL = (1 << VERBS) - 1
};

typedef struct {
    const char *word, *input, *summary, *example;
} verb_row;

extern const verb_row verb_rows[VERBS];

typedef enum {
    OPTION_FLAG,
    OPTION_WORD,
    OPTION_CHOICE,
    OPTION_DAY,
    OPTION_COUNT,
    OPTION_REAL
} option_kind;

typedef struct {
    size_t field; /* offset in options */
    option_kind kind;
    char letter; /* or 0 */
    const char *flag, *value;
    unsigned verbs;
    const char *summary;
} option_row;

extern const option_row option_rows[];
extern const size_t option_count;

typedef struct {
    verb verb;
    /* NULL where not given */
    const char *to, *date, *outlet, *title, *id, *model, *facts, *progress;
    bool reading, text, quiet, help, version;
    double least;        /* below 0 where not given */
    size_t jobs, runs;   /* 0 where not given */
    const char **inputs; /* [input_count], in argv's own memory */
    size_t input_count;
} options;

/* Reads the command line, whose array it reorders. Prints what is wrong with
 * it, and what may have been meant, and returns false. */
bool options_read(options *o, int count, char **words);

#endif

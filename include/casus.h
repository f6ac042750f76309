/*
 * casus: who did what to whom, when, where, on whose word and how sure.
 *
 *     casus_model *model = casus_model_open("reader.casus", &error);
 *     casus_facts *facts = casus_facts_open("facts.casus", &error);
 *     casus_coder *coder = casus_coder_new(model, facts, &error);
 *     casus_coded *coded = casus_code(coder, &article, &error);
 *     for (size_t i = 0; i < coded->claim_count; i++)
 *         use(&coded->claims[i]);
 *     casus_coded_free(coded);
 *
 * A model and the facts are immutable and may be shared by any number of
 * threads; a coder belongs to one thread at a time and is reused. What was
 * coded from an article lives until its casus_coded is freed, and points
 * neither into the coder nor into the caller's text.
 *
 * The library never prints, exits or aborts. A function that can fail returns
 * NULL or false and fills the casus_error it was given.
 *
 * Offsets are code points into the article's text, [start, end). Fields follow
 * the claim record of `casus code --to jsonl`; strings are UTF-8 and never
 * NULL: "" where nothing is known.
 */
#ifndef CASUS_H
#define CASUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CASUS_VERSION "0.1.0"

#if defined __GNUC__
#define CASUS_API __attribute__((visibility("default")))
#else
#define CASUS_API
#endif

typedef enum {
    CASUS_OK,
    CASUS_NO_MEMORY,
    CASUS_NO_FILE,  /* cannot be opened or read */
    CASUS_BAD_FILE, /* a model or facts file that is cut, altered or alien */
    CASUS_BAD_TEXT, /* not UTF-8, or not text */
    CASUS_BAD_RECORD,
    CASUS_TOO_LARGE,
    CASUS_BAD_VALUE
} casus_code_of_error;

/* What went wrong. The message is a constant sentence, not to be freed; the
 * offset says where in the input (bytes), or is 0. */
typedef struct {
    casus_code_of_error code;
    const char *message;
    size_t offset;
} casus_error;

typedef struct casus_model casus_model;
typedef struct casus_facts casus_facts;
typedef struct casus_coder casus_coder;

/* An article to be coded. Only text is required; NULL elsewhere means not
 * known. Without published (YYYY-MM-DD) offices and relative dates stay
 * unresolved. */
typedef struct {
    const char *text; /* UTF-8 */
    size_t length;    /* bytes, at most CASUS_TEXT_LIMIT */
    const char *id;   /* else a hash of the text */
    const char *published;
    const char *outlet;
    const char *url;
} casus_article;

/* A megabyte is some 170,000 words: longer than any article. */
enum { CASUS_TEXT_LIMIT = 1 << 20 };

/* [start, end) in code points; absent where end is 0. */
typedef struct {
    size_t start, end;
} casus_span;

typedef enum { CASUS_EVENT, CASUS_STANCE, CASUS_TIE } casus_kind;

typedef enum {
    CASUS_ACTUAL,
    CASUS_NEGATED,
    CASUS_POSSIBLE,
    CASUS_CONDITIONAL,
    CASUS_INTENDED
} casus_status;

typedef struct {
    const char *code;    /* USAGOV; "*" where not named */
    const char *name;    /* Donald Trump */
    const char *office;  /* President */
    const char *country; /* ISO 3166 alpha-3 */
    casus_span span;
} casus_actor;

/* One holder of a chain, see the guidelines of the manual. */
typedef struct {
    const char *name;  /* as the text gives it in full */
    const char *actor; /* its code, "" where not resolved */
    bool anonymous;
    const char *attitude; /* says, believes, fears, hopes, denies */
    bool direct;          /* quoted word for word */
    casus_span span, cue;
} casus_voice;

/* First and last day as YYYY-MM-DD; both "" where there is none. */
typedef struct {
    char from[11], to[11];
    casus_span span;
} casus_when;

typedef struct {
    const char *id;
    casus_kind kind;
    const char *code; /* PLOVER category; POS, NEG; CLOSER, APART */
    const casus_actor *sources, *targets;
    size_t source_count, target_count;
    bool reciprocal;
    casus_status status;
    double confidence; /* that source, act and target are right */
    casus_when when;
    const char *where; /* the place in the text's words */
    casus_span where_span;
    const casus_voice *chain; /* outermost first */
    size_t chain_count;
    casus_span trigger, sentence;
    bool in_title;
} casus_claim;

typedef struct {
    casus_span span;
    const char *type;  /* PER, ORG, LOC, GRP */
    const char *actor; /* "" where not resolved */
} casus_name;

typedef struct {
    casus_span span;
    const char *type;  /* DATE, TIME, DURATION, SET */
    const char *value; /* TIMEX3 */
    char from[11], to[11];
} casus_time;

typedef struct {
    casus_span source, cue, content;
    bool direct;
    size_t inside; /* index of the voice around it, or SIZE_MAX */
} casus_attribution;

typedef struct {
    const char *id, *published, *outlet, *url;
    const char *language; /* "en" */
    const char *verdict;  /* article, language */
    const casus_claim *claims;
    size_t claim_count;
    const casus_name *names;
    size_t name_count;
    const casus_time *times;
    size_t time_count;
    const casus_attribution *attributions;
    size_t attribution_count;
    size_t words; /* words read, for rates */
} casus_coded;

/* Maps and checks a model file (docs/model-file.md). */
CASUS_API casus_model *casus_model_open(const char *path, casus_error *error);
CASUS_API void casus_model_close(casus_model *model);

/* A string of the model's header ("card", "licence", "sha256", "data",
 * "labels", "calibration", "config", "version"); "" where it has none. It lives
 * as long as the model. */
CASUS_API const char *casus_model_property(const casus_model *model,
                                           const char *name);

/* Maps and checks a compiled table of facts (made by casus-facts-compile). */
CASUS_API casus_facts *casus_facts_open(const char *path, casus_error *error);
CASUS_API void casus_facts_close(casus_facts *facts);

/* A coder holds the scratch of one thread; both arguments must outlive it. */
CASUS_API casus_coder *casus_coder_new(const casus_model *model,
                                       const casus_facts *facts,
                                       casus_error *error);
CASUS_API void casus_coder_free(casus_coder *coder);

/* The least confidence of a claim that is kept; the default is the model's own
 * cut, 0 keeps all. */
CASUS_API void casus_coder_set_cut(casus_coder *coder, double cut);

/* Codes one article; free the result with casus_coded_free. */
CASUS_API casus_coded *casus_code(casus_coder *coder,
                                  const casus_article *article,
                                  casus_error *error);
CASUS_API void casus_coded_free(casus_coded *coded);

CASUS_API const char *casus_kind_name(casus_kind kind);
CASUS_API const char *casus_status_name(casus_status status);
CASUS_API const char *casus_version(void);

#ifdef __cplusplus
}
#endif
#endif

/*
 * What the files of the resolver share: an article cut into tokens, what the
 * tables know of them, the people it names, and the trail of actors it leaves.
 *
 *     tokens   Russian  President  Vladimir  Putin  met  the  prime minister
 *     matches  adj.RUS  agent GOV  person───────     .    .   agent GOV
 *     people   Vladimir Putin: rows of leaders.tsv, title President, RUS
 *     trail    [RUSGOV, person]                           [?GOV ─▶ context]
 *
 * The trail is made once, from left to right; a mention is then read like any
 * other phrase, with what stands on the trail before it as its context.
 */
#ifndef CASUS_RESOLVE_PARTS_H
#define CASUS_RESOLVE_PARTS_H

#include "code/resolve.h"
#include "know/tokens.h"

typedef enum { SORT_STATE, SORT_BODY, SORT_PERSON, SORT_PEOPLE } sort;

/* An actor in the making. base is "" while its state is not known and "*" where
 * it is nobody. */
typedef struct {
    const char *base, *role, *entity;
    const char *name, *office, *rule;
    const fact_row *row;   /* the row that named it */
    const fact_row *agent; /* the role noun, or NULL */
    size_t human;          /* index into people, or SIZE_MAX */
    sort sort;
    bool sure_role; /* the words or a row gave the role */
    bool again;     /* refers back to a body: the group */
} actor;

/* Somebody the article calls by name. */
typedef struct {
    size_t first, end; /* tokens of the fullest name */
    uint64_t last;     /* hash of the surname */
    size_t mentions;
    const fact_answer *rows; /* of the tables, for the full name */
    size_t row_count;
    actor told; /* what titles and appositions say */
    bool female, male;
} human;

/* One actor on the trail. */
typedef struct {
    size_t first, end;
    actor who;
    uint32_t sentence, line;
    bool quoted;
} step;

/* A state and how much of the article is about it. */
typedef struct {
    const char *base;
    unsigned weight, title;
} theme;

/* An actor at base level and how often it is on the trail. */
typedef struct {
    const char *base, *entity; /* entity only of bodies between states */
    unsigned weight;
} lead;

/* Looking back has an end, so that a text of one endless line is no burden. */
enum {
    THEME_LIMIT = 64,
    LEAD_LIMIT = 64,
    BACK_STEPS = 400,
    BACK_PEOPLE = 400,
    PHRASE_TOKENS = 24
};

struct resolver {
    const facts *facts;
    const char *text;
    size_t length;
    day published;
    const reading *reading;
    arena *a;
    token_list tokens;
    fact_matches matches;
    uint32_t *match_of;    /* [tokens] match number + 1, or 0 */
    uint32_t *sentence_of; /* [tokens] */
    uint32_t *line_of;     /* [tokens] */
    bool *quoted;          /* [tokens] */
    human *people;
    size_t people_count, people_capacity;
    step *trail;
    size_t trail_count, trail_capacity;
    theme themes[THEME_LIMIT];
    size_t theme_count;
    lead leads[LEAD_LIMIT];
    size_t lead_count;
    bool failed; /* memory ran out */
};

#define NOBODY                                                                 \
    ((actor){.base = "*",                                                      \
             .role = "",                                                       \
             .entity = "",                                                     \
             .name = "",                                                       \
             .office = "",                                                     \
             .rule = "unknown",                                                \
             .human = SIZE_MAX})

/* resolve_tokens.c: what a token is. */
bool cut_article(resolver *v);
const token *token_at(const resolver *v, size_t i); /* a break outside */
bool token_is(const resolver *v, size_t i, const char *fold);
bool token_among(const resolver *v, size_t i, const char *const *list);
bool token_upper(const resolver *v, size_t i);
const fact_match *match_at_token(const resolver *v, size_t i);
bool token_stops_phrase(const resolver *v, size_t i);
bool token_is_article(const resolver *v, size_t i);
bool token_is_name(const resolver *v, size_t i);
/* Whether plain words may stand between a match and the noun it belongs to:
 * Israeli special envoy, Iran's top negotiator. */
bool may_bridge(const resolver *v, const fact_match *m);
char *text_of(resolver *v, size_t first, size_t end);

/* resolve_pick.c: which row a match means here. */
typedef enum {
    PICK_NONE,
    PICK_STATE,
    PICK_BODY,
    PICK_AGENT,
    PICK_PERSON
} pick_kind;
typedef struct {
    pick_kind kind;
    const fact_row *row;
    fact_part part;
} pick;
pick pick_row(const resolver *v, const fact_match *m, day on);
unsigned theme_weight(const resolver *v, const char *base);
const char *theme_first(const resolver *v, const char *but);
bool count_themes(resolver *v);

/* resolve_phrase.c: a noun phrase without regard to what stands before it. */
actor read_phrase(resolver *v, size_t first, size_t end, day on);

/* resolve_people.c */
bool find_people(resolver *v);
actor human_actor(resolver *v, size_t number, day on);
size_t human_named(const resolver *v, size_t first, size_t end);
actor surname_actor(resolver *v, size_t first, size_t end, day on);

/* resolve_trail.c */
bool lay_trail(resolver *v);
actor settle(resolver *v, actor a, size_t at, day on);
size_t steps_before(const resolver *v, size_t at);

/* The actor that the article is most about around a token, but for not_base
 * (which may be NULL). */
actor most_salient(const resolver *v, size_t at, const char *not_base);

/* Words for comparing bases: IGO, NGO, MNC and IMG stand with a name. */
bool base_is_org(const char *base);

/* resolve_pronoun.c */
bool is_pronoun(const resolver *v, size_t first, size_t end);
actor read_pronoun(resolver *v, size_t at, day on);

#endif

/*
 * The facts: which actor a phrase means on a day.
 *
 *     data/(names).tsv ─▶ casus-facts-compile ─▶ facts.casus ─▶ facts
 *
 *     "Erdoğan" ─▶ leaders.tsv:6120   Recep Tayyip Erdogan, TURGOV, 2003-…
 *     "Ankara"  ─▶ states.tsv:207     TUR, a capital
 *     "Turkish" ─▶ states.tsv:207     TUR, an adjective
 *     "turkey"  ─▶ nothing: a bird
 *
 * Facts are one mapped file, checked when opened, never changed, and shared by
 * any number of threads. A row is one line of one table; a phrase may belong to
 * many rows, and which one holds depends on the day.
 */
#ifndef CASUS_FACTS_H
#define CASUS_FACTS_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/error.h"
#include "base/span.h"
#include "know/tokens.h"

typedef struct facts facts;

typedef enum {
    FACT_STATE,
    FACT_ADJECTIVE, /* Russian */
    FACT_PEOPLE,    /* Russians */
    FACT_CAPITAL,
    FACT_CITY, /* a city or province that stands for nobody but its state */
    FACT_METONYM,
    FACT_PERSON,
    FACT_BODY,
    FACT_AGENT, /* a noun for a role: troops, spokesman */
    FACT_KINDS
} fact_kind;

enum {
    FACT_AMBIGUOUS = 1, /* means something else as well */
    FACT_WEAK = 2,      /* its role is a guess */
    FACT_TITLE = 4,     /* stands before a person's name */
    FACT_GENERIC = 8,   /* takes the role of the noun before it: spokesman */
    FACT_ONE = 16,      /* a single person */
    FACT_MANY = 32,     /* several persons */
    FACT_NOBODY = 64,   /* never an actor of its own: analysts, the West */
    FACT_PARTY = 128,   /* a political party */
    FACT_GROUP = 256,   /* an armed group */
    FACT_AGAIN = 512    /* refers back to a body: the group, the company */
};

/* As it lies in the file; strings are offsets for facts_text. */
typedef struct {
    uint32_t file, line;
    uint32_t name;   /* Recep Tayyip Erdogan; Turkey; troops */
    uint32_t actor;  /* TURGOV, LBNREB:HEZBOLLAH; empty for an agent */
    uint32_t base;   /* TUR; IGO, NGO, MNC, IMG; empty for an agent */
    uint32_t role;   /* GOV */
    uint32_t entity; /* what follows the colon of the actor: HEZBOLLAH */
    uint32_t office; /* President */
    day from, to;    /* DAY_NONE where open */
    uint16_t kind, flags;
} fact_row;

/* How a phrase names its row. */
typedef enum { PART_NAME, PART_SURNAME, PART_PLURAL } fact_part;

facts *facts_open(const char *path, casus_error *error);
void facts_close(facts *f);

/* A string of a row; never NULL. */
const char *facts_text(const facts *f, uint32_t offset);

/* Rows by number, for listings. */
size_t facts_count(const facts *f);
const fact_row *facts_row(const facts *f, size_t number);

/* Whether a row holds on a day; DAY_NONE asks for no day and is always true. */
bool fact_holds(const fact_row *row, day on);

/* One way in which a phrase names a row. */
typedef struct {
    const fact_row *row;
    fact_part part;
} fact_answer;

typedef struct {
    uint32_t first, count; /* words */
    const fact_answer *answers;
    size_t answer_count;
} fact_match;

typedef struct {
    const fact_match *items;
    size_t count;
} fact_matches;

/* All longest matches in a text, in order and without overlap. The arrays live
 * in a. False when memory is out. */
bool facts_match(const facts *f, const token_list *words, arena *a,
                 fact_matches *out);

/* The answers for count words from first as a whole phrase; any case of letters
 * will do where loose. Returns NULL and 0 where there are none or memory is
 * out. */
const fact_answer *facts_phrase(const facts *f, const token_list *words,
                                size_t first, size_t count, bool loose,
                                arena *a, size_t *answer_count);

/* Ranked answers for a phrase on a day, best first, each with a reason. */
typedef struct {
    const char *actor;  /* USAGOV; "" for a mere noun */
    const char *entity; /* Donald Trump */
    const char *role;
    const char *why; /* a sentence */
    const fact_row *row;
} fact_found;

bool facts_find(const facts *f, const char *phrase, day on, arena *a,
                fact_found **found, size_t *count);

/* What a person is on a day: the row in office, else the last one before it
 * (former) or the first one after it (coming). rows are those of one name. */
typedef enum {
    OFFICE_NONE,
    OFFICE_HELD,
    OFFICE_FORMER,
    OFFICE_COMING
} fact_office;
fact_office facts_office(const fact_answer *answers, size_t count, day on,
                         const fact_row **row);

/* Who leads a state on a day: the row of a person whose base is state, whose
 * office contains the words office (any where ""), in office that day; NULL
 * where none is known. */
const fact_row *facts_leader(const facts *f, const char *state,
                             const char *office, day on);

#endif

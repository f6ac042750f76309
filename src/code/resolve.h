/*
 * From words to actors: which actor a mention stands for, on a day.
 *
 *     mention "his Russian counterpart" ─▶ rows of the facts, the model's role
 *     scores, other mentions of the same actor, what the article is about
 *     ─▶ RUSGOV, name, office, and the row and rule behind it
 *
 * A mention may stand for several actors ("Washington and Moscow",
 * "U.S.-China"). The same person is the same actor throughout an article.
 */
#ifndef CASUS_RESOLVE_H
#define CASUS_RESOLVE_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/error.h"
#include "know/facts.h"
#include "read/reading.h"

typedef struct resolver resolver;

typedef struct {
    const char *code;    /* "*" where it cannot be told */
    const char *name;    /* "" where it has none */
    const char *office;  /* "" */
    const char *country; /* ISO3 or "" */
    span at;             /* the words; empty where the actor has none here */
    const char *rule;    /* why: a constant word such as "office", "metonym" */
    const fact_row *row; /* the row behind it, or NULL */
} resolved;

typedef struct {
    const resolved *items;
    size_t count;
} resolved_list;

/* Prepares a resolver for one article; all of it lives in a. published may be
 * DAY_NONE: then offices stay unresolved. */
resolver *resolver_new(const facts *f, const char *text, size_t length,
                       day published, const reading *r, arena *a,
                       casus_error *error);

/* The actors of mention number mention, as of the day of the act (DAY_NONE: the
 * day of publication). Never empty; {"*"} where nothing is known. items is NULL
 * only when memory is out. */
resolved_list resolver_mention(resolver *v, size_t mention, day on);

/* The actor an act means that has no words in its window: the most salient
 * other one before it. not_base, such as the base code of the act's other side,
 * is avoided; it may be NULL. */
resolved_list resolver_elsewhere(resolver *v, uint32_t before,
                                 const char *not_base, day on);

/* The full name a person or body is called by in the text ("Hector Villanueva"
 * for "he" or "Villanueva"), for the holder of a chain; the mention's own
 * words where no better is known. Lives in the resolver's arena. */
const char *resolver_holder(resolver *v, size_t mention);

#endif

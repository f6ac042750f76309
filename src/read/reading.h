/*
 * A reading is what the trained reader saw in a text: spans, labels and links
 * between them, each with a score. It knows no facts; src/code makes claims of
 * it.
 *
 *     text ─▶ pieces ─▶ windows ─▶ encoder ─▶ heads ─▶ reading
 *
 *     acts      "accused" ACCUSE .81, actual .97
 *       source ──▶ mention 3   "the Kremlin's spokesman"
 *       target ──▶ mention 4   "Washington"
 *       voice  ──▶ mention 7   "Novaya Gazeta"
 *       place  ──▶ span        "Geneva"
 *     mentions  span, role scores, other mentions of the same actor
 *     voices    cue, its source, the hull of its content
 *     names     PER, ORG, LOC, GRP
 *     sentences
 *
 * Arrays are ordered by their first byte. A reading lives in the arena it was
 * read into. Scores are probabilities. docs/model-file.md has the arithmetic.
 */
#ifndef CASUS_READING_H
#define CASUS_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

enum { READ_CODES = 20, READ_STATUSES = 5, READ_ROLES = 21 };

/* The names of codes, statuses and roles, in the order of the scores; these are
 * the labels every model file must have. */
extern const char *const read_code_names[READ_CODES];
extern const char *const read_status_names[READ_STATUSES];
extern const char *const read_role_names[READ_ROLES]; /* [0] is "" : no role */

typedef enum { READ_PER, READ_ORG, READ_LOC, READ_GRP } read_name_type;

typedef struct {
    span at;
    read_name_type type;
    float score;
} read_name;

typedef enum {
    READ_NONE,      /* nobody: no target; no holder but the article */
    READ_UNNAMED,   /* somebody the text does not name */
    READ_ELSEWHERE, /* an actor with no words in this window */
    READ_BOTH,      /* target only: reciprocal among the sources */
    READ_SPAN
} read_link_kind;

typedef struct {
    read_link_kind kind;
    float score;
    span at;        /* READ_SPAN only */
    size_t mention; /* the mention with that span; SIZE_MAX for place */
} read_link;

/* The best answer first; more than one only for several sources or targets. */
typedef struct {
    const read_link *items;
    size_t count;
} read_links;

typedef struct {
    span at; /* the trigger */
    uint32_t window;
    float score; /* that there is an act here: mean trigger tag probability */
    float code[READ_CODES], status[READ_STATUSES];
    read_links source, target;
    read_link voice, place;
} read_act;

/* Words that stand for an actor: tagged as a party, or linked to. */
typedef struct {
    span at;
    uint32_t window;
    float score; /* of the party tagger; 0 where it is only linked to */
    float role[READ_ROLES];
    read_links same; /* up to four mentions of the same actor, best first; a
                        READ_NONE link among them holds the score of nobody */
} read_mention;

typedef struct {
    span cue;
    uint32_t window;
    float score;
    read_link source;
    span content;      /* hull; empty where none was found */
    const span *parts; /* the tagged parts of the content within the hull */
    size_t part_count;
} read_voice;

typedef struct {
    read_name *names;
    size_t name_count;
    read_act *acts;
    size_t act_count;
    read_mention *mentions;
    size_t mention_count;
    read_voice *voices;
    size_t voice_count;
    span *sentences; /* within paragraphs (lines); they cover all pieces */
    size_t sentence_count;
    span *windows;
    size_t window_count;
    size_t pieces;
} reading;

#endif

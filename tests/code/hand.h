/*
 * Readings made by hand, so that claims can be tested without a model.
 *
 *     hand h = hand_start("Ankara said Russia attacked Georgia.",
 * "2008-08-09"); read_act *act = hand_act(&h, "attacked", "ASSAULT", "actual");
 *     hand_source(&h, act, "Russia");
 *     hand_voice(&h, act, "Ankara");
 *
 * Words are found where they first stand in the text. Mentions must be named in
 * the order of the text.
 */
#ifndef HAND_H
#define HAND_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "code/claims.h"

enum { HAND_MOST = 8 };

typedef struct {
    const char *text, *published, *outlet;
    read_act acts[HAND_MOST];
    read_link sources[HAND_MOST], targets[HAND_MOST];
    read_mention mentions[HAND_MOST];
    read_voice voices[HAND_MOST];
    read_name names[HAND_MOST];
    reading read;
    arena scratch, out;
    casus_coded coded;
} hand;

static facts *hand_facts;

static inline int hand_open(void **state)
{
    (void)state;
    casus_error error = {0};
    hand_facts = facts_open(BUILD_DIR "/facts.casus", &error);
    return hand_facts ? 0 : -1;
}

static inline int hand_close(void **state)
{
    (void)state;
    facts_close(hand_facts);
    return 0;
}

static inline hand hand_start(const char *text, const char *published)
{
    return (hand){.text = text, .published = published, .outlet = ""};
}

static inline span hand_span(const hand *h, const char *words)
{
    const char *at = strstr(h->text, words);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - h->text);
    return (span){start, start + (uint32_t)strlen(words)};
}

static inline size_t hand_mention(hand *h, const char *words)
{
    span at = hand_span(h, words);
    for (size_t i = 0; i < h->read.mention_count; i++)
        if (span_equal(h->mentions[i].at, at))
            return i;
    assert_true(h->read.mention_count < HAND_MOST);
    h->mentions[h->read.mention_count] =
        (read_mention){.at = at, .score = 0.9f};
    return h->read.mention_count++;
}

static inline read_link hand_link(hand *h, const char *words)
{
    if (!words)
        return (read_link){READ_NONE, 0.9f, {0, 0}, SIZE_MAX};
    size_t mention = hand_mention(h, words);
    return (read_link){READ_SPAN, 0.9f, h->mentions[mention].at, mention};
}

static inline size_t hand_label(const char *const *names, size_t count,
                                const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], name))
            return i;
    fail_msg("no label %s", name);
    return 0;
}

/* An act with neither source nor target nor voice. */
static inline read_act *hand_act(hand *h, const char *words, const char *code,
                                 const char *status)
{
    assert_true(h->read.act_count < HAND_MOST);
    size_t i = h->read.act_count++;
    read_act *act = &h->acts[i];
    act->at = hand_span(h, words);
    act->score = 0.9f;
    act->code[hand_label(read_code_names, READ_CODES, code)] = 0.9f;
    act->status[hand_label(read_status_names, READ_STATUSES, status)] = 0.9f;
    h->sources[i] = h->targets[i] = hand_link(h, NULL);
    act->source = (read_links){&h->sources[i], 1};
    act->target = (read_links){&h->targets[i], 1};
    act->voice = act->place = hand_link(h, NULL);
    return act;
}

static inline void hand_source(hand *h, read_act *act, const char *words)
{
    h->sources[act - h->acts] = hand_link(h, words);
}

static inline void hand_target(hand *h, read_act *act, const char *words)
{
    h->targets[act - h->acts] = hand_link(h, words);
}

static inline void hand_attribution(hand *h, const char *source,
                                    const char *cue, const char *content)
{
    assert_true(h->read.voice_count < HAND_MOST);
    read_voice *v = &h->voices[h->read.voice_count++];
    *v = (read_voice){.cue = hand_span(h, cue),
                      .score = 0.9f,
                      .source = hand_link(h, source),
                      .content = hand_span(h, content)};
}

static inline void hand_name(hand *h, const char *words, read_name_type type)
{
    assert_true(h->read.name_count < HAND_MOST);
    h->names[h->read.name_count++] =
        (read_name){hand_span(h, words), type, 0.9f};
}

/* Codes what was put together; the claims live until hand_end. */
static inline const casus_claim *hand_code(hand *h, size_t count)
{
    casus_error error = {0};
    h->read.acts = h->acts;
    h->read.mentions = h->mentions;
    h->read.voices = h->voices;
    h->read.names = h->names;
    coding c = {.text = h->text,
                .length = strlen(h->text),
                .id = "a",
                .outlet = h->outlet,
                .published = day_parse(h->published),
                .read = &h->read,
                .facts = hand_facts,
                .scratch = &h->scratch,
                .out = &h->out};
    assert_true(coding_prepare(&c));
    c.actors = resolver_new(hand_facts, c.text, c.length, c.published, &h->read,
                            &h->scratch, &error);
    assert_non_null(c.actors);
    confidence by = {1, 0};
    assert_true(claims_make(&c, &by, 0, &h->coded));
    assert_int_equal(h->coded.claim_count, count);
    return h->coded.claims;
}

static inline void hand_end(hand *h)
{
    arena_free(&h->scratch);
    arena_free(&h->out);
}

#endif

#include "read/assemble.h"

#include <stdlib.h>
#include <string.h>

#include "read/same.h"

enum {
    SAME = 4,    /* other mentions of the same actor that are kept */
    SINGLE = 2,  /* voice and place */
    SPEAKER = 0, /* of a cue's two answers */
    CONTENT = 1
};

/* Probabilities below this are no link. */
static const float least_same = 0.01f;

/* An act or voice of the window, before mentions have numbers. */
typedef struct {
    tagged at;
    answer source[DECODE_ANSWERS], target[DECODE_ANSWERS], single[SINGLE];
    size_t sources, targets;
} found;

typedef struct {
    extent at;
    float score; /* of the party tagger, or 0 */
} candidate;

struct assembler {
    heads *heads;
    const read_model *model;
    const window_view *view;
    arena *arena;
    reading *out;
    size_t name_room, act_room, mention_room, voice_room, sentence_room,
        window_room;
    /* Of the window at hand, at most one for each position: */
    tagged *tags, *content; /* [WINDOW_SIZE] */
    size_t content_count;
    found *acts, *voices; /* [WINDOW_SIZE] */
    size_t act_count, voice_count;
    extent *spans;         /* [span_room] */
    candidate *candidates; /* [span_room] */
    float *scores;         /* [span_room][largest head] */
    size_t span_room, candidate_count;
    float starts[WINDOW_SIZE], ends[WINDOW_SIZE];
    float *claims; /* [span_room] probabilities for same */
};

enum { SCORES = READ_CODES + READ_STATUSES };

static bool spans_reserve(assembler *a, size_t count)
{
    if (count <= a->span_room)
        return true;
    size_t room = 2 * count;
    extent *spans = realloc(a->spans, room * sizeof *spans);
    if (spans)
        a->spans = spans;
    candidate *candidates = realloc(a->candidates, room * sizeof *candidates);
    if (candidates)
        a->candidates = candidates;
    float *scores = realloc(a->scores, room * SCORES * sizeof *scores);
    if (scores)
        a->scores = scores;
    float *claims = realloc(a->claims, room * sizeof *claims);
    if (claims)
        a->claims = claims;
    if (!spans || !candidates || !scores || !claims)
        return false;
    a->span_room = room;
    return true;
}

assembler *assembler_new(heads *h)
{
    assembler *a = calloc(1, sizeof *a);
    if (!a)
        return NULL;
    a->heads = h;
    a->model = h->encoder->model;
    a->tags = calloc(WINDOW_SIZE, sizeof *a->tags);
    a->content = calloc(WINDOW_SIZE, sizeof *a->content);
    a->acts = calloc(WINDOW_SIZE, sizeof *a->acts);
    a->voices = calloc(WINDOW_SIZE, sizeof *a->voices);
    if (a->tags && a->content && a->acts && a->voices &&
        spans_reserve(a, WINDOW_SIZE))
        return a;
    assembler_free(a);
    return NULL;
}

void assembler_free(assembler *a)
{
    if (!a)
        return;
    free(a->tags);
    free(a->content);
    free(a->acts);
    free(a->voices);
    free(a->spans);
    free(a->candidates);
    free(a->scores);
    free(a->claims);
    free(a);
}

void assembler_start(assembler *a, arena *into, reading *out)
{
    *out = (reading){.names = NULL};
    a->arena = into;
    a->out = out;
    a->name_room = a->act_room = a->mention_room = a->voice_room =
        a->sentence_room = a->window_room = 0;
}

static span bytes_of(const assembler *a, size_t first, size_t last)
{
    return (span){a->view->at[first].start, a->view->at[last].end};
}

/* A zeroed item more at the end of an array of the reading, or NULL. */
static void *grow(assembler *a, void **items, size_t *count, size_t *room,
                  size_t size)
{
    void *moved = arena_grow(a->arena, *items, *count, room, size);
    if (!moved)
        return NULL;
    *items = moved;
    return (char *)moved + (*count)++ * size;
}

#define GROW(a, list, count, room)                                             \
    grow(a, (void **)&(a)->out->list, &(a)->out->count, &(a)->room,            \
         sizeof *(a)->out->list)

static size_t run_tagger(assembler *a, tagger t, float outside, tagged *out)
{
    size_t row = model_tag_row[t];
    return decode_tags(a->heads->tags + row, TAG_ROWS,
                       model_tag_row[t + 1] - row, a->view->real, a->view->size,
                       outside, out);
}

static bool add_names(assembler *a)
{
    size_t count = run_tagger(a, TAG_NAME, 0, a->tags);
    for (size_t i = 0; i < count; i++) {
        const tagged *t = &a->tags[i];
        read_name *name = GROW(a, names, name_count, name_room);
        if (!name)
            return false;
        *name = (read_name){bytes_of(a, t->first, t->last),
                            (read_name_type)t->kind, t->score};
    }
    return true;
}

/* A sentence ends where the tagger says so, and with its paragraph. */
static bool add_sentences(assembler *a)
{
    const window_view *v = a->view;
    size_t first = 0, row = model_tag_row[TAG_SENTENCE];
    for (size_t at = 0; at < v->size; at++) {
        const float *scores = a->heads->tags + at * TAG_ROWS + row;
        if (!v->real[at]) {
            first = at + 1;
            continue;
        }
        if (scores[1] <= scores[0] && at != v->paragraph_end[at])
            continue;
        span *sentence = GROW(a, sentences, sentence_count, sentence_room);
        if (!sentence)
            return false;
        *sentence = bytes_of(a, first, at);
        first = at + 1;
    }
    return true;
}

/* A question about span number; only those who need the ends ask for them. */
static question ask(assembler *a, size_t number, relation r, bool ends)
{
    const model_calibration *c = &a->model->calibration;
    heads_starts(a->heads, number, r, a->starts);
    if (ends)
        heads_ends(a->heads, number, r, a->ends);
    return (question){a->starts,
                      a->ends,
                      heads_nulls(a->heads, number, r),
                      model_null_used[r],
                      c->null_bias[r],
                      r == LINK_SOURCE || r == LINK_TARGET ? c->more[r] : -1,
                      r == LINK_CONTENT};
}

/* The parties of a reciprocal act are all among its sources. */
static size_t parties(assembler *a, size_t number, bool both, answer *out)
{
    question q = ask(a, number, LINK_SOURCE, true);
    if (both)
        q.more = a->model->calibration.more_both;
    return decode_answers(&q, a->view, out);
}

static size_t answers(assembler *a, size_t number, relation r, answer *out)
{
    question q = ask(a, number, r, true);
    return decode_answers(&q, a->view, out);
}

/* The spans of one tagger as findings, put before the heads. */
static bool find(assembler *a, tagger t, float outside, found *out,
                 size_t *count)
{
    *count = run_tagger(a, t, outside, a->tags);
    for (size_t i = 0; i < *count; i++) {
        out[i].at = a->tags[i];
        a->spans[i] = (extent){a->tags[i].first, a->tags[i].last};
    }
    return !*count || heads_spans(a->heads, a->spans, *count);
}

static bool find_acts(assembler *a)
{
    float bias = a->model->calibration.trigger_bias;
    if (!find(a, TAG_TRIGGER, bias, a->acts, &a->act_count))
        return false;
    for (size_t i = 0; i < a->act_count; i++) {
        found *f = &a->acts[i];
        f->targets = answers(a, i, LINK_TARGET, f->target);
        f->sources = parties(a, i, f->target[0].kind == ANSWER_BOTH, f->source);
        answers(a, i, LINK_VOICE, &f->single[0]);
        answers(a, i, LINK_PLACE, &f->single[1]);
    }
    float *codes = a->scores, *statuses = codes + a->act_count * READ_CODES;
    return !a->act_count || heads_acts(a->heads, codes, statuses);
}

/* Needs the scores that find_acts left. */
static bool add_acts(assembler *a)
{
    const float *codes = a->scores;
    const float *statuses = codes + a->act_count * READ_CODES;
    for (size_t i = 0; i < a->act_count; i++) {
        const found *f = &a->acts[i];
        read_act *act = GROW(a, acts, act_count, act_room);
        if (!act)
            return false;
        act->at = bytes_of(a, f->at.first, f->at.last);
        act->window = (uint32_t)a->out->window_count;
        act->score = f->at.score;
        memcpy(act->code, codes + i * READ_CODES, sizeof act->code);
        memcpy(act->status, statuses + i * READ_STATUSES, sizeof act->status);
    }
    return true;
}

static bool find_voices(assembler *a)
{
    if (!find(a, TAG_CUE, 0, a->voices, &a->voice_count))
        return false;
    for (size_t i = 0; i < a->voice_count; i++) {
        answers(a, i, LINK_SPEAKER, &a->voices[i].single[SPEAKER]);
        answers(a, i, LINK_CONTENT, &a->voices[i].single[CONTENT]);
    }
    a->content_count = run_tagger(a, TAG_CONTENT, 0, a->content);
    return true;
}

static bool add_candidate(assembler *a, extent at, float score)
{
    if (!spans_reserve(a, a->candidate_count + 1))
        return false;
    a->candidates[a->candidate_count++] = (candidate){at, score};
    return true;
}

static bool add_answers(assembler *a, const answer *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].kind == ANSWER_SPAN &&
            !add_candidate(a, (extent){list[i].first, list[i].last}, 0))
            return false;
    return true;
}

/* By first position, then by last; the tagged one of two equals first. */
static int by_extent(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->at.first != b->at.first)
        return a->at.first < b->at.first ? -1 : 1;
    if (a->at.last != b->at.last)
        return a->at.last < b->at.last ? -1 : 1;
    return (a->score < b->score) - (a->score > b->score);
}

static int by_place(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->at.first != b->at.first)
        return a->at.first < b->at.first ? -1 : 1;
    return (a->at.last > b->at.last) - (a->at.last < b->at.last);
}

static bool collect(assembler *a)
{
    size_t count = run_tagger(a, TAG_PARTY, 0, a->tags), kept = 0;
    a->candidate_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!add_candidate(a, (extent){a->tags[i].first, a->tags[i].last},
                           a->tags[i].score))
            return false;
    for (size_t i = 0; i < a->act_count; i++) {
        const found *f = &a->acts[i];
        if (!add_answers(a, f->source, f->sources) ||
            !add_answers(a, f->target, f->targets) ||
            !add_answers(a, &f->single[0], 1))
            return false;
    }
    for (size_t i = 0; i < a->voice_count; i++)
        if (!add_answers(a, &a->voices[i].single[SPEAKER], 1))
            return false;
    qsort(a->candidates, a->candidate_count, sizeof *a->candidates, by_extent);
    for (size_t i = 0; i < a->candidate_count; i++)
        if (!kept || by_place(&a->candidates[kept - 1], &a->candidates[i]))
            a->candidates[kept++] = a->candidates[i];
    a->candidate_count = kept;
    return true;
}

static bool add_mentions(assembler *a)
{
    for (size_t i = 0; i < a->candidate_count; i++)
        a->spans[i] = a->candidates[i].at;
    if (a->candidate_count &&
        (!heads_spans(a->heads, a->spans, a->candidate_count) ||
         !heads_roles(a->heads, a->scores)))
        return false;
    for (size_t i = 0; i < a->candidate_count; i++) {
        const candidate *c = &a->candidates[i];
        read_mention *mention = GROW(a, mentions, mention_count, mention_room);
        if (!mention)
            return false;
        mention->at = bytes_of(a, c->at.first, c->at.last);
        mention->window = (uint32_t)a->out->window_count;
        mention->score = c->score;
        memcpy(mention->role, a->scores + i * READ_ROLES, sizeof mention->role);
    }
    return true;
}

/* Number of the window's mention with that extent; SIZE_MAX if it is none. */
static size_t mention_of(const assembler *a, extent at)
{
    candidate key = {at, 0};
    const candidate *c =
        bsearch(&key, a->candidates, a->candidate_count, sizeof key, by_place);
    size_t before = a->out->mention_count - a->candidate_count;
    return c ? before + (size_t)(c - a->candidates) : SIZE_MAX;
}

static read_link to_link(const assembler *a, const answer *from, bool mention)
{
    extent at = {from->first, from->last};
    read_link link = {
        (read_link_kind)from->kind, from->score, {0, 0}, SIZE_MAX};
    if (from->kind == ANSWER_SPAN) {
        link.at = bytes_of(a, at.first, at.last);
        link.mention = mention ? mention_of(a, at) : SIZE_MAX;
    }
    return link;
}

static bool to_links(assembler *a, const answer *from, size_t count,
                     read_links *out)
{
    read_link *items = arena_array(a->arena, count, sizeof *items);
    if (!items)
        return false;
    for (size_t i = 0; i < count; i++)
        items[i] = to_link(a, &from[i], true);
    *out = (read_links){items, count};
    return true;
}

static bool link_acts(assembler *a)
{
    read_act *acts = a->out->acts + a->out->act_count - a->act_count;
    for (size_t i = 0; i < a->act_count; i++) {
        const found *f = &a->acts[i];
        if (!to_links(a, f->source, f->sources, &acts[i].source) ||
            !to_links(a, f->target, f->targets, &acts[i].target))
            return false;
        acts[i].voice = to_link(a, &f->single[0], true);
        acts[i].place = to_link(a, &f->single[1], false);
    }
    return true;
}

/* What the content tagger found within the hull, clipped to it. */
static bool add_parts(assembler *a, const answer *hull, read_voice *voice)
{
    span *parts = arena_array(a->arena, a->content_count, sizeof *parts);
    size_t count = 0;
    if (!parts)
        return false;
    for (size_t i = 0; i < a->content_count; i++) {
        size_t first = a->content[i].first, last = a->content[i].last;
        if (first < hull->first)
            first = hull->first;
        if (last > hull->last)
            last = hull->last;
        if (first <= last)
            parts[count++] = bytes_of(a, first, last);
    }
    voice->parts = parts;
    voice->part_count = count;
    return true;
}

static bool add_voices(assembler *a)
{
    for (size_t i = 0; i < a->voice_count; i++) {
        const found *f = &a->voices[i];
        const answer *hull = &f->single[CONTENT];
        read_voice *voice = GROW(a, voices, voice_count, voice_room);
        if (!voice)
            return false;
        voice->cue = bytes_of(a, f->at.first, f->at.last);
        voice->window = (uint32_t)a->out->window_count;
        voice->score = f->at.score;
        voice->source = to_link(a, &f->single[SPEAKER], true);
        if (hull->kind != ANSWER_SPAN)
            continue;
        voice->content = bytes_of(a, hull->first, hull->last);
        if (!add_parts(a, hull, voice))
            return false;
    }
    return true;
}

/* The best of the window's mentions by their claims. */
static size_t best_claim(const assembler *a)
{
    size_t best = 0;
    for (size_t i = 1; i < a->candidate_count; i++)
        if (a->claims[i] > a->claims[best])
            best = i;
    return best;
}

/* The best mentions of the same actor as one, and the score of nobody. */
static bool link_same(assembler *a, size_t number, read_mention *mention)
{
    question q = ask(a, number, LINK_SAME, true);
    float starts[WINDOW_SIZE], nobody = decode_starts(&q, a->view, starts);
    size_t base = a->out->mention_count - a->candidate_count, count = 0;
    read_link *items = arena_array(a->arena, SAME + 1, sizeof *items);
    bool told = false;
    if (!items)
        return false;
    same_claims(a->view, a->spans, a->candidate_count, starts, a->ends,
                a->claims);
    a->claims[number] = 0; /* itself is no other mention */
    while (count < SAME + 1) {
        size_t best = best_claim(a);
        if (!told && nobody >= a->claims[best]) {
            items[count++] = (read_link){READ_NONE, nobody, {0, 0}, SIZE_MAX};
            told = true;
            continue;
        }
        if (a->claims[best] < least_same || count - told == SAME)
            break;
        items[count++] =
            (read_link){READ_SPAN, a->claims[best],
                        a->out->mentions[base + best].at, base + best};
        a->claims[best] = 0;
    }
    mention->same = (read_links){items, count};
    return true;
}

static bool link_mentions(assembler *a)
{
    size_t base = a->out->mention_count - a->candidate_count;
    for (size_t i = 0; i < a->candidate_count; i++)
        if (!link_same(a, i, &a->out->mentions[base + i]))
            return false;
    return true;
}

static bool add_window(assembler *a)
{
    span *at = GROW(a, windows, window_count, window_room);
    if (!at)
        return false;
    size_t last = a->view->size - 1;
    while (!a->view->real[last])
        last--;
    *at = bytes_of(a, 1, last);
    for (size_t i = 0; i < a->view->size; i++)
        a->out->pieces += a->view->real[i];
    return true;
}

bool assembler_add(assembler *a, const window_view *view)
{
    a->view = view;
    return add_names(a) && add_sentences(a) && find_acts(a) && add_acts(a) &&
           find_voices(a) && collect(a) && add_mentions(a) && link_acts(a) &&
           add_voices(a) && link_mentions(a) && add_window(a);
}

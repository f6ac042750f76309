#include "code/claims.h"

#include <string.h>

#include <nettle/sha2.h>

#include "code/chain.h"
#include "code/when.h"

/* Actors gathered for one side of a claim, each code once. */
typedef struct {
    casus_actor *items;
    size_t count, capacity;
} actors;

enum { ID_DIGITS = 16, REPEAT_DISTANCE = 60 };

static size_t highest(const float *scores, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (scores[i] > scores[best])
            best = i;
    return best;
}

static casus_kind kind_of(const char *code)
{
    if (!strcmp(code, "POS") || !strcmp(code, "NEG"))
        return CASUS_STANCE;
    if (!strcmp(code, "CLOSER") || !strcmp(code, "APART"))
        return CASUS_TIE;
    return CASUS_EVENT;
}

static bool has(const actors *side, const char *code)
{
    for (size_t i = 0; i < side->count; i++)
        if (!strcmp(side->items[i].code, code))
            return true;
    return false;
}

static bool put(const coding *c, actors *side, const resolved *who, span words)
{
    if (has(side, who->code))
        return true;
    casus_actor *items = arena_grow(c->out, side->items, side->count,
                                    &side->capacity, sizeof *items);
    if (!items)
        return false;
    side->items = items;
    casus_actor *actor = &items[side->count];
    actor->code = coding_string(c, who->code);
    actor->name = coding_string(c, who->name);
    actor->office = coding_string(c, who->office);
    actor->country = coding_string(c, who->country);
    actor->span = coding_points(c, span_length(who->at) ? who->at : words);
    if (!actor->code || !actor->name || !actor->office || !actor->country)
        return false;
    side->count++;
    return true;
}

static bool put_all(const coding *c, actors *side, resolved_list list,
                    span words)
{
    if (!list.items)
        return false;
    for (size_t i = 0; i < list.count; i++)
        if (!put(c, side, &list.items[i], words))
            return false;
    return true;
}

/* The base code of a side's first actor, which the other side avoids. */
static const char *first_base(const coding *c, const actors *side)
{
    if (!side->count || !strcmp(side->items[0].code, "*"))
        return NULL;
    const char *code = side->items[0].code;
    size_t length = strchr(code, ':') ? strlen(code) : 3;
    return arena_copy(c->scratch, code,
                      strlen(code) < length ? strlen(code) : length);
}

static bool gather(const coding *c, const read_act *act,
                   const read_links *links, const actors *other, day on,
                   actors *side)
{
    static const resolved nobody = {"*", "", "", "", {0, 0}, "unnamed", NULL};
    const span no_words = {0, 0};
    for (size_t i = 0; i < links->count; i++) {
        const read_link *link = &links->items[i];
        bool good = true;
        if (link->kind == READ_SPAN && link->mention != SIZE_MAX)
            good =
                put_all(c, side, resolver_mention(c->actors, link->mention, on),
                        c->read->mentions[link->mention].at);
        else if (link->kind == READ_ELSEWHERE)
            good = put_all(c, side,
                           resolver_elsewhere(c->actors, act->at.start,
                                              first_base(c, other), on),
                           no_words);
        else if (link->kind == READ_UNNAMED)
            good = put(c, side, &nobody, no_words);
        if (!good)
            return false;
    }
    return true;
}

/* Unnamed actors beside named ones say nothing. */
static void drop_unnamed(actors *side)
{
    size_t kept = 0;
    for (size_t i = 0; i < side->count; i++)
        if (side->count == 1 || strcmp(side->items[i].code, "*"))
            side->items[kept++] = side->items[i];
    side->count = kept;
}

/* A further actor of one side that is the other side's first acts on nobody
 * but himself: the reader took too much. */
static void drop_crossed(actors *side, const actors *other)
{
    size_t kept = side->count ? 1 : 0;
    for (size_t i = 1; i < side->count; i++)
        if (!other->count ||
            strcmp(side->items[i].code, other->items[0].code) != 0)
            side->items[kept++] = side->items[i];
    side->count = kept;
}

/* A reciprocal claim has all its parties as sources. */
static bool join(const coding *c, actors *source, actors *target)
{
    for (size_t i = 0; i < target->count; i++) {
        if (has(source, target->items[i].code))
            continue;
        casus_actor *items = arena_grow(c->out, source->items, source->count,
                                        &source->capacity, sizeof *items);
        if (!items)
            return false;
        source->items = items;
        items[source->count++] = target->items[i];
    }
    target->count = 0;
    return true;
}

/* The day whose offices count: the last one of the act's time, but none after
 * publication. */
static day office_day(const coding *c, interval days)
{
    if (days.from == DAY_NONE)
        return DAY_NONE;
    return c->published != DAY_NONE && days.to > c->published ? c->published
                                                              : days.to;
}

static bool set_parties(const coding *c, const read_act *act, interval days,
                        casus_claim *claim)
{
    static const resolved nobody = {"*", "", "", "", {0, 0}, "unnamed", NULL};
    actors source = {0}, target = {0};
    day on = office_day(c, days);
    bool both = act->target.count && act->target.items[0].kind == READ_BOTH;
    claim->reciprocal = both || claim->kind == CASUS_TIE;
    if (!gather(c, act, &act->source, &target, on, &source) ||
        !gather(c, act, &act->target, &source, on, &target))
        return false;
    if (claim->reciprocal && !join(c, &source, &target))
        return false;
    drop_crossed(&source, &target);
    drop_crossed(&target, &source);
    drop_unnamed(&source);
    drop_unnamed(&target);
    if (!source.count && !put(c, &source, &nobody, (span){0, 0}))
        return false;
    claim->sources = source.items;
    claim->source_count = source.count;
    claim->targets = target.items;
    claim->target_count = target.count;
    return true;
}

/* The hash of article id, trigger, kind and code. */
static const char *id_of(const coding *c, const casus_claim *claim)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t hash[SHA256_DIGEST_SIZE];
    char *id = arena_alloc(c->out, ID_DIGITS + 1);
    char *key = arena_format(c->scratch, "%s\n%zu\n%zu\n%s\n%s", c->id,
                             claim->trigger.start, claim->trigger.end,
                             casus_kind_name(claim->kind), claim->code);
    if (!id || !key)
        return NULL;
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, strlen(key), (const uint8_t *)key);
    sha256_digest(&context, sizeof hash, hash);
    for (size_t i = 0; i < ID_DIGITS; i++)
        id[i] = digits[hash[i / 2] >> (i % 2 ? 0 : 4) & 15];
    return id;
}

static void set_when(const coding *c, const read_act *act, casus_claim *claim,
                     interval *days)
{
    *days = INTERVAL_NONE;
    const time_expression *time = when_choose(c, act->at, claim->status, days);
    if (!time)
        return;
    day_print(days->from, claim->when.from);
    day_print(days->to, claim->when.to);
    claim->when.span = coding_points(c, time->at);
}

static bool set_where(const coding *c, const read_act *act, casus_claim *claim)
{
    bool found = act->place.kind == READ_SPAN;
    claim->where = found ? coding_words(c, act->place.at) : "";
    if (found)
        claim->where_span = coding_points(c, act->place.at);
    return claim->where != NULL;
}

static bool make(const coding *c, const read_act *act, const confidence *by,
                 casus_claim *claim)
{
    interval days;
    memset(claim, 0, sizeof *claim);
    claim->code = read_code_names[highest(act->code, READ_CODES)];
    claim->kind = kind_of(claim->code);
    claim->status = (casus_status)highest(act->status, READ_STATUSES);
    claim->trigger = coding_points(c, act->at);
    claim->sentence = coding_points(c, coding_sentence(c, act->at.start));
    claim->in_title = act->at.start < c->title.end;
    set_when(c, act, claim, &days);
    if (!set_where(c, act, claim) || !set_parties(c, act, days, claim) ||
        !chain_make(c, act, claim))
        return false;
    claim->confidence = confidence_of(by, act);
    claim->id = id_of(c, claim);
    return claim->id != NULL;
}

static bool same_actors(const casus_actor *a, size_t a_count,
                        const casus_actor *b, size_t b_count)
{
    if (a_count != b_count)
        return false;
    for (size_t i = 0; i < a_count; i++) {
        bool found = false;
        for (size_t j = 0; j < b_count && !found; j++)
            found = !strcmp(a[i].code, b[j].code);
        if (!found)
            return false;
    }
    return true;
}

static bool same_chain(const casus_claim *a, const casus_claim *b)
{
    if (a->chain_count != b->chain_count)
        return false;
    for (size_t i = 0; i < a->chain_count; i++)
        if (strcmp(a->chain[i].name, b->chain[i].name))
            return false;
    return true;
}

/* Whether two claims tell one act in one clause. */
static bool repeats(const casus_claim *a, const casus_claim *b)
{
    return a->sentence.start == b->sentence.start && a->code == b->code &&
           a->status == b->status && a->reciprocal == b->reciprocal &&
           b->trigger.start < a->trigger.end + REPEAT_DISTANCE &&
           same_actors(a->sources, a->source_count, b->sources,
                       b->source_count) &&
           same_actors(a->targets, a->target_count, b->targets,
                       b->target_count) &&
           same_chain(a, b);
}

/* Whether act i shares words with a neighbour that is surer. */
static bool is_covered(const reading *r, size_t i)
{
    size_t last = i + 1 < r->act_count ? i + 1 : i;
    for (size_t j = i > 0 ? i - 1 : 0; j <= last; j++)
        if (j != i && span_overlaps(r->acts[i].at, r->acts[j].at) &&
            (r->acts[j].score > r->acts[i].score ||
             (r->acts[j].score == r->acts[i].score && j < i)))
            return true;
    return false;
}

/* Adds a claim, or lets it stand for the one before it where it is surer. */
static void keep(casus_claim *claims, size_t *count, const casus_claim *claim)
{
    if (*count && repeats(&claims[*count - 1], claim)) {
        if (claim->confidence > claims[*count - 1].confidence)
            claims[*count - 1] = *claim;
        return;
    }
    claims[(*count)++] = *claim;
}

bool claims_make(const coding *c, const confidence *by, double cut,
                 casus_coded *out)
{
    const reading *r = c->read;
    size_t count = 0;
    casus_claim *claims = arena_array(c->out, r->act_count, sizeof *claims);
    if (!claims)
        return false;
    for (size_t i = 0; i < r->act_count; i++) {
        casus_claim claim;
        if (is_covered(r, i))
            continue;
        if (!make(c, &r->acts[i], by, &claim))
            return false;
        if (claim.confidence >= cut)
            keep(claims, &count, &claim);
    }
    out->claims = claims;
    out->claim_count = count;
    return true;
}

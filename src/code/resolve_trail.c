/*
 * The trail: every actor the article names or describes, from left to right;
 * and how a role noun without a state of its own gets one from it.
 */
#include <string.h>

#include "code/resolve_parts.h"

enum { BRIDGE = 2 };

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool is_anchor(const resolver *v, size_t i)
{
    return match_at_token(v, i) || token_is_name(v, i);
}

/* The end of the phrase that starts with the anchor at token i: anchors, and
 * up to two plain words between them ("Israeli special envoy"). */
static size_t chunk_end(const resolver *v, size_t i)
{
    size_t at = i, end = i;
    unsigned plain = 0;
    const fact_match *last = NULL;
    while (at < v->tokens.count) {
        const token *t = token_at(v, at);
        const fact_match *m = match_at_token(v, at);
        if (m) {
            if (plain && last && !may_bridge(v, last))
                break;
            last = m;
            at = end = m->first + m->count;
            plain = 0;
            continue;
        }
        if (t->shape >= TOKEN_MARK)
            break;
        if (token_is_name(v, at)) {
            if (plain)
                break;
            end = ++at;
            plain = 0;
            continue;
        }
        if (token_stops_phrase(v, at) || token_is_article(v, at) ||
            token_is(v, at, "and") || token_is(v, at, "or") || ++plain > BRIDGE)
            break;
        at++;
    }
    return end;
}

size_t steps_before(const resolver *v, size_t at)
{
    size_t low = 0, high = v->trail_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (v->trail[middle].first < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool known(const actor *a)
{
    return *a->base && *a->base != '*';
}

/* The last step before at of the same noun, else of the same role. */
static const step *like_before(const resolver *v, const actor *a, size_t at)
{
    const step *role = NULL;
    size_t before = steps_before(v, at);
    size_t last = before > BACK_STEPS ? before - BACK_STEPS : 0;
    for (size_t i = before; i-- > last;) {
        const step *s = &v->trail[i];
        if (!known(&s->who) || s->who.human != SIZE_MAX)
            continue;
        if (s->who.agent && a->agent && s->who.agent == a->agent &&
            (!(a->agent->flags & FACT_GENERIC) || same(s->who.role, a->role)))
            return s;
        if (!role && v->sentence_of[at] - s->sentence < 4 && *a->role &&
            same(s->who.role, a->role))
            role = s;
    }
    return role;
}

enum { NEAR_SENTENCES = 3, NEAR_WORTH = 4 };

/* The state a sentence is about: the article's, but for those named close by,
 * which weigh more. */
static const char *theme_near(const resolver *v, size_t at)
{
    unsigned best_weight = 0;
    const char *best = "";
    size_t before = steps_before(v, at);
    size_t last = before > BACK_STEPS ? before - BACK_STEPS : 0;
    for (size_t t = 0; t < v->theme_count; t++) {
        unsigned weight = v->themes[t].weight;
        for (size_t i = before; i-- > last;) {
            const step *s = &v->trail[i];
            uint32_t gap = v->sentence_of[at] - s->sentence;
            if (gap >= NEAR_SENTENCES)
                break;
            if (same(s->who.base, v->themes[t].base))
                weight += gap ? NEAR_WORTH / 2 : NEAR_WORTH;
        }
        if (weight > best_weight) {
            best_weight = weight;
            best = v->themes[t].base;
        }
    }
    return best;
}

/* Whether a step is a body such as a word (the group, the alliance, the
 * company) may refer back to. */
static bool is_such(const resolver *v, const step *s, const char *role)
{
    const char *base = s->who.base;
    unsigned flags = s->who.row ? s->who.row->flags : 0;
    if (s->who.human != SIZE_MAX)
        return false;
    if (same(role, "IGO"))
        return same(base, "IGO");
    if (same(role, "BUS"))
        return same(base, "MNC");
    if (same(role, "PTY"))
        return flags & FACT_PARTY;
    bool group = flags & FACT_GROUP || same(base, "NGO") ||
                 (*s->who.entity && same(s->who.role, "REB"));
    (void)v;
    return group || (same(role, "ORG") && same(base, "IGO"));
}

/* The body that "the group" and the like refer back to. */
static actor back_reference(resolver *v, const actor *a, size_t at)
{
    const char *role = facts_text(v->facts, a->agent->role);
    size_t before = steps_before(v, at);
    size_t last = before > BACK_STEPS ? before - BACK_STEPS : 0;
    for (size_t i = before; i-- > last;) {
        const step *s = &v->trail[i];
        if (!is_such(v, s, role) || *s->who.base == '*')
            continue;
        actor b = s->who;
        b.agent = a->agent;
        b.rule = "back reference";
        return b;
    }
    actor none = *a;
    none.role = same(role, "PTY") ? "OPP" : same(role, "BUS") ? "BUS" : "";
    if (*none.role)
        none.base = theme_first(v, NULL);
    none.rule = "back reference";
    if (!*none.base || !*none.role)
        none = NOBODY;
    none.agent = a->agent;
    none.sort = a->sort;
    return none;
}

/* The state that "the country" means: the last one named, else the one the
 * article is about. */
static actor this_country(resolver *v, actor a, size_t at)
{
    a.base = theme_first(v, NULL);
    a.rule = "what the article is about";
    a.sort = SORT_STATE;
    (void)at;
    return *a.base ? a : NOBODY;
}

actor settle(resolver *v, actor a, size_t at, day on)
{
    if (a.human != SIZE_MAX) {
        size_t number = a.human;
        a = human_actor(v, number, on);
        a.human = number;
    }
    if (*a.base)
        return a;
    if (!a.agent && a.human == SIZE_MAX) {
        a.base = theme_near(v, at);
        a.role = "CVL";
        a.rule = "guess";
        return *a.base ? a : NOBODY;
    }
    if (a.human == SIZE_MAX && a.again)
        return back_reference(v, &a, at);
    bool between = same(a.role, "IGO") || same(a.role, "ORG");
    if (a.human == SIZE_MAX && (a.agent->flags & FACT_WEAK || between)) {
        actor nobody = NOBODY;
        nobody.agent = a.agent;
        nobody.sort = a.sort;
        return nobody;
    }
    if (a.human == SIZE_MAX && !*a.role && a.sort == SORT_BODY)
        return this_country(v, a, at);
    const step *s = a.human == SIZE_MAX ? like_before(v, &a, at) : NULL;
    if (s) {
        a.base = s->who.base;
        a.entity = s->who.entity;
        if (s->who.agent == a.agent)
            a.role = s->who.role;
        else if (!same(a.role, s->who.role))
            a.entity = "";
        a.rule = "like one before";
        return a;
    }
    a.base = theme_near(v, at);
    a.rule = "what the article is about";
    return *a.base ? a : NOBODY;
}

bool base_is_org(const char *base)
{
    return same(base, "IGO") || same(base, "NGO") || same(base, "MNC") ||
           same(base, "IMG");
}

static const char *lead_entity(const actor *a)
{
    return base_is_org(a->base) ? a->entity : "";
}

/* Counts a step for its actor. */
static void add_lead(resolver *v, const step *s)
{
    const actor *a = &s->who;
    if (!known(a) || same(a->role, "JRN"))
        return;
    const char *entity = lead_entity(a);
    size_t i = 0;
    while (i < v->lead_count && (!same(v->leads[i].base, a->base) ||
                                 !same(v->leads[i].entity, entity)))
        i++;
    if (i == LEAD_LIMIT)
        return;
    if (i == v->lead_count)
        v->leads[v->lead_count++] = (lead){a->base, entity, 0};
    v->leads[i].weight += s->line == 0 ? 4 : 1;
}

actor most_salient(const resolver *v, size_t at, const char *not_base)
{
    enum { SENTENCES = 4, WORTH = 4 };
    actor best = NOBODY;
    unsigned most = 0;
    size_t before = steps_before(v, at);
    size_t last = before > BACK_STEPS ? before - BACK_STEPS : 0;
    uint32_t here = before ? v->trail[before - 1].sentence : 0;
    if (at < v->tokens.count)
        here = v->sentence_of[at];
    for (size_t l = 0; l < v->lead_count; l++) {
        const lead *one = &v->leads[l];
        unsigned weight = one->weight;
        if (not_base && (same(one->base, not_base) ||
                         (*one->entity && same(one->entity, not_base))))
            continue;
        for (size_t i = before; i-- > last;) {
            const step *s = &v->trail[i];
            if (here - s->sentence >= SENTENCES)
                break;
            if (same(s->who.base, one->base) &&
                same(lead_entity(&s->who), one->entity))
                weight += WORTH;
        }
        if (weight <= most)
            continue;
        most = weight;
        best.base = one->base;
        best.entity = one->entity;
        best.sort = SORT_STATE;
        best.rule = "most salient";
    }
    return best;
}

static void add_step(resolver *v, size_t first, size_t end)
{
    actor who = read_phrase(v, first, end, v->published);
    if (who.human == SIZE_MAX && !*who.base && !who.agent)
        return;
    step *grown = arena_grow(v->a, v->trail, v->trail_count, &v->trail_capacity,
                             sizeof *grown);
    if (!grown) {
        v->failed = true;
        return;
    }
    v->trail = grown;
    who = settle(v, who, first, v->published);
    v->trail[v->trail_count++] = (step){
        first,           end, who, v->sentence_of[first], v->line_of[first],
        v->quoted[first]};
    add_lead(v, &v->trail[v->trail_count - 1]);
}

bool lay_trail(resolver *v)
{
    for (size_t i = 0; i < v->tokens.count;) {
        if (!is_anchor(v, i)) {
            i++;
            continue;
        }
        size_t end = chunk_end(v, i);
        add_step(v, i, end);
        i = end > i ? end : i + 1;
    }
    return !v->failed;
}

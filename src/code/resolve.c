#include "code/resolve.h"

#include <string.h>

#include "code/resolve_parts.h"

/* A role score of the model that overrules a guess. */
#define ROLE_SURE 0.5f

/* A link to another mention of the same actor that overrules a guess. */
#define SAME_SURE 0.5f

enum { SIDES = 6, SAME_HOPS = 3 };

resolver *resolver_new(const facts *f, const char *text, size_t length,
                       day published, const reading *r, arena *a,
                       casus_error *error)
{
    resolver *v = arena_alloc(a, sizeof *v);
    if (!v) {
        error_memory(error);
        return NULL;
    }
    v->facts = f;
    v->text = text;
    v->length = length;
    v->published = published;
    v->reading = r;
    v->a = a;
    if (!cut_article(v) || !count_themes(v) || !find_people(v) ||
        !lay_trail(v)) {
        error_memory(error);
        return NULL;
    }
    return v;
}

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* The best role that the model gives a mention, where it is sure. */
static const char *model_role(const resolver *v, size_t mention)
{
    if (!v->reading || mention >= v->reading->mention_count)
        return NULL;
    const read_mention *m = &v->reading->mentions[mention];
    size_t best = 0;
    for (size_t i = 1; i < READ_ROLES; i++)
        if (m->role[i] > m->role[best])
            best = i;
    return m->role[best] >= ROLE_SURE ? read_role_names[best] : NULL;
}

static const char *code_of(resolver *v, const actor *a)
{
    if (!*a->base || *a->base == '*' || (base_is_org(a->base) && !*a->entity))
        return "*";
    const char *role = base_is_org(a->base) ? "" : a->role;
    const char *code =
        *a->entity ? arena_format(v->a, "%s%s:%s", a->base, role, a->entity)
                   : arena_format(v->a, "%s%s", a->base, role);
    if (!code)
        v->failed = true;
    return code ? code : "*";
}

static resolved finish(resolver *v, const actor *a, size_t mention, span at)
{
    actor done = *a;
    const char *role = model_role(v, mention);
    bool open = !base_is_org(done.base) && !*done.entity &&
                !(done.sort == SORT_PERSON && done.row);
    if (role && open && !same(role, done.role)) {
        done.role = role;
        if (done.human == SIZE_MAX && done.sort != SORT_STATE)
            done.name = done.office = ""; /* those of another role */
    }
    return (resolved){
        .code = code_of(v, &done),
        .name = done.name,
        .office = done.office,
        .country = base_is_org(done.base) || *done.base == '*' ? "" : done.base,
        .at = at,
        .rule = done.rule,
        .row = done.row};
}

/* "both countries", "the two leaders": the two sides the article is about. */
static bool is_pair(const resolver *v, size_t first, size_t end, bool *leaders)
{
    static const char *const nouns[] = {
        "countries", "sides",       "nations", "neighbours", "neighbors",
        "states",    "governments", "leaders", "presidents", "parties",
        "men",       "ministers",   "allies",  "powers",     "capitals",
        "rivals",    "peoples",     NULL};
    static const char *const heads[] = {
        "leaders", "presidents", "ministers", "governments", "men", NULL};
    bool two = false;
    for (size_t i = first; i < end; i++)
        two = two || token_is(v, i, "two") || token_is(v, i, "both");
    *leaders = token_among(v, end - 1, heads);
    return two && (token_among(v, end - 1, nouns) || end - first == 1 ||
                   (end - first == 2 && token_is(v, end - 1, "two")));
}

static size_t read_pair(resolver *v, size_t first, bool leaders, actor *out)
{
    size_t count = 0;
    size_t before = steps_before(v, first);
    size_t last = before > BACK_STEPS ? before - BACK_STEPS : 0;
    for (size_t i = before; i-- > last && count < 2;) {
        const step *s = &v->trail[i];
        const char *base = s->who.base;
        if (!*base || *base == '*' || same(s->who.role, "JRN") ||
            s->line + 12 < v->line_of[first])
            continue;
        bool seen = count && same(out[0].base, base);
        if (seen)
            continue;
        actor a = s->who;
        if (!same(a.role, "REB") && !same(a.role, "OPP") &&
            !same(a.role, "SEP"))
            a.role = leaders ? "GOV" : "";
        a.rule = "pair";
        a.sure_role = true;
        if (!*a.role)
            a.entity = "";
        out[count++] = a;
    }
    return count;
}

/* Where a phrase of two actors is cut: after "and", or between two states that
 * a hyphen joins. 0 where it is one. */
static size_t find_cut(resolver *v, size_t first, size_t end, size_t *resume)
{
    for (size_t i = first + 1; i < end; i++) {
        const fact_match *m = match_at_token(v, i);
        if (m && m->first < i)
            continue;
        if (token_at(v, i)->hyphened && m && m->first == i) {
            const fact_match *before = match_at_token(v, i - 1);
            if (before &&
                pick_row(v, before, v->published).kind == PICK_STATE &&
                pick_row(v, m, v->published).kind == PICK_STATE) {
                *resume = i;
                return i;
            }
        }
        if (!token_is(v, i, "and") && !token_is(v, i, ","))
            continue;
        size_t next = i + 1;
        if (token_is(v, next, "and"))
            next++;
        if (token_is_article(v, next))
            next++;
        const fact_match *after = match_at_token(v, next);
        if (!after || next >= end)
            continue;
        pick p = pick_row(v, after, v->published);
        actor left = read_phrase(v, first, i, v->published);
        bool left_known = *left.base || left.human != SIZE_MAX || left.agent;
        if (!left_known || p.kind == PICK_NONE)
            continue;
        if (token_is(v, i, ",") && p.kind == PICK_AGENT)
            continue; /* an apposition */
        if (token_is(v, i, ",") && (left.human != SIZE_MAX || left.agent))
            continue;
        if (p.kind == PICK_AGENT && left.sort == SORT_STATE)
            continue;
        *resume = i + 1;
        return i;
    }
    return 0;
}

/* "his government", "its troops": the pronoun tells the state. */
static bool read_possessed(resolver *v, size_t first, size_t end, day on,
                           actor *out)
{
    if (end - first < 2 || !is_pronoun(v, first, first + 1))
        return false;
    actor thing = read_phrase(v, first + 1, end, on);
    if (*thing.base || !thing.agent)
        return false;
    actor owner = read_pronoun(v, first, on);
    if (!*owner.base || *owner.base == '*')
        return false;
    bool group = *owner.entity && !same(thing.role, "GOV");
    thing.base = owner.base;
    if (base_is_org(owner.base) || group) {
        thing.entity = owner.entity;
        thing.role = owner.role;
    }
    thing.rule = "possessive";
    *out = thing;
    return true;
}

/* Reads the actors of a phrase into out; returns how many. */
static size_t read_all(resolver *v, size_t first, size_t end, day on,
                       actor *out)
{
    bool leaders = false;
    if (first >= end) {
        out[0] = NOBODY;
        return 1;
    }
    if (is_pronoun(v, first, end)) {
        out[0] = read_pronoun(v, first, on);
        return 1;
    }
    if (is_pair(v, first, end, &leaders)) {
        size_t count = read_pair(v, first, leaders, out);
        if (count == 2)
            return 2;
    }
    if (read_possessed(v, first, end, on, out))
        return 1;
    size_t count = 0;
    while (count < SIDES - 1) {
        size_t resume = 0, cut = find_cut(v, first, end, &resume);
        if (!cut)
            break;
        out[count++] = read_phrase(v, first, cut, on);
        first = resume;
    }
    out[count++] = read_phrase(v, first, end, on);
    const actor *last = &out[count - 1];
    for (size_t i = 0; i + 1 < count; i++)
        if (out[i].sort == SORT_STATE && !out[i].agent && last->agent &&
            last->human == SIZE_MAX && !base_is_org(last->base)) {
            out[i].role = last->role;
            out[i].agent = last->agent;
        }
    for (size_t i = 0; i < count; i++)
        out[i] = settle(v, out[i], first, on);
    return count;
}

/* Whether a rule was no more than a guess, so that the model's link to another
 * mention of the same actor is worth more. */
static bool is_guess(const actor *a)
{
    static const char *const rules[] = {"unknown", "guess", "pronoun",
                                        "what the article is about", NULL};
    for (size_t i = 0; rules[i]; i++)
        if (same(a->rule, rules[i]))
            return true;
    return false;
}

/* The mention that the model holds for the same actor, or SIZE_MAX. */
static size_t linked(const resolver *v, size_t mention)
{
    const read_links *links = &v->reading->mentions[mention].same;
    for (size_t i = 0; i < links->count; i++)
        if (links->items[i].kind == READ_SPAN &&
            links->items[i].score >= SAME_SURE &&
            links->items[i].mention < v->reading->mention_count &&
            links->items[i].mention != mention)
            return links->items[i].mention;
    return SIZE_MAX;
}

static void tokens_of(const resolver *v, size_t mention, size_t *first,
                      size_t *end)
{
    span at = v->reading->mentions[mention].at;
    *first = *end = tokens_at(&v->tokens, at.start);
    while (*end < v->tokens.count && v->tokens.items[*end].at.start < at.end)
        ++*end;
}

/* Takes from another mention of the same actor what this one lacks. */
static void borrow(resolver *v, size_t mention, day on, actor *a)
{
    for (int hop = 0; hop < SAME_HOPS; hop++) {
        size_t first, end;
        actor found[SIDES];
        mention = linked(v, mention);
        if (mention == SIZE_MAX)
            return;
        tokens_of(v, mention, &first, &end);
        if (read_all(v, first, end, on, found) != 1)
            return;
        if (is_guess(&found[0]) || *found[0].base == '*')
            continue;
        bool own_role = a->agent && *a->role;
        const char *role = a->role;
        const char *entity =
            own_role && !same(role, found[0].role) ? "" : found[0].entity;
        *a = found[0];
        if (own_role && !base_is_org(a->base)) {
            a->role = role;
            a->entity = entity;
        }
        a->rule = "same actor";
        return;
    }
}

resolved_list resolver_mention(resolver *v, size_t mention, day on)
{
    span at = v->reading->mentions[mention].at;
    size_t first, end;
    actor found[SIDES];
    if (on == DAY_NONE)
        on = v->published;
    tokens_of(v, mention, &first, &end);
    size_t count = read_all(v, first, end, on, found);
    if (count == 1 && is_guess(&found[0]))
        borrow(v, mention, on, &found[0]);
    resolved *items = arena_array(v->a, count, sizeof *items);
    if (!items)
        return (resolved_list){NULL, 0};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        resolved r = finish(v, &found[i], mention, at);
        bool seen = false;
        for (size_t k = 0; k < kept; k++)
            seen = seen || same(items[k].code, r.code);
        if (!seen)
            items[kept++] = r;
    }
    return v->failed ? (resolved_list){NULL, 0} : (resolved_list){items, kept};
}

resolved_list resolver_elsewhere(resolver *v, uint32_t before,
                                 const char *not_base, day on)
{
    (void)on;
    resolved *item = arena_array(v->a, 1, sizeof *item);
    if (!item)
        return (resolved_list){NULL, 0};
    actor best = most_salient(v, tokens_at(&v->tokens, before), not_base);
    *item = finish(v, &best, SIZE_MAX, (span){0, 0});
    return (resolved_list){item, 1};
}

const char *resolver_holder(resolver *v, size_t mention)
{
    size_t first, end;
    tokens_of(v, mention, &first, &end);
    actor a = NOBODY;
    if (is_pronoun(v, first, end))
        a = read_pronoun(v, first, v->published);
    else if (first < end)
        a = read_phrase(v, first, end, v->published);
    if (a.human != SIZE_MAX)
        return text_of(v, v->people[a.human].first, v->people[a.human].end);
    if (is_pronoun(v, first, end) && *a.name)
        return a.name;
    return text_of(v, first, end);
}

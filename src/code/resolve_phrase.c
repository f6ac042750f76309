/*
 * A noun phrase read by itself.
 *
 *     US-backed  Syrian  opposition  leader   of the …
 *     (aside)    state   qualifier   agent    tail
 *
 * The head reaches to the first preposition or comma. Its last name, body or
 * role noun says what the actor is; adjectives and possessives say of which
 * state; a generic noun such as leader takes the role of the noun before it or
 * of its tail.
 */
#include <string.h>

#include "code/resolve_parts.h"

typedef struct {
    resolver *v;
    size_t first, head, end; /* tokens: [first, head) is the head */
    day on;
    const fact_row *state, *aside, *body, *agent, *qualifier;
    size_t body_at, agent_at, state_at;
    fact_part agent_part;
    size_t name_first, name_end; /* of a person; equal where none */
} scan;

static size_t skip_marks(const resolver *v, size_t first, size_t end)
{
    while (first < end) {
        const fact_match *m = match_at_token(v, first);
        if (m && m->first == first)
            break;
        if (token_at(v, first)->shape < TOKEN_MARK &&
            !token_is_article(v, first))
            break;
        first++;
    }
    return first;
}

static size_t find_head(const resolver *v, size_t first, size_t end)
{
    size_t i = first;
    while (i < end) {
        const fact_match *m = match_at_token(v, i);
        if (m && m->first == i && m->count > 1) {
            i += m->count;
            continue;
        }
        if (i > first && token_stops_phrase(v, i))
            break;
        i++;
    }
    return i < end ? i : end;
}

/* Whether the state at tokens [i, next) only qualifies: US-backed, anti-Iran.
 */
static bool is_aside(const scan *s, size_t i, size_t next)
{
    const resolver *v = s->v;
    static const char *const after[] = {
        "led",      "backed",    "allied",    "aligned",      "controlled",
        "based",    "born",      "sponsored", "supported",    "occupied",
        "held",     "run",       "trained",   "funded",       "style",
        "friendly", "dominated", "armed",     "speaking",     "owned",
        "made",     "brokered",  "educated",  "administered", "leaning",
        NULL};
    static const char *const before[] = {"pro", "anti", "non", "ex", NULL};
    if (next < s->end && token_at(v, next)->hyphened &&
        token_among(v, next, after))
        return true;
    return i > s->first && token_at(v, i)->hyphened &&
           token_among(v, i - 1, before);
}

static void take_agent(scan *s, const pick *p, size_t at)
{
    if (s->agent && !(s->agent->flags & FACT_GENERIC) &&
        p->row->flags & FACT_GENERIC)
        s->qualifier = s->agent;
    else if (s->agent && !(p->row->flags & FACT_GENERIC) &&
             s->agent->flags & FACT_GENERIC)
        s->qualifier = NULL;
    s->agent = p->row;
    s->agent_at = at;
    s->agent_part = p->part;
}

static void take_match(scan *s, const fact_match *m, const pick *p)
{
    size_t at = m->first, next = at + m->count;
    switch (p->kind) {
    case PICK_STATE:
        if (is_aside(s, at, next)) {
            s->aside = p->row;
        } else if (!s->state || !s->agent || s->agent_at < at) {
            s->state = p->row;
            s->state_at = at;
        }
        break;
    case PICK_BODY:
        if (is_aside(s, at, next)) {
            s->aside = p->row;
        } else {
            s->body = p->row;
            s->body_at = at;
        }
        break;
    case PICK_AGENT:
        take_agent(s, p, at);
        break;
    default:
        break;
    }
}

/* Reads the name of a person that starts at token i; the token after it. */
static size_t take_name(scan *s, size_t i)
{
    size_t end = i;
    const fact_match *m = match_at_token(s->v, i);
    if (m && pick_row(s->v, m, s->on).kind == PICK_PERSON)
        end = m->first + m->count;
    while (end < s->head && token_is_name(s->v, end))
        end++;
    if (end == i)
        return i;
    if (!s->name_end || s->name_end == i) {
        s->name_first = s->name_end ? s->name_first : i;
        s->name_end = end;
    } else if (!s->agent || s->agent_at < i) {
        s->name_first = i;
        s->name_end = end;
    }
    return end;
}

static void scan_head(scan *s)
{
    size_t i = s->first;
    while (i < s->head) {
        const fact_match *m = match_at_token(s->v, i);
        if (m && (m->first == i || i == s->first)) {
            pick p = pick_row(s->v, m, s->on);
            size_t next = m->first + m->count;
            if (p.kind == PICK_PERSON || p.kind == PICK_NONE) {
                size_t past = take_name(s, i);
                i = past > i ? past : next;
                continue;
            }
            take_match(s, m, &p);
            i = next;
            continue;
        }
        size_t past = take_name(s, i);
        i = past > i ? past : i + 1;
    }
}

static const char *str(const scan *s, uint32_t offset)
{
    return facts_text(s->v->facts, offset);
}

static actor of_row(const scan *s, const fact_row *row, const char *rule)
{
    actor a = NOBODY;
    a.base = str(s, row->base);
    a.role = str(s, row->role);
    a.entity = str(s, row->entity);
    a.name = str(s, row->name);
    a.row = row;
    a.rule = rule;
    a.sure_role = *a.role != '\0';
    a.sort = row->kind == FACT_BODY ? SORT_BODY : SORT_STATE;
    return a;
}

static actor blank(void)
{
    actor a = NOBODY;
    a.base = "";
    a.sort = SORT_PEOPLE;
    return a;
}

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static const char *agent_role(const scan *s)
{
    if (s->agent->flags & FACT_GENERIC && s->qualifier &&
        str(s, s->qualifier->role)[0])
        return str(s, s->qualifier->role);
    return str(s, s->agent->role);
}

static sort agent_sort(const scan *s)
{
    if (s->agent->flags & FACT_ONE && s->agent_part != PART_PLURAL)
        return SORT_PERSON;
    return s->agent->flags & (FACT_ONE | FACT_MANY) ? SORT_PEOPLE : SORT_BODY;
}

/* What stands after the head's preposition, where that tells whose it is. */
static actor read_tail(scan *s)
{
    static const char *const plain[] = {"of", "from", "in", "at", NULL};
    for (size_t i = s->head; i < s->end; i++) {
        bool generic = s->agent && s->agent->flags & FACT_GENERIC;
        if (!token_among(s->v, i, plain) &&
            !(generic && token_is(s->v, i, "for")))
            continue;
        actor a = read_phrase(s->v, i + 1, s->end, s->on);
        if (a.human != SIZE_MAX && s->agent) {
            a = human_actor(s->v, a.human, s->on);
            a.human = SIZE_MAX;
        }
        if (*a.base && *a.base != '*')
            return a;
        if ((generic && a.sure_role) ||
            (!s->agent && (a.agent || a.human != SIZE_MAX)))
            return a;
    }
    return blank();
}

/* Whether the phrase says that its role is over: the former president, a
 * retired general. */
static bool is_former(const scan *s, const char *role)
{
    static const char *const words[] = {"former",  "ex",      "retired",
                                        "ousted",  "deposed", "exiled",
                                        "onetime", NULL};
    static const char *const roles[] = {"GOV", "MIL", "LEG", "JUD",
                                        "SPY", "COP", NULL};
    bool public_role = false;
    for (size_t i = 0; roles[i]; i++)
        public_role = public_role || strcmp(roles[i], role) == 0;
    for (size_t i = s->first; public_role && i < s->agent_at; i++)
        if (token_among(s->v, i, words))
            return true;
    return false;
}

static actor with_agent(scan *s, actor a)
{
    a.agent = s->agent;
    a.role = agent_role(s);
    if (s->agent_part != PART_PLURAL && is_former(s, a.role))
        a.role = "ELI";
    if (s->agent->flags & FACT_AGAIN && strlen(a.base) == 3 &&
        (strcmp(a.role, "IGO") == 0 || strcmp(a.role, "ORG") == 0))
        a.role = "";
    a.sure_role = true;
    a.office = str(s, s->agent->name);
    a.sort = agent_sort(s);
    a.rule = "role noun";
    return a;
}

/* Whether a phrase that starts at token i stands after "the" or "this". */
static bool is_definite(const resolver *v, size_t i)
{
    static const char *const words[] = {"the", "this", "that", NULL};
    return token_among(v, i, words) || (i > 0 && token_among(v, i - 1, words));
}

/* A role noun: troops, the Syrian president, members of parliament. */
static actor read_agent(scan *s)
{
    actor a = blank();
    const fact_row *agent = s->agent;
    a.again = agent->flags & FACT_AGAIN && s->agent_part != PART_PLURAL &&
              is_definite(s->v, s->first);
    if (agent->flags & FACT_NOBODY && !s->qualifier) {
        if (s->state && s->state->kind == FACT_ADJECTIVE)
            return of_row(s, s->state, "state");
        a = NOBODY;
        a.agent = agent;
        a.sort = agent_sort(s);
        return a;
    }
    bool again = a.again;
    if (s->state)
        a = of_row(s, s->state, "state and role noun");
    a.again = again;
    const char *lent = a.role;
    a = with_agent(s, a);
    if (s->state && s->state->kind == FACT_METONYM &&
        agent->flags & FACT_GENERIC)
        a.role = lent;
    if (s->state && !(agent->flags & FACT_GENERIC))
        return a;
    actor tail = read_tail(s);
    if (!*a.base && (*tail.base || tail.sure_role)) {
        bool keeps = tail.sure_role && (agent->flags & FACT_GENERIC);
        if (base_is_org(tail.base) || keeps) {
            tail.agent = agent;
            tail.sort = agent_sort(s);
            return tail;
        }
        a.base = tail.base;
        a.row = tail.row;
    } else if (agent->flags & FACT_GENERIC && !s->qualifier && tail.sure_role &&
               (same(tail.base, a.base) || !*tail.base)) {
        a.role = tail.role;
        a.entity = tail.entity;
    }
    return a;
}

/* A body, or a role noun of one: UN envoy, Republican senator. */
static actor read_body(scan *s)
{
    actor a = of_row(s, s->body, "body");
    if (!*a.role && s->body->flags & FACT_PARTY) {
        a.role = "OPP";
        a.sure_role = false;
    }
    if (!s->agent || s->agent_at < s->body_at)
        return a;
    a.agent = s->agent;
    a.sort = agent_sort(s);
    const char *role = agent_role(s);
    bool strong = !(s->agent->flags & (FACT_GENERIC | FACT_NOBODY));
    if (!base_is_org(a.base) && strong && *role &&
        !(s->body->flags & FACT_GROUP)) {
        if (!same(role, "CVL") && !same(role, "PTY"))
            a.role = role;
        if (s->body->flags & FACT_PARTY)
            a.entity = "";
    }
    return a;
}

static actor read_state(scan *s)
{
    const fact_row *row = s->state;
    actor a = of_row(s, row, row->kind == FACT_METONYM ? "metonym" : "state");
    size_t width = match_at_token(s->v, s->state_at)->count;
    bool alone = s->state_at == s->first && s->head == s->first + width;
    if (row->kind == FACT_CAPITAL && alone) {
        a.role = "GOV";
        a.rule = "capital";
        a.sure_role = true;
    }
    if (row->kind == FACT_PEOPLE)
        a.sort = SORT_PEOPLE;
    return a;
}

/* A person's name, with what stands before it in the phrase. */
static actor read_called(scan *s)
{
    actor a = blank();
    a.human = human_named(s->v, s->name_first, s->name_end);
    a.sort = SORT_PERSON;
    a.rule = "name";
    a.name = text_of(s->v, s->name_first, s->name_end);
    if (a.human != SIZE_MAX)
        return a;
    actor known = surname_actor(s->v, s->name_first, s->name_end, s->on);
    if (*known.base)
        return known;
    scan before = *s;
    before.name_first = before.name_end = 0;
    if (s->body && s->body_at < s->name_first)
        a = read_body(&before);
    else if (s->agent)
        a = read_agent(&before);
    else if (s->state)
        a = read_state(&before);
    a.sort = SORT_PERSON;
    return a;
}

/* The role noun after a name: the Assad regime, Trump's aides. */
static actor read_called_agent(scan *s)
{
    scan name = *s;
    name.agent = NULL;
    name.head = name.end = s->name_end;
    actor who = read_called(&name);
    if (who.human != SIZE_MAX)
        who = human_actor(s->v, who.human, s->on);
    if (s->agent->flags & FACT_NOBODY || !*who.base)
        return read_agent(s);
    const char *entity = who.entity, *role = who.role;
    actor a = with_agent(s, who);
    a.human = SIZE_MAX;
    a.entity = base_is_org(who.base) || same(role, a.role) ||
                       s->agent->flags & FACT_GENERIC
                   ? entity
                   : "";
    if (base_is_org(who.base) || (s->agent->flags & FACT_GENERIC &&
                                  !s->qualifier && *role && !same(role, "ELI")))
        a.role = role;
    return a;
}

actor read_phrase(resolver *v, size_t first, size_t end, day on)
{
    if (end > first + PHRASE_TOKENS)
        end = first + PHRASE_TOKENS;
    scan s = {.v = v, .on = on, .end = end};
    s.first = skip_marks(v, first, end);
    s.head = find_head(v, s.first, end);
    scan_head(&s);
    bool named = s.name_end > s.name_first;
    bool agent_last = s.agent && named && s.agent_at >= s.name_end;
    if (named && agent_last)
        return read_called_agent(&s);
    if (named && !(s.body && s.body_at >= s.name_end))
        return read_called(&s);
    if (s.body && (!s.state || s.state_at <= s.body_at || s.agent == NULL))
        return read_body(&s);
    if (s.agent && !s.state && token_is(v, s.head, ",") && s.head + 1 < end &&
        token_is_name(v, s.head + 1)) {
        actor who = read_phrase(v, s.head + 1, end, on);
        if (who.human != SIZE_MAX)
            return who;
    }
    if (s.agent)
        return read_agent(&s);
    if (s.state)
        return read_state(&s);
    actor tail = read_tail(&s);
    if (!*tail.base && !tail.agent && s.aside)
        return of_row(&s, s.aside, "aside");
    if (*tail.base && !base_is_org(tail.base))
        tail.role = tail.sort == SORT_STATE ? "" : tail.role;
    return tail;
}

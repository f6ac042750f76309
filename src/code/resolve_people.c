/*
 * The people an article names, and what it and the tables say they are.
 *
 *     Russian foreign minister Sergei Lavrov , who …   title before
 *     Shen Guofang , a Chinese foreign ministry spokesman   apposition
 *     Ted Cruz ( R - Texas )
 *
 * A name of two words or more, or one after a title, makes an entry; later a
 * part of it is enough.
 */
#include <string.h>

#include "code/resolve_parts.h"

enum { TITLE_WORDS = 25, TITLE_REACH = 9, APPOSITION_REACH = 14 };

static bool is_particle(const resolver *v, size_t i)
{
    static const char *const list[] = {
        "al", "el",  "bin", "ben",  "ibn", "von",  "van", "der",
        "de", "da",  "di",  "del",  "la",  "le",   "abu", "ul",
        "ud", "den", "dos", "bint", "ag",  "ould", NULL};
    return token_among(v, i, list) && token_is_name(v, i + 1);
}

/* The end of the name that starts at token i, or i. */
static size_t name_end(const resolver *v, size_t i)
{
    size_t at = i;
    bool upper = false;
    while (at < v->tokens.count) {
        bool name = token_is_name(v, at);
        if (!name && !is_particle(v, at))
            break;
        upper = upper || name;
        at++;
        if (token_at(v, at - 1)->possessive)
            break;
        const token *next = token_at(v, at);
        if (next->shape == TOKEN_MARK || next->shape == TOKEN_BREAK)
            break;
    }
    return upper ? at : i;
}

/* Where the words before a name begin that may be its title; at where there are
 * none. */
static size_t title_start(const resolver *v, size_t at)
{
    size_t i = at, start = at;
    unsigned plain = 0;
    if (i > 1 && token_is(v, i - 1, ",")) {
        const fact_match *m = match_at_token(v, i - 2);
        if (!m || pick_row(v, m, v->published).kind != PICK_AGENT)
            return at;
        i--; /* the Syrian president, Bashar … */
    }
    while (i > 0 && at - i < TITLE_REACH) {
        const fact_match *m = match_at_token(v, i - 1);
        if (m) {
            if (plain && !may_bridge(v, m))
                break;
            i = start = m->first;
            plain = 0;
            continue;
        }
        const token *t = token_at(v, i - 1);
        if (t->shape >= TOKEN_MARK || token_is_name(v, i - 1) ||
            token_stops_phrase(v, i - 1) || token_is_article(v, i - 1) ||
            ++plain > 2)
            break;
        i--;
    }
    return start;
}

static bool has_title(const resolver *v, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const fact_match *m = match_at_token(v, i);
        pick p = m ? pick_row(v, m, v->published) : (pick){0};
        if (p.kind == PICK_AGENT && p.row->flags & FACT_TITLE)
            return true;
    }
    return false;
}

static bool has_agent(const resolver *v, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const fact_match *m = match_at_token(v, i);
        if (!m)
            continue;
        pick p = pick_row(v, m, v->published);
        if (p.kind == PICK_AGENT && p.row->flags & FACT_TITLE)
            return true;
        if (p.kind == PICK_BODY)
            return true;
    }
    return false;
}

/* Reads what an apposition after token at says: ", a senior Hamas official". */
static actor apposition(resolver *v, size_t at)
{
    actor none = NOBODY;
    none.base = "";
    if (!token_is(v, at, ",") && !token_is(v, at, "("))
        return none;
    size_t first = at + 1, end = first;
    if (token_is(v, at, "(") &&
        (token_is(v, first, "d") || token_is(v, first, "r")) &&
        token_at(v, first)->shape == TOKEN_CAPITAL) {
        none.base = "USA";
        none.role = "LEG";
        none.sure_role = true;
        return none;
    }
    bool starts = token_is_article(v, first) || token_is(v, first, "who");
    if (!starts && !has_title(v, first, first + 4))
        return none;
    while (end < v->tokens.count && end - first < APPOSITION_REACH) {
        const token *t = token_at(v, end);
        if (t->shape == TOKEN_BREAK ||
            (t->shape == TOKEN_MARK && strchr(",.;()", t->fold[0])))
            break;
        end++;
    }
    if (token_is(v, first, "who"))
        return none;
    if (!has_agent(v, first, end))
        return none;
    actor a = read_phrase(v, first, end, v->published);
    if (a.human != SIZE_MAX || (a.agent && a.agent->flags & FACT_NOBODY))
        return none;
    return a;
}

static bool is_female(const resolver *v, size_t at)
{
    static const char *const list[] = {
        "mrs",           "ms",       "miss",
        "queen",         "princess", "madame",
        "congresswoman", "lady",     "spokeswoman",
        "chairwoman",    NULL};
    return at > 0 && token_among(v, at - 1, list);
}

static bool is_male(const resolver *v, size_t at)
{
    static const char *const list[] = {"mr",        "king", "prince",
                                       "sir",       "lord", "congressman",
                                       "spokesman", NULL};
    return at > 0 && token_among(v, at - 1, list);
}

/* The entry that a name at tokens [first, end) belongs to; SIZE_MAX if none. */
size_t human_named(const resolver *v, size_t first, size_t end)
{
    size_t best = SIZE_MAX, most = 0;
    size_t count = v->people_count;
    for (size_t h = count > BACK_PEOPLE ? count - BACK_PEOPLE : 0; h < count;
         h++) {
        const human *p = &v->people[h];
        size_t hits = 0;
        for (size_t i = first; i < end; i++)
            for (size_t k = p->first; k < p->end; k++)
                if (token_at(v, i)->hash == token_at(v, k)->hash &&
                    token_at(v, k)->length > 1) {
                    hits++;
                    break;
                }
        if (hits == 0)
            continue;
        size_t score = hits * 16;
        uint64_t last = token_at(v, end - 1)->hash;
        bool surname = last == p->last;
        if (end - first > 1 && !surname)
            continue;
        if (end - first > 1 && p->end - p->first > 1 && hits < 2)
            continue;
        score += (surname ? 8u : 0u) + (p->row_count ? 4u : 0u);
        score += p->mentions > 7 ? 7 : p->mentions;
        if (score > most) {
            most = score;
            best = h;
        }
    }
    return best;
}

static const fact_answer *person_rows(resolver *v, size_t first, size_t end,
                                      size_t *count)
{
    *count = 0;
    for (size_t from = first; from + 1 < end; from++) {
        size_t n = 0;
        const fact_answer *all = facts_phrase(v->facts, &v->tokens, from,
                                              end - from, true, v->a, &n);
        for (size_t i = 0; i < n; i++)
            if (all[i].row->kind == FACT_PERSON) {
                *count = n;
                return all;
            }
    }
    return NULL;
}

/* Whether a name stands where every word is capitalised: in the title, or in a
 * line of capitals. */
static bool is_headline(const resolver *v, size_t first, size_t end)
{
    size_t line_end = end;
    while (line_end < TITLE_WORDS &&
           token_at(v, line_end)->shape != TOKEN_BREAK)
        line_end++;
    if (v->line_of[first] == 0 && line_end < TITLE_WORDS &&
        !token_is(v, line_end - 1, "."))
        return true;
    for (size_t i = first; i < end; i++)
        if (token_at(v, i)->shape != TOKEN_CAPS)
            return false;
    return end - first > 1;
}

static void add_human(resolver *v, size_t first, size_t end, actor told,
                      bool titled)
{
    size_t known = human_named(v, first, end);
    if (known != SIZE_MAX) {
        human *h = &v->people[known];
        h->mentions++;
        h->female = h->female || is_female(v, first);
        h->male = h->male || is_male(v, first);
        if (!*h->told.base && *told.base)
            h->told.base = told.base;
        if (!h->told.sure_role && told.sure_role && *told.base)
            h->told = told;
        if (end - first > h->end - h->first) {
            h->first = first;
            h->end = end;
            if (!h->row_count)
                h->rows = person_rows(v, first, end, &h->row_count);
        }
        return;
    }
    if (end - first < 2 && !titled)
        return;
    size_t row_count = 0;
    const fact_answer *rows = person_rows(v, first, end, &row_count);
    if (!row_count && is_headline(v, first, end))
        return;
    human *grown = arena_grow(v->a, v->people, v->people_count,
                              &v->people_capacity, sizeof *grown);
    if (!grown) {
        v->failed = true;
        return;
    }
    v->people = grown;
    human *h = &grown[v->people_count++];
    *h = (human){.first = first, .end = end, .mentions = 1, .told = told};
    h->last = token_at(v, end - 1)->hash;
    h->rows = rows;
    h->row_count = row_count;
    h->female = is_female(v, first);
    h->male = is_male(v, first);
}

static actor told_of(resolver *v, size_t title, size_t first, size_t end)
{
    actor told = NOBODY;
    told.base = "";
    if (title < first && has_agent(v, title, first))
        told = read_phrase(v, title, first, v->published);
    if (told.human != SIZE_MAX || (told.base && *told.base == '*'))
        told.base = "";
    actor after = apposition(v, end);
    if ((after.sure_role || *after.base) && (!told.sure_role || !*told.base)) {
        if (!*after.base)
            after.base = told.base;
        if (told.sure_role)
            after.role = told.role;
        told = after;
    }
    if (!*told.base && (token_is(v, end, "of") || token_is(v, end, "from"))) {
        const fact_match *m = match_at_token(v, end + 1);
        if (!m)
            m = match_at_token(v, end + 2);
        pick p = m ? pick_row(v, m, v->published) : (pick){0};
        if (p.kind == PICK_STATE)
            told.base = facts_text(v->facts, p.row->base);
    }
    return told;
}

bool find_people(resolver *v)
{
    for (size_t i = 0; i < v->tokens.count;) {
        size_t end = name_end(v, i);
        if (end == i) {
            i++;
            continue;
        }
        size_t title = title_start(v, i);
        bool titled = title < i && has_agent(v, title, i);
        bool honoured = i > 0 && (is_male(v, i) || is_female(v, i));
        add_human(v, i, end, told_of(v, title, i, end), titled || honoured);
        i = end;
    }
    return !v->failed;
}

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* What rows of the tables say of a person on a day. */
static actor office_actor(const resolver *v, const fact_answer *rows,
                          size_t count, day on)
{
    actor a = NOBODY;
    const fact_row *row = NULL;
    a.base = "";
    fact_office held = facts_office(rows, count, on, &row);
    if (held == OFFICE_NONE || !row)
        return a;
    const facts *f = v->facts;
    a.base = facts_text(f, row->base);
    a.name = facts_text(f, row->name);
    a.office = facts_text(f, row->office);
    a.row = row;
    a.sort = SORT_PERSON;
    a.sure_role = true;
    a.entity = "";
    bool state = strlen(a.base) == 3 && !same(a.base, "IGO") &&
                 !same(a.base, "NGO") && !same(a.base, "IMG") &&
                 !same(a.base, "MNC");
    if (held == OFFICE_HELD || !state) {
        a.role = facts_text(f, row->role);
        a.entity = facts_text(f, row->entity);
        a.rule = "office";
    } else if (held == OFFICE_FORMER) {
        a.role = "ELI";
        a.rule = "former office";
    } else {
        a.role = "";
        a.rule = "office to come";
    }
    return a;
}

/* Whether somebody the tables know by surname may be the one the article calls
 * by a longer name. */
static bool name_agrees(const resolver *v, const human *h, const actor *known)
{
    if (h->end - h->first == 1)
        return true;
    const char *space = strchr(known->name, ' ');
    const char *first = token_at(v, h->first)->fold;
    bool leads = h->told.sure_role && same(h->told.role, "GOV");
    if (!space)
        return leads || theme_weight(v, known->base) > 2;
    bool initial = (known->name[0] | 32) == first[0];
    return (initial || leads) && theme_weight(v, known->base) > 0;
}

actor human_actor(resolver *v, size_t number, day on)
{
    const human *h = &v->people[number];
    actor told = h->told;
    told.human = number;
    told.sort = SORT_PERSON;
    actor a = office_actor(v, h->rows, h->row_count, on);
    bool agrees = !*told.base || same(told.base, a.base);
    if (*a.base && (agrees || same(a.rule, "office"))) {
        if (!same(a.rule, "office") && told.sure_role && agrees)
            a.role = told.role;
        a.human = number;
        return a;
    }
    if (!*told.base || !told.sure_role) {
        size_t end = h->end, first = h->end - 1;
        actor s = surname_actor(v, first, end, on);
        bool fits = !*told.base || same(told.base, s.base);
        if (*s.base && same(s.rule, "office") && fits &&
            name_agrees(v, h, &s)) {
            s.human = number;
            return s;
        }
    }
    told.rule = "title";
    told.name = text_of(v, h->first, h->end);
    return told;
}

/* Somebody called only by a surname that the tables know. */
actor surname_actor(resolver *v, size_t first, size_t end, day on)
{
    actor best = NOBODY;
    best.base = "";
    size_t n = 0;
    const fact_answer *all =
        facts_phrase(v->facts, &v->tokens, first, end - first, false, v->a, &n);
    unsigned most = 0;
    for (size_t i = 0; i < n; i++) {
        const fact_row *row = all[i].row;
        if (row->kind != FACT_PERSON)
            continue;
        const char *base = facts_text(v->facts, row->base);
        unsigned weight = theme_weight(v, base) * 4 + 1;
        if (fact_holds(row, on))
            weight += 40;
        if (all[i].part != PART_SURNAME)
            weight += 20;
        if (weight <= most)
            continue;
        most = weight;
        fact_answer same_base[64];
        size_t kept = 0;
        for (size_t k = 0; k < n && kept < 64; k++)
            if (all[k].row->kind == FACT_PERSON &&
                same(facts_text(v->facts, all[k].row->base), base))
                same_base[kept++] = all[k];
        best = office_actor(v, same_base, kept, on);
    }
    return best;
}

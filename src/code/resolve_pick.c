/* Which of its rows a match means in this article, and what the article is
 * about. */
#include <string.h>

#include "code/resolve_parts.h"

unsigned theme_weight(const resolver *v, const char *base)
{
    for (size_t i = 0; i < v->theme_count; i++)
        if (strcmp(v->themes[i].base, base) == 0)
            return v->themes[i].weight;
    return 0;
}

const char *theme_first(const resolver *v, const char *but)
{
    const theme *best = NULL;
    for (size_t i = 0; i < v->theme_count; i++) {
        const theme *t = &v->themes[i];
        if (but && strcmp(t->base, but) == 0)
            continue;
        if (!best || t->weight > best->weight)
            best = t;
    }
    return best ? best->base : "";
}

static bool is_state_kind(const fact_row *row)
{
    return row->kind <= FACT_METONYM;
}

static pick_kind kind_of(const fact_row *row)
{
    if (is_state_kind(row))
        return PICK_STATE;
    return row->kind == FACT_BODY    ? PICK_BODY
           : row->kind == FACT_AGENT ? PICK_AGENT
                                     : PICK_PERSON;
}

/* How well a row fits; 0 not at all. */
static int fitness(const resolver *v, const fact_answer *answer, day on)
{
    const fact_row *row = answer->row;
    int fit = 1000;
    /* nobody writes of a body years before it is there */
    if (row->kind == FACT_BODY && on != DAY_NONE && row->from != DAY_NONE &&
        row->from - on > 500)
        return 0;
    if (!fact_holds(row, on))
        fit -= row->kind == FACT_BODY && row->flags & FACT_PARTY ? 500 : 300;
    if (row->kind == FACT_PERSON)
        fit -= 100;
    if (row->kind == FACT_AGENT)
        fit -= 60;
    unsigned weight = 0;
    if (row->kind != FACT_AGENT)
        weight = theme_weight(v, facts_text(v->facts, row->base));
    if (row->flags & FACT_AMBIGUOUS) {
        if (row->kind == FACT_BODY && weight == 0 && v->theme_count &&
            row->flags & (FACT_PARTY | FACT_GROUP))
            return 0;
        fit -= 40;
    }
    if (row->kind == FACT_CITY || row->kind == FACT_CAPITAL)
        fit -= 20;
    return fit + (int)(weight > 30 ? 30 : weight);
}

pick pick_row(const resolver *v, const fact_match *m, day on)
{
    pick best = {PICK_NONE, NULL, PART_NAME};
    int most = 0;
    for (size_t i = 0; i < m->answer_count; i++) {
        int fit = fitness(v, &m->answers[i], on);
        if (fit > most) {
            most = fit;
            best = (pick){kind_of(m->answers[i].row), m->answers[i].row,
                          m->answers[i].part};
        }
    }
    return best;
}

static void add_theme(resolver *v, const char *base, unsigned weight)
{
    size_t i = 0;
    while (i < v->theme_count && strcmp(v->themes[i].base, base) != 0)
        i++;
    if (i == THEME_LIMIT)
        return;
    if (i == v->theme_count)
        v->themes[v->theme_count++] = (theme){base, 0, 0};
    v->themes[i].weight += weight;
}

/* States weigh by how often and how early they are named; only sure rows
 * count. */
bool count_themes(resolver *v)
{
    for (size_t m = 0; m < v->matches.count; m++) {
        const fact_match *match = &v->matches.items[m];
        const fact_row *sure = NULL;
        for (size_t i = 0; i < match->answer_count; i++) {
            const fact_row *row = match->answers[i].row;
            if (row->kind == FACT_AGENT || row->flags & FACT_AMBIGUOUS ||
                !fact_holds(row, v->published) ||
                match->answers[i].part == PART_SURNAME)
                continue;
            sure = row;
            break;
        }
        if (!sure)
            continue;
        const char *base = facts_text(v->facts, sure->base);
        if (!strcmp(base, "IGO") || !strcmp(base, "NGO") ||
            !strcmp(base, "MNC") || !strcmp(base, "IMG"))
            continue;
        if (strcmp(facts_text(v->facts, sure->role), "JRN") == 0)
            continue;
        uint32_t line = v->line_of[match->first];
        add_theme(v, base, line == 0 ? 4 : line < 4 ? 2 : 1);
    }
    return true;
}

/*
 * Questions to the facts that need a day: who holds an office, and which of the
 * things a phrase may mean is the likeliest.
 */
#include <stdlib.h>
#include <string.h>

#include "know/facts.h"

/* A person keeps the office of an open or ending spell a little: tables end on
 * the day a list was last looked at. */
enum { SPELL_SLACK = 31 };

fact_office facts_office(const fact_answer *answers, size_t count, day on,
                         const fact_row **row)
{
    const fact_row *held = NULL, *before = NULL, *after = NULL;
    for (size_t i = 0; i < count; i++) {
        const fact_row *r = answers[i].row;
        if (r->kind != FACT_PERSON)
            continue;
        if (fact_holds(r, on)) {
            if (!held || (held->from < r->from))
                held = r;
        } else if (r->to != DAY_NONE && r->to < on) {
            if (!before || before->to < r->to)
                before = r;
        } else if (!after || r->from < after->from) {
            after = r;
        }
    }
    *row = held ? held : before ? before : after;
    if (held)
        return OFFICE_HELD;
    if (before && on - before->to <= SPELL_SLACK && after &&
        after->from - on <= SPELL_SLACK)
        return OFFICE_HELD;
    return before ? OFFICE_FORMER : after ? OFFICE_COMING : OFFICE_NONE;
}

/* Whether words occur in text, whatever the case. */
static bool mentions(const char *text, const char *words)
{
    size_t length = strlen(words);
    for (; *text; text++) {
        size_t i = 0;
        while (i < length && (text[i] | 32) == (words[i] | 32))
            i++;
        if (i == length)
            return true;
    }
    return length == 0;
}

const fact_row *facts_leader(const facts *f, const char *state,
                             const char *office, day on)
{
    const fact_row *best = NULL;
    bool best_exact = false;
    for (size_t i = 0; i < facts_count(f); i++) {
        const fact_row *row = facts_row(f, i);
        if (row->kind == FACT_PERSON && fact_holds(row, on) &&
            strcmp(facts_text(f, row->base), state) == 0 &&
            mentions(facts_text(f, row->office), office)) {
            bool exact = strlen(facts_text(f, row->office)) == strlen(office);
            if (best && (best_exact > exact ||
                         (best_exact == exact && best->from >= row->from)))
                continue;
            best = row;
            best_exact = exact;
        }
    }
    return best;
}

typedef struct {
    const facts *f;
    day on;
    arena *a;
} asked;

static const char *span_words(const asked *q, const fact_row *row)
{
    char from[11], to[11];
    day_print(row->from, from);
    day_print(row->to, to);
    if (!*from && !*to)
        return "";
    return arena_format(q->a, " (%s to %s)", *from ? from : "always",
                        *to ? to : "now");
}

static fact_found person(const asked *q, const fact_answer *answers,
                         size_t count)
{
    const fact_row *row = NULL;
    fact_office held = facts_office(answers, count, q->on, &row);
    const char *base = facts_text(q->f, row->base);
    const char *role = facts_text(q->f, row->role);
    fact_found out = {.entity = facts_text(q->f, row->name), .row = row};
    const char *office = facts_text(q->f, row->office);
    const char *when = span_words(q, row);
    bool state = !facts_text(q->f, row->entity)[0] || *role;
    if (q->on == DAY_NONE || (held != OFFICE_HELD && state)) {
        bool former = q->on != DAY_NONE && held == OFFICE_FORMER;
        out.role = former ? "ELI" : "";
        out.actor = arena_format(q->a, "%s%s", base, out.role);
        out.why = arena_format(
            q->a,
            q->on == DAY_NONE ? "without a date only the state is sure: %s%s"
            : former          ? "out of office: %s%s"
                              : "not yet in office: %s%s",
            office, when ? when : "");
        return out;
    }
    out.role = role;
    out.actor = facts_text(q->f, row->actor);
    out.why = arena_format(q->a, "in office: %s%s", office, when ? when : "");
    return out;
}

static const char *const kind_words[FACT_KINDS] = {
    "the name of a state",
    "an adjective of a state",
    "the people of a state",
    "a capital, which stands for its government",
    "a place in a state",
    "stands for its government or institution",
    "a person",
    "a body",
    "a noun for a role"};

static fact_found thing(const asked *q, const fact_row *row)
{
    fact_found out = {.entity = facts_text(q->f, row->name),
                      .role = facts_text(q->f, row->role),
                      .actor = facts_text(q->f, row->actor),
                      .row = row};
    if (row->kind == FACT_CAPITAL) {
        out.role = "GOV";
        out.actor = arena_format(q->a, "%sGOV", facts_text(q->f, row->base));
    }
    const char *when = span_words(q, row);
    out.why = arena_format(q->a, "%s%s%s", kind_words[row->kind],
                           row->flags & FACT_AMBIGUOUS
                               ? ", which may mean something else as well"
                               : "",
                           when ? when : "");
    return out;
}

/* Lower is better: what holds on the day, then names before surnames, then the
 * sure before the ambiguous, then the kinds in their order. */
static int worth(const fact_answer *answer, day on)
{
    static const int order[FACT_KINDS] = {0, 1, 2, 4, 6, 3, 5, 4, 7};
    const fact_row *row = answer->row;
    return (fact_holds(row, on) ? 0 : 100) +
           (answer->part == PART_SURNAME ? 20 : 0) +
           (row->flags & FACT_AMBIGUOUS ? 10 : 0) + order[row->kind];
}

/* Answers that are rows of one person stand together as one. */
static size_t same_person(const facts *f, fact_answer *list, size_t at,
                          size_t count)
{
    size_t end = at + 1;
    const fact_row *first = list[at].row;
    if (first->kind != FACT_PERSON)
        return end;
    for (size_t i = end; i < count; i++) {
        const fact_row *row = list[i].row;
        if (row->kind == FACT_PERSON &&
            strcmp(facts_text(f, row->base), facts_text(f, first->base)) == 0) {
            fact_answer moved = list[i];
            memmove(list + end + 1, list + end, (i - end) * sizeof *list);
            list[end++] = moved;
        }
    }
    return end;
}

static void sort_answers(fact_answer *list, size_t count, day on)
{
    for (size_t i = 1; i < count; i++) {
        fact_answer one = list[i];
        size_t j = i;
        for (; j > 0 && worth(&list[j - 1], on) > worth(&one, on); j--)
            list[j] = list[j - 1];
        list[j] = one;
    }
}

/* The phrase without a leading article. */
static void strip_article(const token_list *words, size_t *first, size_t *count)
{
    if (*count > 1 && strcmp(words->items[*first].fold, "the") == 0) {
        ++*first;
        --*count;
    }
}

bool facts_find(const facts *f, const char *phrase, day on, arena *a,
                fact_found **found, size_t *count)
{
    token_list words;
    *found = NULL;
    *count = 0;
    if (!tokens_cut(phrase, strlen(phrase), a, &words))
        return false;
    size_t first = 0, length = words.count, n = 0;
    const fact_answer *hits = NULL;
    for (int loose = 0; loose < 2 && !hits; loose++) {
        hits = facts_phrase(f, &words, first, length, loose, a, &n);
        if (!hits) {
            strip_article(&words, &first, &length);
            hits = facts_phrase(f, &words, first, length, loose, a, &n);
        }
    }
    fact_answer *list = arena_array(a, n, sizeof *list);
    fact_found *out = arena_array(a, n, sizeof *out);
    if (!list || !out)
        return false;
    if (n)
        memcpy(list, hits, n * sizeof *list);
    sort_answers(list, n, on);
    asked q = {f, on, a};
    for (size_t i = 0; i < n;) {
        size_t end = same_person(f, list, i, n);
        out[*count] = list[i].row->kind == FACT_PERSON
                          ? person(&q, list + i, end - i)
                          : thing(&q, list[i].row);
        if (!out[*count].actor || !out[*count].why)
            return false;
        ++*count;
        i = end;
    }
    *found = out;
    return true;
}

/*
 * Pronouns and what they stand for on the trail.
 *
 *     he, she      the person the sentence, or the one before it, began with
 *     they         the last group; it: the last state or body
 *     I, we        within quotation marks, whoever speaks
 */
#include <string.h>

#include "code/resolve_parts.h"

enum { SPEAKER_REACH = 400 };

typedef enum { SAYS_NOT, HE, SHE, IT, THEY, ME, WE, YOU, WHO } pronoun;

static pronoun pronoun_at(const resolver *v, size_t i)
{
    static const struct {
        const char *word;
        pronoun kind;
    } list[] = {{"he", HE},        {"him", HE},      {"his", HE},
                {"himself", HE},   {"she", SHE},     {"her", SHE},
                {"hers", SHE},     {"herself", SHE}, {"it", IT},
                {"its", IT},       {"itself", IT},   {"they", THEY},
                {"them", THEY},    {"their", THEY},  {"themselves", THEY},
                {"theirs", THEY},  {"i", ME},        {"me", ME},
                {"my", ME},        {"myself", ME},   {"mine", ME},
                {"we", WE},        {"us", WE},       {"our", WE},
                {"ourselves", WE}, {"ours", WE},     {"you", YOU},
                {"your", YOU},     {"yours", YOU},   {"who", WHO},
                {"which", WHO},    {"whom", WHO},    {"whose", WHO},
                {NULL, SAYS_NOT}};
    size_t k = 0;
    if (token_at(v, i)->shape == TOKEN_CAPS && token_at(v, i)->length > 1 &&
        token_is(v, i, "us"))
        return SAYS_NOT;
    while (list[k].word && !token_is(v, i, list[k].word))
        k++;
    return list[k].kind;
}

bool is_pronoun(const resolver *v, size_t first, size_t end)
{
    return end == first + 1 && pronoun_at(v, first) != SAYS_NOT;
}

static bool fits(const resolver *v, const step *s, pronoun kind)
{
    const actor *a = &s->who;
    switch (kind) {
    case HE:
    case SHE:
        if (a->sort != SORT_PERSON)
            return false;
        if (a->human != SIZE_MAX) {
            const human *h = &v->people[a->human];
            return kind == HE ? !h->female : !h->male;
        }
        return true;
    case IT:
        return a->sort == SORT_STATE || a->sort == SORT_BODY;
    case THEY:
        return a->sort != SORT_PERSON;
    default:
        return true;
    }
}

/* The antecedent: in the pronoun's sentence the first that fits, else in the
 * sentences before it, first of each. */
static const step *antecedent(const resolver *v, size_t at, pronoun kind)
{
    size_t n = steps_before(v, at);
    uint32_t here = v->sentence_of[at < v->tokens.count ? at : at - 1];
    const step *best = NULL;
    bool quoted = v->quoted[at];
    for (size_t i = n; i-- > 0 && n - i < BACK_STEPS;) {
        const step *s = &v->trail[i];
        if (best && s->sentence != best->sentence)
            break;
        if (here - s->sentence > 8)
            break;
        if (s->quoted != quoted && !quoted)
            continue;
        if (fits(v, s, kind) && *s->who.base != '*')
            best = s;
    }
    return best;
}

static bool is_saying(const resolver *v, size_t i)
{
    static const char *const verbs[] = {
        "said",      "says",     "told",      "added",     "asked",
        "warned",    "wrote",    "tweeted",   "declared",  "insisted",
        "explained", "stated",   "continued", "concluded", "argued",
        "replied",   "noted",    "according", "recalled",  "claimed",
        "announced", "stressed", "remarked",  "vowed",     "saying",
        "commented", "quoted",   "tells",     "adds",      NULL};
    return token_among(v, i, verbs);
}

/* Whoever speaks the words at token at: the person nearest to a verb of saying
 * outside quotation marks in the line, else in the two lines before. */
static const step *speaker(const resolver *v, size_t at)
{
    uint32_t line = v->line_of[at];
    size_t first = at;
    while (first > 0 && v->line_of[first - 1] == line &&
           at - first < SPEAKER_REACH)
        first--;
    for (int back = 0; back < 3; back++) {
        const step *best = NULL;
        size_t nearest = SIZE_MAX;
        for (size_t i = first; i < v->tokens.count && v->line_of[i] == line &&
                               i < at + SPEAKER_REACH;
             i++) {
            if (v->quoted[i] || !is_saying(v, i))
                continue;
            size_t after = steps_before(v, i);
            for (size_t k = after > 2 ? after - 2 : 0;
                 k < after + 2 && k < v->trail_count; k++) {
                const step *s = &v->trail[k];
                if (s->line != line || s->quoted || *s->who.base == '*')
                    continue;
                size_t gap = s->first > i ? s->first - i : i - s->end;
                gap += (i > at ? i - at : at - i) / 4;
                gap += s->who.sort == SORT_PERSON ? 0 : 3;
                if (gap < nearest) {
                    nearest = gap;
                    best = s;
                }
            }
        }
        if (best)
            return best;
        while (first > 0 && (line == v->line_of[first - 1] ||
                             token_at(v, first - 1)->shape == TOKEN_BREAK))
            first--;
        if (first == 0)
            break;
        line = v->line_of[first - 1];
        while (first > 0 && v->line_of[first - 1] == line &&
               at - first < 3 * SPEAKER_REACH)
            first--;
    }
    return NULL;
}

static actor of_step(resolver *v, const step *s, day on)
{
    if (!s)
        return NOBODY;
    actor a = s->who;
    if (a.human != SIZE_MAX) {
        size_t number = a.human;
        a = settle(v, human_actor(v, number, on), s->first, on);
        a.human = number;
    }
    a.rule = "pronoun";
    return a;
}

actor read_pronoun(resolver *v, size_t at, day on)
{
    pronoun kind = pronoun_at(v, at);
    if (kind == YOU)
        return NOBODY;
    if (kind == ME || kind == WE) {
        const step *s = speaker(v, at);
        actor a = of_step(v, s ? s : antecedent(v, at, ME), on);
        if (*a.base == '*' || !*a.base) {
            a.base = theme_first(v, NULL);
            a.role = a.entity = "";
        }
        return *a.base ? a : NOBODY;
    }
    if (kind == WHO) {
        size_t n = steps_before(v, at);
        return of_step(v, n ? &v->trail[n - 1] : NULL, on);
    }
    return of_step(v, antecedent(v, at, kind), on);
}

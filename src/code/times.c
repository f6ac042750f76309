#include "code/times.h"

#include <stdio.h>
#include <string.h>

#include "code/time_grammar.h"

/* The longest match wins, the earlier rule where two are as long. */
static time_rule *const rules[] = {
    time_iso,       time_slashed,    time_day_month, time_month_day,
    time_month,     time_years,      time_clock,     time_named_year,
    time_feast,     time_day_word,   time_weekend,   time_weekday,
    time_this_unit, time_last_units, time_ago,       time_from_now,
    time_that,      time_recent,     time_every,     time_edge,
    time_length,
};

static const time_match no_match = {.days = {DAY_NONE, DAY_NONE},
                                    .before = {DAY_NONE, DAY_NONE},
                                    .after = {DAY_NONE, DAY_NONE},
                                    .rule = ""};

const char *time_type_name(time_type type)
{
    static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
    return names[type];
}

/* Marks of the future; "to" only before a bare verb, which is left to them. */
static bool says_future(const word_list *w, size_t i)
{
    return word_among(w, i,
                      "will would shall ll due scheduled planned plans plan "
                      "expected upcoming forthcoming slated intends ahead "
                      "tomorrow deadline must should could may might") ||
           (word_is(w, i, "going") && word_is(w, i + 1, "to")) ||
           (word_is(w, i, "set") && word_is(w, i + 1, "to")) ||
           (word_among(w, i, "is are was were") && word_is(w, i + 1, "to"));
}

static bool says_past(const word_list *w, size_t i)
{
    static const char verbs[] =
        "was were had did said told met held took went came made began gave "
        "saw left won lost led broke fell rose sent struck fought kept brought "
        "spoke wrote became found heard shot hit ran paid set drew flew got "
        "built sought stood withdrew froze threw shook swore fled bore chose "
        "dealt felt knew left lay let meant put read sat sold slew stole swept "
        "taught thought understood wore been after following";
    if (word_among(w, i, verbs))
        return true;
    return word_ends(w, i, "ed") && !word_ends(w, i, "eed") &&
           span_length(w->items[i].at) > 4 && !w->items[i].capital;
}

enum { LOOK_BACK = 14, LOOK_AHEAD = 10, COMMA = 4 };

/* Steps from a time to the nearest mark of one tense, on one side; commas and
 * quotes count for more than words. */
static int steps_to(const word_list *w, size_t from, int step,
                    bool says(const word_list *, size_t))
{
    int limit = step < 0 ? LOOK_BACK : LOOK_AHEAD, steps = 1;
    for (size_t i = from; i < w->count && steps <= limit;
         i += (size_t)step, steps++) {
        if (word_ends_sentence(w, i))
            break;
        if (says(w, i))
            return steps;
        if (word_is_mark(w, i, ',') || word_is_quote(w, i))
            steps += COMMA;
    }
    return LOOK_BACK * 2;
}

static int nearest(const word_list *w, size_t at, size_t used,
                   bool says(const word_list *, size_t))
{
    int back = at > 0 ? steps_to(w, at - 1, -1, says) : LOOK_BACK * 2;
    int ahead = steps_to(w, at + used, 1, says) + 2;
    return back < ahead ? back : ahead;
}

int time_tense(const time_grammar *g, size_t at, size_t used)
{
    const word_list *w = g->words;
    if (at > 0 && word_among(w, at - 1, "until till by"))
        return 1;
    if (at > 0 && word_among(w, at - 1, "since"))
        return -1;
    int past = nearest(w, at, used, says_past);
    int future = nearest(w, at, used, says_future);
    if (past >= LOOK_BACK * 2 && future >= LOOK_BACK * 2)
        return 0;
    /* "is scheduled for Monday": the mark of the future is itself a past. */
    return future <= past ? 1 : -1;
}

static bool base(const time_grammar *g, size_t at, time_match *best)
{
    best->used = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        time_match m = no_match;
        if (rules[i](g, at, &m) && m.used > best->used)
            *best = m;
    }
    return best->used > 0;
}

/* Words of "early", "late", "mid-", "the end of" before a time, and which part
 * of it they mean: 1 early, 2 middle, 3 late. */
static size_t part_words(const time_grammar *g, size_t at, int *part)
{
    const word_list *w = g->words;
    if (word_among(w, at, "early late mid")) {
        *part = word_is(w, at, "early") ? 1 : word_is(w, at, "mid") ? 2 : 3;
        size_t next = at + 1;
        next += time_dash(g, next) || word_is(w, next, "in") ||
                word_is(w, next, "on");
        return next + word_is(w, next, "the") - at;
    }
    if (!word_among(w, at, "end beginning start middle") ||
        !word_is(w, at + 1, "of"))
        return 0;
    *part = word_is(w, at, "end") ? 3 : word_is(w, at, "middle") ? 2 : 1;
    return word_is(w, at + 2, "the") ? 3 : 2;
}

/* "the early 1990s": of ten years, four; of less than that, all of it. */
static void narrow_decade(time_match *m, int part)
{
    static const int first[] = {0, 0, 4, 6}, last[] = {9, 3, 6, 9};
    int year, month, date;
    if (m->days.from == DAY_NONE)
        return;
    day_split(m->days.from, &year, &month, &date);
    m->days.to = day_of(year + last[part], 12, 31);
    m->days.from = day_of(year + first[part], 1, 1);
}

static bool point(const time_grammar *g, size_t at, time_match *m)
{
    int part = 0;
    size_t before = part_words(g, at, &part);
    *m = no_match;
    if (before && base(g, at + before, m) && m->type != TIME_SET &&
        m->type != TIME_DURATION) {
        m->used += before;
        if (m->unit == GRAIN_DECADE)
            narrow_decade(m, part);
        time_match whole = no_match;
        if (base(g, at, &whole) && whole.used >= m->used)
            *m = whole;
        return true;
    }
    return base(g, at, m);
}

/* "1914-18", "from 1879 to 1883", "2005/06" */
static bool year_range(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    bool named = word_among(w, at, "from between");
    size_t i = at + named;
    int first = time_year(g, i), last = time_year(g, i + 2);
    bool dash = time_dash(g, i + 1) || word_is_mark(w, i + 1, '/');
    bool link = named && word_among(w, i + 1, "to and until till through");
    if (first < 1400 || (!dash && !link))
        return false;
    if (dash && (!w->items[i + 1].joined ||
                 (i > 0 && w->items[i].joined && w->items[i - 1].value != '(')))
        return false;
    if (!last && dash && word_has_kind(w, i + 2, WORD_DIGITS) &&
        w->items[i + 2].digits == 2 && w->items[i + 2].joined &&
        !w->items[i + 2].ordinal) {
        last = first / 100 * 100 + w->items[i + 2].value;
        bool month = w->items[i + 2].value <= 12 && last != first + 1;
        if (month || time_dash(g, i + 3))
            return false;
    }
    if (last <= first)
        return false;
    *m = no_match;
    m->used = i + 3 - at;
    m->rule = "years";
    m->unit = GRAIN_YEAR;
    m->days = (interval){day_of(first, 1, 1), day_of(last, 12, 31)};
    snprintf(m->value, TIME_VALUE, "%04d/%04d", first, last);
    return m->days.from != DAY_NONE && m->days.to != DAY_NONE;
}

/* "from March to May 2005": the year is said once, at the end. */
static void take_year(time_match *first, const time_match *last)
{
    int year, month, date, ignored;
    if (last->days.from == DAY_NONE || first->unit > GRAIN_MONTH)
        return;
    day_split(last->days.from, &year, &ignored, &ignored);
    day_split(first->days.from, &ignored, &month, &date);
    first->days.from = day_of(year, month, date);
    if (first->days.from > last->days.from)
        first->days.from = day_of(year - 1, month, date);
}

/* "from March to May", "between Monday and Friday", "June-July 2005" */
static bool range(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    time_match first = no_match, last = no_match;
    bool between = word_is(w, at, "between");
    size_t i = at + (between || word_is(w, at, "from"));
    if (!point(g, i, &first) || first.type > TIME_TIME)
        return false;
    size_t link = i + first.used;
    bool dash = time_dash(g, link);
    if (!dash &&
        !word_among(w, link, between ? "and" : "to until till through"))
        return false;
    if (!point(g, link + 1, &last) || last.type > TIME_TIME)
        return false;
    *m = first;
    m->used = link + 1 + last.used - at;
    m->rule = "range";
    m->type = TIME_DATE;
    if (first.after.from != DAY_NONE && last.after.from == DAY_NONE)
        take_year(&first, &last);
    if (first.days.from == DAY_NONE || last.days.to == DAY_NONE ||
        first.days.from > last.days.to)
        return false;
    time_set_range(m, first.days.from, last.days.to);
    m->before = m->after = INTERVAL_NONE;
    return true;
}

/* "since 2011": up to publication */
static bool since(const time_grammar *g, size_t at, time_match *m)
{
    if (!word_is(g->words, at, "since"))
        return false;
    size_t the = word_among(g->words, at + 1, "the at about") ? 1 : 0;
    if (!point(g, at + 1 + the, m) || m->type > TIME_TIME)
        return false;
    m->used += 1 + the;
    m->rule = "since";
    m->type = TIME_DATE;
    day from = m->days.from;
    if (m->before.from != DAY_NONE)
        from = m->before.from;
    m->before = m->after = INTERVAL_NONE;
    time_set_range(m, from, g->published);
    return true;
}

static bool expression(const time_grammar *g, size_t at, time_match *m)
{
    if (since(g, at, m) || year_range(g, at, m))
        return true;
    time_match alone = no_match;
    if (range(g, at, m))
        return true;
    if (!point(g, at, &alone))
        return false;
    *m = alone;
    return true;
}

static bool keep(time_grammar *g, size_t at, const time_match *m, arena *a,
                 time_list *out, size_t *capacity)
{
    time_expression *items =
        arena_grow(a, (void *)out->items, out->count, capacity, sizeof *items);
    char *value = arena_copy(a, m->value, strlen(m->value));
    if (!items || !value)
        return false;
    span where = {g->words->items[at].at.start,
                  g->words->items[at + m->used - 1].at.end};
    items[out->count++] = (time_expression){
        where, m->type, value, m->days, m->before, m->after, m->rule};
    out->items = items;
    if (m->type <= TIME_TIME && m->days.from != DAY_NONE) {
        g->reference = m->days.from;
        g->reference_unit = m->unit;
    }
    return true;
}

bool times_find(const word_list *words, day published, arena *a, time_list *out)
{
    *out = (time_list){NULL, 0};
    time_grammar g = {words, time_terms(words, a), published, DAY_NONE,
                      GRAIN_DAY};
    size_t capacity = 0;
    if (!g.terms)
        return false;
    for (size_t at = 0; at < words->count;) {
        time_match m = no_match;
        if (!expression(&g, at, &m)) {
            at++;
            continue;
        }
        if (!keep(&g, at, &m, a, out, &capacity))
            return false;
        at += m.used;
    }
    return true;
}

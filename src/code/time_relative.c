/* Rules for what counts from a day: that of publication, or the last named. */
#include <stdio.h>
#include <string.h>

#include "code/time_grammar.h"

/* Words of a part of the day after a day ("Monday night"): the value says so,
 * the day stays. */
static size_t day_part(const time_grammar *g, size_t at, time_match *m)
{
    static const char *const codes[] = {"TAF", "TEV", "TMO", "TNI"};
    if (!time_is(g, at, TERM_PART))
        return 0;
    size_t length = strlen(m->value);
    if (length)
        snprintf(m->value + length, TIME_VALUE - length, "%s",
                 codes[time_term(g, at).value]);
    m->type = TIME_TIME;
    return 1;
}

static void set_from_published(const time_grammar *g, time_match *m, int days)
{
    if (g->published != DAY_NONE)
        time_set_day(m, time_shift(g->published, GRAIN_DAY, days));
}

/* Words of "the day before yesterday", "the day after tomorrow". */
static size_t day_beside(const time_grammar *g, size_t at, int *days)
{
    const word_list *w = g->words;
    if (!word_is(w, at, "day"))
        return 0;
    if (word_is(w, at + 1, "before") && word_is(w, at + 2, "yesterday"))
        *days = -2;
    else if (word_is(w, at + 1, "after") && word_is(w, at + 2, "tomorrow"))
        *days = 2;
    else
        return 0;
    return 3;
}

bool time_day_word(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    int days = 0;
    m->rule = "day word";
    m->used = day_beside(g, at, &days);
    if (m->used) {
        set_from_published(g, m, days);
        return true;
    }
    if (word_is(w, at, "overnight")) {
        m->used = 1;
        m->type = TIME_TIME;
        if (g->published != DAY_NONE)
            time_set_range(m, g->published - 1, g->published);
        return true;
    }
    m->used = 1;
    if (word_is(w, at, "yesterday"))
        days = -1;
    else if (word_is(w, at, "tomorrow"))
        days = 1;
    else if (word_is(w, at, "last") && word_is(w, at + 1, "night"))
        days = -1;
    else if (word_is(w, at, "this") && time_is(g, at + 1, TERM_PART))
        days = 0;
    else if (!word_among(w, at, "today tonight"))
        return false;
    if (word_is(w, at, "today") && word_is_mark(w, at - 1, '/'))
        return false; /* "USA/Today" in an address */
    if (at > 0 && word_is(w, at, "today") && w->items[at].capital &&
        word_is(w, at - 1, "usa"))
        return false; /* the newspaper */
    set_from_published(g, m, days);
    m->used += day_part(g, at + 1, m);
    return true;
}

/* Monday to Sunday before and after publication; 0 days off is that day. */
static void set_weekday(const time_grammar *g, time_match *m, int weekday)
{
    int back = (day_weekday(g->published) - weekday + 7) % 7;
    day before = g->published - back;
    day after = back ? before + 7 : before;
    m->before = (interval){before, before};
    m->after = (interval){after, after};
}

/* Which side of publication "last", "next" and "coming" before a weekday say;
 * 0 where they do not. */
static int said_side(const time_grammar *g, size_t at)
{
    if (word_among(g->words, at, "last past previous"))
        return -1;
    return word_among(g->words, at, "next coming following") ? 1 : 0;
}

bool time_weekday(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    size_t i = at;
    bool this = word_is(w, i, "this");
    i += this;
    int side = said_side(g, i);
    i += side != 0;
    if (!time_is(g, i, TERM_WEEKDAY) || time_term(g, i).abbreviated)
        return false;
    if (side == 0 && word_is(w, i + 1, "s") && i > 0 && i == at &&
        word_is(w, i - 1, "sky"))
        return false;
    m->used = i + 1 - at;
    m->rule = "weekday";
    snprintf(m->value, TIME_VALUE, "XXXX-WXX-%d", time_term(g, i).value + 1);
    if (g->published != DAY_NONE) {
        set_weekday(g, m, time_term(g, i).value);
        bool same = m->before.from == m->after.from;
        if (same && side && !this) {
            m->before.from = m->before.to = m->before.from - 7;
            m->after.from = m->after.to = m->after.from + 7;
        }
        int tense = side ? side : time_tense(g, at, m->used);
        time_set_day(m, tense > 0 ? m->after.from : m->before.from);
        if (side)
            m->before = m->after = INTERVAL_NONE;
    }
    m->used += day_part(g, at + m->used, m);
    return true;
}

/* -1 for last, 0 for this, 1 for next; 2 where at is none of them. */
static int which(const time_grammar *g, size_t at)
{
    if (word_among(g->words, at, "last previous"))
        return -1;
    if (word_among(g->words, at, "this current"))
        return 0;
    return word_among(g->words, at, "next coming") ? 1 : 2;
}

/* "last June": the one before or after publication, not the month it is in. */
static bool set_near_month(const time_grammar *g, time_match *m, int month,
                           int side)
{
    int year, current, date;
    snprintf(m->value, TIME_VALUE, "XXXX-%02d", month);
    if (g->published == DAY_NONE)
        return true;
    day_split(g->published, &year, &current, &date);
    if (side < 0 && month >= current)
        year--;
    if (side > 0 && month <= current)
        year++;
    time_set_month(m, year, month);
    return true;
}

static bool set_near_season(const time_grammar *g, time_match *m, int season,
                            int side)
{
    int year, month, date;
    if (g->published == DAY_NONE)
        return true;
    day_split(g->published, &year, &month, &date);
    int first = season ? season * 3 : 12;
    if (season == 0 && month <= 2 && side <= 0)
        year--;
    if (side < 0 && month < first + 3 && !(season == 0 && month <= 2))
        year--;
    if (side > 0 && month >= first)
        year++;
    time_set_season(m, year, season);
    return true;
}

/* The unit around publication, cut there where it is told as past. */
static void set_this_unit(const time_grammar *g, size_t at, time_match *m,
                          grain unit, int side, bool earlier)
{
    if (g->published == DAY_NONE)
        return;
    time_set_unit(m, unit, g->published, side);
    bool week = side == 0 && unit == GRAIN_WEEK;
    if (week && (earlier || time_tense(g, at, m->used) < 0))
        m->days.to = g->published;
}

/* last week, earlier this month, next year, this past spring, last June */
bool time_this_unit(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    size_t i = at;
    bool earlier = word_is(w, i, "earlier");
    i += earlier || word_is(w, i, "later");
    int side = which(g, i);
    if (side == 2)
        return false;
    i++;
    bool past = side == 0 && word_is(w, i, "past");
    if (past || (side == 0 && word_is(w, i, "coming"))) {
        side = past ? -1 : 1;
        i++;
    }
    m->used = i + 1 - at;
    m->rule = "this unit";
    if (time_is(g, i, TERM_MONTH) && !time_term(g, i).abbreviated)
        return set_near_month(g, m, time_term(g, i).value, side);
    if (time_is(g, i, TERM_SEASON))
        return set_near_season(g, m, time_term(g, i).value, side);
    if (!time_is(g, i, TERM_UNIT) || time_term(g, i).value < GRAIN_WEEKEND ||
        time_term(g, i).value == GRAIN_FORTNIGHT || word_ends(w, i, "s"))
        return false;
    if (past && time_term(g, i).value != GRAIN_WEEKEND)
        return false; /* "this past week": the seven days, time_last_units */
    set_this_unit(g, at, m, time_term(g, i).value, side, earlier);
    return true;
}

/* From that many units before a day to the day. */
static void set_back_to(time_match *m, day to, grain unit, int amount)
{
    day from = time_shift(to, unit, -amount);
    int year, month, date;
    if (from == DAY_NONE)
        return;
    if (unit >= GRAIN_YEAR && amount * (unit > GRAIN_YEAR ? 10 : 1) > 1) {
        day_split(from, &year, &month, &date);
        from = day_of(year, 1, 1);
    }
    time_set_range(m, from, to);
}

/* (in|over) the past week, the last three years, the next two months */
bool time_last_units(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    bool next = word_among(w, at, "next coming");
    bool past = word_is(w, at, "past");
    if (!next && !past && !word_among(w, at, "last previous"))
        return false;
    int amount = 1;
    size_t used = time_amount(g, at + 1, &amount);
    if (!used && word_is(w, at + 1, "couple"))
        used = word_is(w, at + 2, "of") ? 2 : 1, amount = 2;
    if (!used && word_is(w, at + 1, "few"))
        used = 1, amount = -1;
    size_t unit = at + 1 + used;
    if (!used)
        amount = 1;
    if (time_dash(g, unit))
        unit++;
    if (!time_is(g, unit, TERM_UNIT) || (!used && !past))
        return false;
    m->used = unit + 1 - at;
    m->rule = "last units";
    grain of = time_term(g, unit).value;
    time_set_duration(m, amount, of);
    if (g->published == DAY_NONE || amount < 0 || of == GRAIN_HOUR ||
        of == GRAIN_WEEKEND)
        return true;
    if (next)
        time_set_range(m, g->published, time_shift(g->published, of, amount));
    else
        set_back_to(m, g->published, of, amount);
    return true;
}

/* What that many units from a day is called: units of a week and more name the
 * month or year they fall in, as writers who say "two weeks ago" mean. */
static void set_away(time_match *m, day from, grain unit, int amount)
{
    day d = time_shift(from, unit, amount);
    int year, month, date;
    if (d == DAY_NONE)
        return;
    day_split(d, &year, &month, &date);
    bool exact =
        unit <= GRAIN_DAY || (unit == GRAIN_WEEK && amount * amount == 1);
    if (exact)
        time_set_day(m, d);
    else if (unit <= GRAIN_SEASON)
        time_set_month(m, year, month);
    else if (unit == GRAIN_YEAR)
        time_set_year(m, year);
    else
        time_set_decade(m, year / 10 * 10);
}

/* three years ago, two days later, a week earlier, the day before */
bool time_ago(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    int amount = 0;
    size_t used = time_amount(g, at, &amount);
    if (!used || !time_is(g, at + used, TERM_UNIT))
        return false;
    grain unit = time_term(g, at + used).value;
    size_t i = at + used + 1;
    bool ago = word_is(w, i, "ago");
    bool earlier = word_among(w, i, "earlier previously");
    if (!ago && !earlier && !word_is(w, i, "later"))
        return false;
    m->used = i + 1 - at;
    m->rule = ago ? "ago" : "away";
    time_set_duration(m, amount, unit);
    m->type = TIME_DATE;
    m->value[0] = '\0';
    day from = ago || g->reference == DAY_NONE ? g->published : g->reference;
    bool vague = !ago && g->reference != DAY_NONE && unit < g->reference_unit;
    if (from == DAY_NONE || vague || amount < 0 || unit == GRAIN_HOUR)
        return true;
    set_away(m, from, unit, ago || earlier ? -amount : amount);
    return true;
}

/* in three days, within two weeks: from publication on, where the future is
 * spoken of; else a length. */
bool time_from_now(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    bool within = word_is(w, at, "within");
    if (!within && !word_is(w, at, "in"))
        return false;
    int amount = 0;
    size_t used = time_amount(g, at + 1, &amount);
    size_t unit = at + 1 + used;
    if (!used || !time_is(g, unit, TERM_UNIT) || amount < 0)
        return false;
    m->used = unit + 1 - at;
    m->rule = "from now";
    grain of = time_term(g, unit).value;
    time_set_duration(m, amount, of);
    if (g->published == DAY_NONE || of == GRAIN_HOUR ||
        time_tense(g, at, m->used) <= 0)
        return true;
    m->type = TIME_DATE;
    if (within)
        time_set_range(m, g->published, time_shift(g->published, of, amount));
    else
        set_away(m, g->published, of, amount);
    return true;
}

/* that day, the same month, the next day, the previous year: from the last day
 * named. */
bool time_that(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    size_t i = at;
    int move = 0;
    bool same = word_is(w, i, "same") || word_is(w, i, "that");
    if (word_is(w, i, "the"))
        i++;
    if (!same) {
        if (word_is(w, i, "same"))
            move = 0;
        else if (i == at + 1 && word_among(w, i, "next following"))
            move = 1;
        else if (i == at + 1 && word_is(w, i, "previous"))
            move = -1;
        else
            return false;
    }
    i++;
    if (!time_is(g, i, TERM_UNIT) || word_ends(w, i, "s"))
        return false;
    grain unit = time_term(g, i).value;
    if (unit != GRAIN_DAY && unit != GRAIN_WEEK && unit != GRAIN_MONTH &&
        unit != GRAIN_YEAR)
        return false;
    m->used = i + 1 - at;
    m->rule = "that";
    if (g->reference != DAY_NONE && unit >= g->reference_unit)
        time_set_unit(m, unit, g->reference, move);
    return true;
}

/* the weekend: the last one, or the next of what is to come */
bool time_weekend(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    bool this = word_is(w, at, "this"), last = word_is(w, at, "last");
    if ((!word_is(w, at, "the") && !this && !last) ||
        !word_is(w, at + 1, "weekend"))
        return false;
    m->used = 2;
    m->rule = "weekend";
    if (g->published == DAY_NONE)
        return true;
    int weekday = day_weekday(g->published);
    day saturday = g->published - weekday + 5;
    day before = weekday >= 5 && !last ? saturday : saturday - 7;
    m->before = (interval){before, before + 1};
    m->after = (interval){saturday, saturday + 1};
    int tense = last ? -1 : time_tense(g, at, 2);
    bool ahead = tense > 0 || (this && tense == 0) ||
                 (this && weekday >= 2 && weekday < 5);
    time_set_weekend(m, ahead ? saturday : before);
    return true;
}

/* in recent days, weeks, months: the seven days up to publication; as vague as
 * they are, longer units stay unresolved. */
bool time_recent(const time_grammar *g, size_t at, time_match *m)
{
    if (!word_is(g->words, at, "recent") || !time_is(g, at + 1, TERM_UNIT))
        return false;
    grain unit = time_term(g, at + 1).value;
    m->used = 2;
    m->rule = "recent";
    m->unit = unit;
    snprintf(m->value, TIME_VALUE, "PAST_REF");
    if (unit == GRAIN_DAY && g->published != DAY_NONE)
        time_set_range(m, g->published - 7, g->published);
    return true;
}

/* every week, each Monday, daily, annually */
bool time_every(const time_grammar *g, size_t at, time_match *m)
{
    static const char *const words[] = {"daily", "weekly", "monthly", "yearly",
                                        "annually"};
    static const grain units[] = {GRAIN_DAY, GRAIN_WEEK, GRAIN_MONTH,
                                  GRAIN_YEAR, GRAIN_YEAR};
    const word_list *w = g->words;
    m->rule = "every";
    for (size_t i = 0; i < 5; i++)
        if (word_is(w, at, words[i]) && !w->items[at].capital) {
            time_set_duration(m, 1, units[i]);
            m->type = TIME_SET;
            m->used = 1;
            return true;
        }
    if (!word_among(w, at, "every each"))
        return false;
    m->used = 2;
    if (time_is(g, at + 1, TERM_UNIT))
        time_set_duration(m, 1, time_term(g, at + 1).value);
    else if (time_is(g, at + 1, TERM_WEEKDAY))
        snprintf(m->value, TIME_VALUE, "XXXX-WXX-%d",
                 time_term(g, at + 1).value + 1);
    else
        return false;
    m->type = TIME_SET;
    return true;
}

/* three years, a three-day (visit), several weeks; not "three-year-old" */
bool time_length(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    int amount = 0;
    size_t used = time_amount(g, at, &amount);
    size_t unit = at + used + (time_dash(g, at + used) ? 1 : 0);
    if (!used || !time_is(g, unit, TERM_UNIT) ||
        word_among(w, at, "some recent"))
        return false;
    size_t after = unit + 1 + (time_dash(g, unit + 1) ? 1 : 0);
    if (word_is(w, after, "old") || word_among(w, unit + 1, "of after before"))
        return false;
    m->used = unit + 1 - at;
    m->rule = "length";
    time_set_duration(m, amount, time_term(g, unit).value);
    return true;
}

/* the end of the year, later in the week, the start of the month */
bool time_edge(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    bool of = word_among(w, at, "end beginning start middle close") &&
              word_is(w, at + 1, "of");
    bool in = word_among(w, at, "earlier later early late") &&
              word_is(w, at + 1, "in");
    if ((!of && !in) || !word_is(w, at + 2, "the") ||
        !time_is(g, at + 3, TERM_UNIT) || word_ends(w, at + 3, "s"))
        return false;
    grain unit = time_term(g, at + 3).value;
    if (unit < GRAIN_DAY || word_is(w, at + 4, "of"))
        return false;
    m->used = 4;
    m->rule = "edge";
    if (g->published != DAY_NONE)
        time_set_unit(m, unit, g->published, 0);
    return true;
}

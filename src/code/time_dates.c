/* Rules for what a calendar names: dates, months, years, decades, feasts. */
#include <stdio.h>
#include <string.h>

#include "code/time_grammar.h"

enum { LONG_AWAY = 300, SHORTLY = 60 };

/* The last interval at or before publication and the first at or after it of a
 * date (of a whole month where date is 0) that comes every year. */
static void yearly(day published, int month, int date, interval *before,
                   interval *after)
{
    int year, this_month, this_date;
    day_split(published, &year, &this_month, &this_date);
    *before = *after = INTERVAL_NONE;
    for (int y = year - 8; y <= year + 8; y++) {
        interval i = date ? (interval){day_of(y, month, date), 0}
                          : interval_of_month(y, month);
        if (date)
            i.to = i.from;
        if (i.from == DAY_NONE)
            continue;
        if (i.from <= published)
            *before = i;
        if (i.to >= published && after->from == DAY_NONE)
            *after = i;
    }
}

/* Whether the reading after publication is the better one. */
static bool is_ahead(const time_match *m, day published, int tense)
{
    int back = published - m->before.to, ahead = m->after.from - published;
    if (m->before.from == DAY_NONE || m->after.from == DAY_NONE)
        return m->before.from == DAY_NONE;
    if (tense < 0)
        return false;
    if (tense > 0)
        return !(ahead > LONG_AWAY && back < SHORTLY);
    return ahead < back;
}

static void set_date(time_match *m, int year, int month, int date)
{
    if (date)
        time_set_day(m, day_of(year, month, date));
    else
        time_set_month(m, year, month);
}

/* A date or month without a year, anchored at publication by tense. */
static bool set_yearless(const time_grammar *g, size_t at, time_match *m,
                         int month, int date)
{
    snprintf(m->value, TIME_VALUE, date ? "XXXX-%02d-%02d" : "XXXX-%02d", month,
             date);
    m->unit = date ? GRAIN_DAY : GRAIN_MONTH;
    if (date > month_days(2000, month))
        return false;
    if (g->published == DAY_NONE)
        return true;
    yearly(g->published, month, date, &m->before, &m->after);
    int tense = time_tense(g, at, m->used);
    interval chosen = is_ahead(m, g->published, tense) ? m->after : m->before;
    if (chosen.from == DAY_NONE)
        return true;
    int year, ignored;
    day_split(chosen.from, &year, &ignored, &ignored);
    set_date(m, year, month, date);
    return true;
}

/* "11 September" as the name of what happened on it in 2001. */
static bool names_attacks(const time_grammar *g, size_t after)
{
    static const char words[] =
        "attack attacks terror terrorist hijackers hijackings commission";
    return g->published > day_of(2001, 9, 11) &&
           (word_among(g->words, after, words) ||
            word_among(g->words, after + 1, words));
}

static bool set_month_date(const time_grammar *g, size_t at, time_match *m,
                           int year, int month, int date)
{
    m->rule = "month-day";
    if (!year && month == 9 && date == 11 && names_attacks(g, at + m->used))
        year = 2001;
    if (!year)
        return set_yearless(g, at, m, month, date);
    if (day_of(year, month, date) == DAY_NONE)
        return false;
    set_date(m, year, month, date);
    return true;
}

bool time_iso(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    int year = time_year(g, at);
    if (!year || !word_is_mark(w, at + 1, '-') ||
        !word_has_kind(w, at + 2, WORD_DIGITS) ||
        !word_is_mark(w, at + 3, '-') || !word_has_kind(w, at + 4, WORD_DIGITS))
        return false;
    for (size_t i = at + 1; i < at + 5; i++)
        if (!w->items[i].joined)
            return false;
    day d = day_of(year, w->items[at + 2].value, w->items[at + 4].value);
    if (d == DAY_NONE)
        return false;
    time_set_day(m, d);
    m->used = 5;
    m->rule = "date";
    return true;
}

/* A small number of one or two digits that is not part of a larger figure. */
static int small(const time_grammar *g, size_t i, int most)
{
    const word_list *w = g->words;
    if (!word_has_kind(w, i, WORD_DIGITS) || w->items[i].digits > 2)
        return 0;
    int value = w->items[i].value;
    return value >= 1 && value <= most ? value : 0;
}

/* 11/9/2006, 11.9.2006 (day first), and 9/11, the name. */
bool time_slashed(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    int first = small(g, at, 31), second = small(g, at + 2, 31);
    if (!first || !second || !w->items[at + 1].joined ||
        !w->items[at + 2].joined || (at > 0 && w->items[at].joined))
        return false;
    bool slash = word_is_mark(w, at + 1, '/');
    int year = time_year(g, at + 4);
    bool whole = year && w->items[at + 3].joined && w->items[at + 4].joined &&
                 w->items[at + 3].value == w->items[at + 1].value;
    if (!slash && !word_is_mark(w, at + 1, '.'))
        return false;
    m->rule = "date";
    if (!whole) {
        m->used = 3;
        if (!slash || first != 9 || second != 11)
            return false;
        time_set_day(m, day_of(2001, 9, 11));
        return true;
    }
    bool month_first = slash && first <= 12;
    day d =
        month_first ? day_of(year, first, second) : day_of(year, second, first);
    m->used = 5;
    if (d == DAY_NONE)
        return false;
    time_set_day(m, d);
    return true;
}

/* Words of "Friday," or "Fri., " before a date. */
static size_t weekday_before(const time_grammar *g, size_t at)
{
    size_t i = at;
    if (!time_is(g, i, TERM_WEEKDAY))
        return 0;
    i++;
    if (word_is_mark(g->words, i, '.'))
        i++;
    if (word_is_mark(g->words, i, ','))
        i++;
    if (word_is(g->words, i, "the"))
        i++;
    return i - at;
}

/* Words of a month's name with its full stop. */
static size_t month_words(const time_grammar *g, size_t at)
{
    if (!time_is(g, at, TERM_MONTH))
        return 0;
    bool stop =
        time_term(g, at).abbreviated && word_is_mark(g->words, at + 1, '.');
    return stop ? 2 : 1;
}

/* The year of "last year", "this year", "next year" after a date; or 0. */
static int said_year(const time_grammar *g, size_t at)
{
    static const char *const words[] = {"last", "this", "next"};
    int year, month, date;
    if (g->published == DAY_NONE || !word_is(g->words, at + 1, "year"))
        return 0;
    day_split(g->published, &year, &month, &date);
    for (int i = 0; i < 3; i++)
        if (word_is(g->words, at, words[i]))
            return year + i - 1;
    return 0;
}

/* Words of ", 2006", "2006" or "last year" after a date, and the year. */
static size_t year_after(const time_grammar *g, size_t at, int *year)
{
    *year = said_year(g, at);
    if (*year)
        return 2;
    size_t comma = word_is_mark(g->words, at, ',');
    *year = time_year(g, at + comma);
    /* "on May 5, 2000 people": a count, where a comma and a noun stand by. */
    if (comma && word_among(g->words, at + 2,
                            "people soldiers troops protesters workers"))
        *year = 0;
    if (*year < 1500)
        *year = 0;
    return *year ? comma + 1 : 0;
}

/* Whether a second day follows, as in "3-5", "3 to 5", "3 and 5". */
static size_t second_day(const time_grammar *g, size_t at, int *date)
{
    if (!time_dash(g, at) && !word_among(g->words, at, "to and through until"))
        return 0;
    *date = small(g, at + 1, 31);
    return *date ? 2 : 0;
}

/* From one date to another in the same month. */
static bool set_days(const time_grammar *g, size_t at, time_match *m, int year,
                     int month, int first, int last)
{
    time_match end = *m;
    if (first >= last || !set_month_date(g, at, m, year, month, first) ||
        !set_month_date(g, at, &end, year, month, last))
        return false;
    if (m->days.from != DAY_NONE)
        time_set_range(m, m->days.from, m->days.from + (last - first));
    if (m->before.from != DAY_NONE)
        m->before.to = m->before.from + (last - first);
    if (m->after.from != DAY_NONE)
        m->after.to = m->after.from + (last - first);
    m->rule = "days";
    return true;
}

bool time_day_month(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    size_t i = at + weekday_before(g, at);
    int first = small(g, i, 31), last = 0, year;
    if (!first ||
        (i > 0 && w->items[i].joined &&
         (word_among(w, i - 1, "us") || w->items[i - 1].value == '.' ||
          w->items[i - 1].value == ',')))
        return false;
    i++;
    i += second_day(g, i, &last);
    if (word_is(w, i, "of"))
        i++;
    size_t month = i;
    if (!month_words(g, i))
        return false;
    i += month_words(g, i);
    i += year_after(g, i, &year);
    m->used = i - at;
    int number = time_term(g, month).value;
    if (last)
        return set_days(g, at, m, year, number, first, last);
    return set_month_date(g, at, m, year, number, first);
}

/* Whether the number at i goes on as "3,000", "3.5", "3:30", "3%" or "3-2". */
static bool goes_on(const time_grammar *g, size_t i)
{
    const word_list *w = g->words;
    if (word_is_mark(w, i + 1, '%'))
        return true;
    return word_has_kind(w, i + 1, WORD_MARK) && w->items[i + 1].joined &&
           word_has_kind(w, i + 2, WORD_DIGITS) && w->items[i + 2].joined &&
           !time_dash(g, i + 1);
}

bool time_month_day(const time_grammar *g, size_t at, time_match *m)
{
    size_t i = at + weekday_before(g, at);
    size_t month = i;
    if (!month_words(g, i))
        return false;
    i += month_words(g, i);
    if (word_is(g->words, i, "the") &&
        word_has_kind(g->words, i + 1, WORD_DIGITS))
        i++;
    int first = small(g, i, 31), last = 0, year;
    if (!first || goes_on(g, i))
        return false;
    i++;
    i += second_day(g, i, &last);
    i += year_after(g, i, &year);
    m->used = i - at;
    int number = time_term(g, month).value;
    if (last && first < last)
        return set_days(g, at, m, year, number, first, last);
    if (last)
        m->used -= 2;
    return set_month_date(g, at, m, year, number, first);
}

/* Months that are also other words must stand where a month does. */
static bool month_stands(const time_grammar *g, size_t at)
{
    int month = time_term(g, at).value;
    bool doubtful = (month >= 3 && month <= 6) || month == 8;
    if (!doubtful || time_term(g, at).abbreviated)
        return true;
    if (at == 0)
        return false;
    return word_among(
               g->words, at - 1,
               "in since until till by last next this of from early late "
               "mid before after between and to through during for past "
               "previous coming") ||
           (time_dash(g, at - 1) && word_is(g->words, at - 2, "mid"));
}

bool time_month(const time_grammar *g, size_t at, time_match *m)
{
    size_t i = at + month_words(g, at);
    if (i == at)
        return false;
    int year, month = time_term(g, at).value;
    size_t of = word_is(g->words, i, "of");
    size_t years = year_after(g, i + of, &year);
    m->rule = "month";
    if (years) {
        m->used = i + of + years - at;
        time_set_month(m, year, month);
        return true;
    }
    m->used = i - at;
    return month_stands(g, at) && set_yearless(g, at, m, month, 0);
}

/* Whether the four digits at i touch what makes them no year. */
static bool touches(const time_grammar *g, size_t i)
{
    const word_list *w = g->words;
    if (i > 0 && w->items[i].joined && !word_among(w, i - 1, "in") &&
        w->items[i - 1].value != '(' && !word_is_quote(w, i - 1) &&
        !word_is_mark(w, i - 1, '[') && !word_is_mark(w, i - 1, 0x2018) &&
        !word_is_mark(w, i - 1, 0x2014) &&
        !(time_dash(g, i - 1) &&
          (time_year(g, i - 2) ||
           word_among(w, i - 2, "post pre mid early late"))))
        return true;
    if (i > 0 && word_has_kind(w, i - 1, WORD_MARK) &&
        (w->items[i - 1].value == '$' || w->items[i - 1].value == 0xA3 ||
         w->items[i - 1].value == 0x20AC || w->items[i - 1].value == '#'))
        return true;
    if (word_has_kind(w, i + 1, WORD_LETTERS) && w->items[i + 1].joined)
        return true;
    return goes_on(g, i) ||
           (time_dash(g, i + 1) && w->items[i + 1].joined &&
            word_has_kind(w, i + 2, WORD_LETTERS) && w->items[i + 2].joined &&
            !word_among(w, i + 2, "era backed"));
}

static bool counted(const time_grammar *g, size_t i)
{
    return word_among(
        g->words, i,
        "gmt hours local people troops soldiers dollars euros pounds km "
        "kilometers kilometres miles meters metres tons tonnes barrels feet "
        "men "
        "women children police policemen others of more percent pct mln "
        "billion "
        "million yen members workers jobs students hectares acres cases");
}

bool time_named_year(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    int year = time_year(g, at);
    if (!year || touches(g, at) || counted(g, at + 1))
        return false;
    m->used = 1;
    m->rule = "year";
    time_set_year(m, year);
    if (at > 0 && year >= 1400 &&
        word_among(w, at - 1,
                   "in since by until till before after during early late mid "
                   "year circa between through"))
        return true;
    if (year < 1900 || year > 2060)
        return false;
    bool article = at > 0 && word_among(w, at - 1,
                                        "the of a an its their his her to from "
                                        "and s this");
    bool plural = word_ends(w, at + 1, "s") && !w->items[at + 1].capital;
    return article || !plural;
}

/* 1960s, '60s; 19th century. */
bool time_years(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    if (!word_has_kind(w, at, WORD_DIGITS))
        return false;
    int value = w->items[at].value, digits = w->items[at].digits;
    m->rule = "years";
    if (w->items[at].ordinal && value >= 10 && value <= 21 &&
        word_is(w, at + 1 + time_dash(g, at + 1), "century")) {
        m->used = 2 + (size_t)time_dash(g, at + 1);
        time_set_century(m, (value - 1) * 100);
        return true;
    }
    size_t i = at + 1;
    if (word_is_mark(w, i, '\'') || word_is_mark(w, i, 0x2019))
        i++;
    if (!word_is(w, i, "s") || !w->items[i].joined || value % 10)
        return false;
    m->used = i + 1 - at;
    bool short_form =
        digits == 2 && value >= 20 && at > 0 && w->items[at].joined &&
        (word_is_mark(w, at - 1, '\'') || word_is_mark(w, at - 1, 0x2019));
    if (short_form)
        value += 1900;
    else if (digits != 4 || value < 1500 || value > 2090)
        return false;
    time_set_decade(m, value);
    return true;
}

/* Words of "a.m.", "pm"; the hours they add in hours. */
static size_t half_day(const time_grammar *g, size_t at, int *hours)
{
    const word_list *w = g->words;
    if (word_among(w, at, "am pm")) {
        *hours = word_is(w, at, "pm") ? 12 : 0;
        return 1;
    }
    if (!word_among(w, at, "a p") || !word_is_mark(w, at + 1, '.') ||
        !word_is(w, at + 2, "m"))
        return 0;
    *hours = word_is(w, at, "p") ? 12 : 0;
    return word_is_mark(w, at + 3, '.') ? 4 : 3;
}

/* 10:30 GMT, 8 p.m., 1030 GMT: a time of an unsaid day. */
bool time_clock(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    if (!word_has_kind(w, at, WORD_DIGITS) || w->items[at].digits > 4 ||
        (at > 0 && w->items[at].joined && w->items[at - 1].value != '('))
        return false;
    int hour = w->items[at].value, minute = 0, add = 0;
    size_t i = at + 1;
    bool sure = false;
    if (w->items[at].digits == 4) {
        minute = hour % 100;
        hour /= 100;
        if (!word_among(w, i, "gmt hours utc"))
            return false;
    } else if ((word_is_mark(w, i, ':') || word_is_mark(w, i, '.')) &&
               word_has_kind(w, i + 1, WORD_DIGITS) &&
               w->items[i + 1].digits == 2 && w->items[i + 1].joined) {
        minute = w->items[i + 1].value;
        sure = at > 0 && word_is_mark(w, i, ':') && word_is(w, at - 1, "at");
        i += 2;
    }
    size_t half = half_day(g, i, &add);
    size_t zone = word_among(w, i + half, "gmt utc hours est edt") ? 1 : 0;
    if (hour > 24 || minute > 59 || (!sure && !half && !zone))
        return false;
    hour = half ? hour % 12 + add : hour;
    snprintf(m->value, TIME_VALUE, "T%02d:%02d", hour, minute);
    m->type = TIME_TIME;
    m->unit = GRAIN_HOUR;
    m->used = i + half + zone - at;
    m->rule = "clock";
    return true;
}

bool time_feast(const time_grammar *g, size_t at, time_match *m)
{
    const word_list *w = g->words;
    bool year_feast = word_is(w, at, "new") && word_is(w, at + 1, "year") &&
                      word_is(w, at + 3, "s");
    if (!year_feast && !word_is(w, at, "christmas"))
        return false;
    size_t i = at + (year_feast ? 4 : 1);
    bool eve = word_is(w, i, "eve"), whole = eve || word_is(w, i, "day");
    if (!w->items[at].capital || !whole)
        return false;
    m->used = i + 1 - at;
    m->rule = "feast";
    if (year_feast)
        return set_yearless(g, at, m, eve ? 12 : 1, eve ? 31 : 1);
    return set_yearless(g, at, m, 12, eve ? 24 : 25);
}

/* The article cut into tokens, with the sentence, line and quotation of each.
 */
#include <string.h>

#include "code/resolve_parts.h"

static const token outside = {.fold = "\n", .shape = TOKEN_BREAK, .length = 1};

const token *token_at(const resolver *v, size_t i)
{
    return i < v->tokens.count ? &v->tokens.items[i] : &outside;
}

bool token_is(const resolver *v, size_t i, const char *fold)
{
    return strcmp(token_at(v, i)->fold, fold) == 0;
}

bool token_among(const resolver *v, size_t i, const char *const *list)
{
    for (; *list; list++)
        if (token_is(v, i, *list))
            return true;
    return false;
}

bool token_upper(const resolver *v, size_t i)
{
    uint8_t shape = token_at(v, i)->shape;
    return shape == TOKEN_CAPITAL || shape == TOKEN_CAPS;
}

const fact_match *match_at_token(const resolver *v, size_t i)
{
    if (i >= v->tokens.count || !v->match_of[i])
        return NULL;
    return &v->matches.items[v->match_of[i] - 1];
}

/* Words after which a phrase's head is over. */
bool token_stops_phrase(const resolver *v, size_t i)
{
    static const char *const stops[] = {
        "of",        "in",      "from",    "at",     "for",     "on",
        "with",      "against", "by",      "to",     "near",    "across",
        "between",   "among",   "during",  "under",  "over",    "into",
        "toward",    "towards", "who",     "whose",  "which",   "that",
        "whom",      "where",   "when",    "while",  "is",      "are",
        "was",       "were",    "has",     "have",   "had",     "said",
        "says",      "will",    "would",   "could",  "can",     "may",
        "as",        "than",    "about",   "inside", "outside", "within",
        "without",   "after",   "before",  "since",  "because", "but",
        "not",       "being",   "linked",  "loyal",  "allied",  "fighting",
        "including", "trying",  "seeking", "backed", "led",     "told",
        "met",       "did",     "does",    "do",     "be",      "been",
        "including", NULL};
    const token *t = token_at(v, i);
    if (t->shape == TOKEN_MARK)
        return strchr(",;:()[]", t->fold[0]) != NULL ||
               (unsigned char)t->fold[0] >= 0xe2;
    if (t->shape == TOKEN_BREAK)
        return true;
    return t->shape == TOKEN_LOWER && !t->hyphened &&
           !token_at(v, i + 1)->hyphened && token_among(v, i, stops);
}

bool token_is_article(const resolver *v, size_t i)
{
    static const char *const articles[] = {"the", "a", "an", NULL};
    return token_among(v, i, articles);
}

/* Whether a token may be part of a person's name: capitalised, and no word of
 * the tables but a person's. */
bool token_is_name(const resolver *v, size_t i)
{
    static const char *const words[] = {
        "the",       "a",         "an",       "he",        "she",
        "it",        "they",      "we",       "i",         "you",
        "in",        "on",        "at",       "but",       "and",
        "for",       "from",      "to",       "of",        "as",
        "by",        "if",        "when",     "while",     "after",
        "before",    "this",      "that",     "these",     "those",
        "his",       "her",       "their",    "its",       "our",
        "my",        "with",      "what",     "who",       "how",
        "why",       "where",     "there",    "here",      "not",
        "no",        "yes",       "monday",   "tuesday",   "wednesday",
        "thursday",  "friday",    "saturday", "sunday",    "january",
        "february",  "march",     "april",    "june",      "july",
        "august",    "september", "october",  "november",  "december",
        "both",      "some",      "all",      "more",      "most",
        "many",      "two",       "three",    "one",       "new",
        "former",    "under",     "during",   "since",     "about",
        "also",      "now",       "even",     "last",      "earlier",
        "meanwhile", "however",   "although", "though",    "because",
        "so",        "then",      "such",     "only",      "another",
        "other",     "any",       "each",     "according", "despite",
        "against",   "between",   "are",      "is",        "was",
        "were",      "will",      "would",    "could",     "should",
        "do",        "does",      "did",      "has",       "have",
        "had",       "let",       "asked",    "speaking",  "islam",
        "islamic",   "muslim",    "muslims",  "christian", "christians",
        "kurdish",   "kurds",     "arab",     "arabs",     "western",
        "eastern",   "southern",  "northern", "east",      "west",
        "north",     "south",     "european", "african",   "asian",
        "sunni",     "shia",      "shiite",   "jewish",    "jews",
        "africa",    "asia",      "god",      "internet",  "mr",
        "mrs",       "ms",        "dr",       "sir",       "miss",
        "madame",    "american",  NULL};
    const token *t = token_at(v, i);
    if (t->shape != TOKEN_CAPITAL && t->shape != TOKEN_CAPS)
        return false;
    if (token_among(v, i, words))
        return false;
    const fact_match *m = match_at_token(v, i);
    if (!m)
        return true;
    for (size_t k = 0; k < m->answer_count; k++)
        if (m->answers[k].row->kind != FACT_PERSON &&
            !(m->answers[k].row->flags & FACT_AMBIGUOUS))
            return false;
    return true;
}

char *text_of(resolver *v, size_t first, size_t end)
{
    if (first >= end || end > v->tokens.count)
        return arena_copy(v->a, "", 0);
    span s = {v->tokens.items[first].at.start, v->tokens.items[end - 1].at.end};
    char *out = arena_copy(v->a, v->text + s.start, span_length(s));
    if (!out)
        v->failed = true;
    return out;
}

static bool is_quote(const token *t)
{
    static const char *const marks[] = {"\"", "\xe2\x80\x9c", "\xe2\x80\x9d",
                                        NULL};
    if (t->shape != TOKEN_MARK)
        return false;
    for (size_t i = 0; marks[i]; i++)
        if (strcmp(t->fold, marks[i]) == 0)
            return true;
    return false;
}

static void number_tokens(resolver *v)
{
    uint32_t sentence = 0, line = 0;
    bool inside = false;
    for (size_t i = 0; i < v->tokens.count; i++) {
        const token *t = &v->tokens.items[i];
        if (t->shape == TOKEN_BREAK) {
            line++;
            sentence++;
            inside = false;
        } else if (is_quote(t)) {
            inside = !inside;
        }
        v->sentence_of[i] = sentence;
        v->line_of[i] = line;
        v->quoted[i] = inside;
        if (t->shape == TOKEN_MARK && strchr(".!?", t->fold[0]))
            sentence++;
    }
}

bool cut_article(resolver *v)
{
    if (!tokens_cut(v->text, v->length, v->a, &v->tokens) ||
        !facts_match(v->facts, &v->tokens, v->a, &v->matches))
        return false;
    size_t n = v->tokens.count + 1;
    v->match_of = arena_array(v->a, n, sizeof *v->match_of);
    v->sentence_of = arena_array(v->a, n, sizeof *v->sentence_of);
    v->line_of = arena_array(v->a, n, sizeof *v->line_of);
    v->quoted = arena_array(v->a, n, sizeof *v->quoted);
    if (!v->match_of || !v->sentence_of || !v->line_of || !v->quoted)
        return false;
    for (size_t m = 0; m < v->matches.count; m++) {
        const fact_match *match = &v->matches.items[m];
        for (uint32_t k = 0; k < match->count; k++)
            v->match_of[match->first + k] = (uint32_t)m + 1;
    }
    number_tokens(v);
    return true;
}

bool may_bridge(const resolver *v, const fact_match *m)
{
    pick p = pick_row(v, m, v->published);
    return token_at(v, m->first + m->count - 1)->possessive ||
           (p.kind == PICK_STATE && p.row->kind == FACT_ADJECTIVE) ||
           p.kind == PICK_BODY;
}

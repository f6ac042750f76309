#include "code/outlet.h"

#include <string.h>
#include <strings.h>

enum { REACH = 4 };

/* Whether name is the initials of outlet: AFP, Agence France-Presse. */
static bool is_initials(const char *name, const char *outlet)
{
    size_t length = 0;
    bool start = true;
    for (const char *at = outlet; *at; at++) {
        bool space = *at == ' ' || *at == '-';
        if (start && !space) {
            if ((name[length] | 32) != (*at | 32))
                return false;
            length++;
        }
        start = space;
    }
    return length > 1 && name[length] == '\0';
}

static const char *without_article(const char *name)
{
    return strncasecmp(name, "the ", 4) ? name : name + 4;
}

bool outlet_is_own(const coding *c, const char *name)
{
    if (!*c->outlet)
        return false;
    const char *outlet = without_article(c->outlet);
    name = without_article(name);
    return !strcasecmp(name, outlet) || is_initials(name, outlet);
}

static bool has_media_word(const coding *c, span name)
{
    static const char words[] = "news newspaper newspapers times post tv "
                                "television radio press journal "
                                "tribune herald telegraph guardian observer "
                                "media magazine daily weekly "
                                "gazette today broadcaster broadcasting cnn "
                                "bbc afp reuters cbs nbc abc";
    size_t i = words_from(&c->words, name.start);
    for (; i < c->words.count && c->words.items[i].at.start < name.end; i++)
        if (word_among(&c->words, i, words))
            return true;
    return false;
}

static bool is_outlet(const coding *c, span name)
{
    fact_found *found;
    size_t count;
    if (has_media_word(c, name))
        return true;
    const char *phrase =
        arena_copy(c->scratch, c->text + name.start, span_length(name));
    return phrase &&
           facts_find(c->facts, phrase, c->published, c->scratch, &found,
                      &count) &&
           count > 0 && !strcmp(found[0].role, "JRN");
}

/* Whether word i says that words went to the name after it. */
static bool gives_to(const word_list *w, size_t i)
{
    if (word_among(w, i, "told tells telling"))
        return true;
    size_t from = i > 3 ? i - 3 : 0;
    if (!word_among(w, i, "by to with in on"))
        return false;
    for (size_t j = from; j < i; j++)
        if (word_among(w, j,
                       "quoted cited carried interview interviewed "
                       "saying comments remarks published broadcast "
                       "statement aired"))
            return true;
    return false;
}

/* Whether the words around a name say that it passes on what is said. */
static bool is_cited(const coding *c, span name)
{
    const word_list *w = &c->words;
    size_t first = words_from(w, name.start), after = words_from(w, name.end);
    for (size_t i = first; i-- > 0 && i + REACH >= first;) {
        if (word_ends_sentence(w, i) || word_is_mark(w, i, ','))
            break;
        if (gives_to(w, i))
            return true;
    }
    for (size_t i = after; i < after + 2; i++)
        if (word_among(w, i, "quoted quotes cited cites"))
            return true;
    return false;
}

/* The first name that starts at a byte or after it. */
static size_t names_from(const reading *r, uint32_t byte)
{
    size_t low = 0, high = r->name_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->names[middle].at.start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

span outlet_cited(const coding *c, span cue)
{
    const reading *r = c->read;
    span sentence = coding_sentence(c, cue.start);
    for (size_t i = names_from(r, sentence.start);
         i < r->name_count && r->names[i].at.start < sentence.end; i++) {
        span name = r->names[i].at;
        if (r->names[i].type == READ_GRP || !is_cited(c, name) ||
            !is_outlet(c, name))
            continue;
        const char *words =
            arena_copy(c->scratch, c->text + name.start, span_length(name));
        if (words && !outlet_is_own(c, words))
            return name;
    }
    return (span){0, 0};
}

#include "code/chain.h"

#include <string.h>
#include <strings.h>

#include "code/outlet.h"

enum { DEEPEST = 4 };

/* A holder before it is named. voice is an index or SIZE_MAX. */
typedef struct {
    size_t mention, voice;
} holder;

static uint32_t trigger_of(const read_act *act)
{
    return act->at.start;
}

/* The voice with the smallest content around a byte, other than not; of those
 * whose cue the content does not hold itself. */
static size_t voice_around(const reading *r, span at, size_t not )
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < r->voice_count; i++) {
        const read_voice *v = &r->voices[i];
        if (i == not || !span_contains(v->content, at))
            continue;
        if (best == SIZE_MAX ||
            span_length(v->content) < span_length(r->voices[best].content))
            best = i;
    }
    return best;
}

size_t chain_inside(const reading *r, size_t i)
{
    return voice_around(r, r->voices[i].cue, i);
}

/* The mention of a voice's source, or SIZE_MAX. */
static size_t source_mention(const read_voice *v)
{
    return v->source.kind == READ_SPAN ? v->source.mention : SIZE_MAX;
}

/* The voice whose content holds the act and whose source is the holder; else
 * the nearest voice of that source on the act's line. */
static size_t voice_of(const coding *c, const read_act *act, size_t mention)
{
    const reading *r = c->read;
    size_t near = SIZE_MAX;
    span line = coding_line(c, trigger_of(act));
    for (size_t i = 0; i < r->voice_count; i++) {
        const read_voice *v = &r->voices[i];
        size_t source = source_mention(v);
        if (source == SIZE_MAX || mention == SIZE_MAX ||
            !span_overlaps(r->mentions[source].at, r->mentions[mention].at))
            continue;
        if (span_contains(v->content, act->at))
            return i;
        if (span_contains(line, v->cue) &&
            (near == SIZE_MAX ||
             span_distance(v->cue, act->at) <
                 span_distance(r->voices[near].cue, act->at)))
            near = i;
    }
    return near;
}

/* The last one who spoke before the act, as one does whose quotation goes on
 * over several paragraphs. */
static holder last_speaker(const coding *c, const read_act *act)
{
    const reading *r = c->read;
    holder found = {SIZE_MAX, SIZE_MAX};
    for (size_t i = 0; i < r->voice_count; i++) {
        if (r->voices[i].cue.start >= trigger_of(act))
            break;
        if (source_mention(&r->voices[i]) != SIZE_MAX)
            found = (holder){source_mention(&r->voices[i]), i};
    }
    return found;
}

static holder innermost(const coding *c, const read_act *act)
{
    holder found = {SIZE_MAX, SIZE_MAX};
    if (act->voice.kind == READ_SPAN && act->voice.mention != SIZE_MAX) {
        found.mention = act->voice.mention;
        found.voice = voice_of(c, act, found.mention);
    } else if (act->voice.kind == READ_ELSEWHERE) {
        found = last_speaker(c, act);
    }
    return found;
}

/* Verbal acts are their speaker's own word. */
static bool is_verbal(const char *code)
{
    static const char *const verbal[] = {"ACCUSE",   "REQUEST", "REJECT",
                                         "THREATEN", "SUPPORT", "AGREE"};
    for (size_t i = 0; i < sizeof verbal / sizeof *verbal; i++)
        if (!strcmp(code, verbal[i]))
            return true;
    return false;
}

static bool is_own_act(const coding *c, const read_act *act,
                       const casus_claim *claim, size_t mention)
{
    if (!is_verbal(claim->code))
        return false;
    span at = c->read->mentions[mention].at;
    for (size_t i = 0; i < act->source.count; i++)
        if (act->source.items[i].kind == READ_SPAN &&
            span_overlaps(act->source.items[i].at, at))
            return true;
    return false;
}

/* Whether a holder's name ends in a common noun for persons. */
static bool is_anonymous(const char *name)
{
    static const char nouns[] =
        "official officials source sources people person witness witnesses "
        "resident residents diplomat diplomats analyst analysts expert experts "
        "observer observers critic critics activist activists man men woman "
        "women soldier soldiers doctor doctors minister ministers spokesman "
        "spokeswoman spokesperson spokesmen officer officers lawyer lawyers "
        "survivor survivors villager villagers aide aides adviser advisers "
        "member members reporter reporters journalist journalists medic medics "
        "commander commanders leader leaders worker workers eyewitness "
        "eyewitnesses rebel rebels supporter supporters opponent opponents "
        "many some others those somebody one investigators police politician "
        "politicians economist economists trader traders scholar scholars";
    const char *last = strrchr(name, ' ');
    last = last ? last + 1 : name;
    size_t length = strlen(last);
    if (length == 0 || (last[0] >= 'A' && last[0] <= 'Z' && last != name))
        return false;
    for (const char *at = nouns; *at;) {
        size_t size = strcspn(at, " ");
        if (size == length && !strncasecmp(at, last, length))
            return true;
        at += size + (at[size] == ' ');
    }
    return false;
}

/* The attitude that a cue's words show. */
static const char *attitude_of(const coding *c, span cue)
{
    static const struct {
        const char *attitude, *words;
    } shown[] = {
        {"denies", "deny denies denied denying denial dismiss dismissed "
                   "dismisses refute refuted refutes rejected"},
        {"fears", "fear fears feared fearing worry worries worried concern "
                  "concerns concerned afraid anxiety alarm"},
        {"hopes", "hope hopes hoped hoping wish wishes wished"},
        {"believes", "believe believes believed believing think thinks thought "
                     "consider considers considered see sees saw view views "
                     "viewed feel feels felt suspect suspects suspected expect "
                     "expects expected conclude concludes concluded belief "
                     "opinion convinced regard regards regarded estimate "
                     "estimates estimated assume assumes assumed"},
    };
    size_t first = words_from(&c->words, cue.start);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        for (size_t w = first;
             w < c->words.count && c->words.items[w].at.start < cue.end; w++)
            if (word_among(&c->words, w, shown[i].words))
                return shown[i].attitude;
    return "says";
}

static bool add(const coding *c, const read_act *act, holder h,
                const char *name, casus_voice *out)
{
    const reading *r = c->read;
    span cue = h.voice == SIZE_MAX ? (span){0, 0} : r->voices[h.voice].cue;
    span act_line = coding_line(c, trigger_of(act));
    resolved_list who = resolver_mention(c->actors, h.mention, DAY_NONE);
    const char *code = who.count == 1 && strcmp(who.items[0].code, "*")
                           ? who.items[0].code
                           : "";
    out->name = coding_string(c, name);
    out->actor = coding_string(c, code);
    out->attitude = attitude_of(c, cue);
    out->anonymous = is_anonymous(name);
    out->direct = coding_quoted(c, trigger_of(act)) &&
                  (span_length(cue) == 0 || span_contains(act_line, cue));
    out->span = coding_points(c, r->mentions[h.mention].at);
    out->cue = coding_points(c, cue);
    return who.items && out->name && out->actor;
}

/* The holders from the innermost outwards; how many there are. */
static size_t holders(const coding *c, const read_act *act, holder out[DEEPEST])
{
    const reading *r = c->read;
    size_t count = 0;
    holder at = innermost(c, act);
    if (at.mention == SIZE_MAX)
        return 0;
    while (count < DEEPEST && at.mention != SIZE_MAX) {
        out[count++] = at;
        if (at.voice == SIZE_MAX)
            break;
        at.voice = chain_inside(r, at.voice);
        at.mention = at.voice == SIZE_MAX
                         ? SIZE_MAX
                         : source_mention(&r->voices[at.voice]);
        for (size_t i = 0; i < count; i++)
            if (out[i].voice == at.voice)
                return count;
    }
    return count;
}

/* Puts the outlet that the outermost speaker's words were said to, if any. */
static bool add_outlet(const coding *c, holder outermost, casus_voice *chain,
                       size_t *kept)
{
    const reading *r = c->read;
    if (outermost.voice == SIZE_MAX)
        return true;
    span at = outlet_cited(c, r->voices[outermost.voice].cue);
    if (!span_length(at) ||
        span_overlaps(at, r->mentions[outermost.mention].at))
        return true;
    casus_voice *out = &chain[*kept];
    out->name = coding_words(c, at);
    out->actor = "";
    out->attitude = "says";
    out->span = coding_points(c, at);
    (*kept)++;
    return out->name != NULL;
}

bool chain_make(const coding *c, const read_act *act, casus_claim *claim)
{
    holder found[DEEPEST];
    size_t count = holders(c, act, found), kept = 0;
    const char *last = "";
    casus_voice *chain = arena_array(c->out, count + 1, sizeof *chain);
    if (!chain || (count && !add_outlet(c, found[count - 1], chain, &kept)))
        return false;
    for (size_t i = count; i-- > 0;) {
        const char *name = resolver_holder(c->actors, found[i].mention);
        if (!name)
            return false;
        bool own = i == 0 && is_own_act(c, act, claim, found[i].mention);
        if (own || outlet_is_own(c, name) || !strcmp(name, last))
            continue;
        if (!add(c, act, found[i], name, &chain[kept++]))
            return false;
        last = name;
    }
    claim->chain = chain;
    claim->chain_count = kept;
    return true;
}

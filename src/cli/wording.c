#include "cli/wording.h"

#include <string.h>

void wording_actor(buffer *out, const casus_actor *actor)
{
    if (strcmp(actor->code, "*") == 0 && !*actor->name) {
        buffer_text(out, "somebody");
        return;
    }
    if (!*actor->name) {
        buffer_text(out, actor->code);
        return;
    }
    buffer_text(out, actor->name);
    if (*actor->office)
        buffer_format(out, ", %s", actor->office);
    if (strcmp(actor->code, "*") != 0)
        buffer_format(out, " (%s)", actor->code);
}

static void add_side(buffer *out, const casus_actor *actors, size_t count,
                     const char *between)
{
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, i ? between : "");
        wording_actor(out, &actors[i]);
    }
}

void wording_parties(buffer *out, const casus_claim *claim)
{
    static const char *const both = " \u2194 ", *const onto = " \u2192 ";
    add_side(out, claim->sources, claim->source_count,
             claim->reciprocal ? both : ", ");
    if (claim->target_count)
        buffer_text(out, claim->reciprocal ? both : onto);
    add_side(out, claim->targets, claim->target_count, ", ");
}

void wording_codes(buffer *out, const casus_actor *actors, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, i ? "," : "");
        buffer_text(out, actors[i].code);
    }
}

void wording_chain(buffer *out, const casus_claim *claim)
{
    for (size_t i = 0; i < claim->chain_count; i++) {
        const casus_voice *voice = &claim->chain[i];
        buffer_text(out, i ? " > " : "");
        buffer_text(out, voice->name);
        buffer_text(out, voice->anonymous ? " (anon)" : "");
    }
}

void wording_when(buffer *out, const casus_claim *claim)
{
    buffer_text(out, claim->when.from);
    if (strcmp(claim->when.from, claim->when.to) != 0)
        buffer_format(out, " to %s", claim->when.to);
}

/* The quad classes of the PLOVER manual: SANCTION is material conflict. */
tone wording_tone(const casus_claim *claim)
{
    static const struct {
        const char *code;
        tone tone;
    } rows[] = {{"AGREE", TONE_TALK},      {"CONSULT", TONE_TALK},
                {"SUPPORT", TONE_TALK},    {"CONCEDE", TONE_TALK},
                {"COOPERATE", TONE_HELP},  {"AID", TONE_HELP},
                {"RETREAT", TONE_HELP},    {"REQUEST", TONE_QUARREL},
                {"ACCUSE", TONE_QUARREL},  {"REJECT", TONE_QUARREL},
                {"THREATEN", TONE_QUARREL}};
    if (claim->kind != CASUS_EVENT)
        return claim->kind == CASUS_TIE ? TONE_TIE : TONE_ATTITUDE;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(claim->code, rows[i].code) == 0)
            return rows[i].tone;
    return TONE_FORCE;
}

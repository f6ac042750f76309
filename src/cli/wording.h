/*
 * How parts of a claim are put into words, the same in every form of output
 * that people read.
 */
#ifndef CASUS_WORDING_H
#define CASUS_WORDING_H

#include "base/buffer.h"
#include "casus.h"

/* "Donald Trump, President (USAGOV)", or the code alone; "somebody" for one
 * that is not named. */
void wording_actor(buffer *out, const casus_actor *actor);

/* "China (CHN), IGO:UN → somebody", or with ↔ between all where the claim is
 * reciprocal. */
void wording_parties(buffer *out, const casus_claim *claim);

/* Codes joined by commas, "*" for one not named, none where there are none. */
void wording_codes(buffer *out, const casus_actor *actors, size_t count);

/* "CNN > officials (anon)"; none where the article itself vouches. */
void wording_chain(buffer *out, const casus_claim *claim);

/* "2019-10-14" or "2019-10-01 to 2019-10-31"; none where there is none. */
void wording_when(buffer *out, const casus_claim *claim);

/* The large class of a code: what it is coloured by. */
typedef enum {
    TONE_TALK,     /* verbal cooperation */
    TONE_HELP,     /* material cooperation */
    TONE_QUARREL,  /* verbal conflict */
    TONE_FORCE,    /* material conflict */
    TONE_ATTITUDE, /* POS, NEG */
    TONE_TIE       /* CLOSER, APART */
} tone;

tone wording_tone(const casus_claim *claim);

#endif

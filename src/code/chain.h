/*
 * On whose word: the holders of a claim, outermost first.
 *
 *     "The paper said that officials feared an attack."
 *      holder 1 ──content────────────────────────────
 *                         holder 2 ──content─────────
 *
 * The innermost holder is the act's own voice link. Around it stand the voices
 * whose content holds its cue. A speaker is no holder of his own verbal act,
 * and the article's own outlet is none at all.
 */
#ifndef CASUS_CHAIN_H
#define CASUS_CHAIN_H

#include "code/coding.h"

/* Fills chain and chain_count of a claim whose code, sources and status are
 * set. False when memory is out. */
bool chain_make(const coding *c, const read_act *act, casus_claim *claim);

/* The voice that stands closest around voice i, or SIZE_MAX. */
size_t chain_inside(const reading *r, size_t i);

#endif

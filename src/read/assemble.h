/*
 * Puts a reading together, window by window.
 *
 *     taggers ─▶ names, sentences, triggers, parties, cues, content
 *     triggers ─▶ acts with sources, targets, voice, place ┐
 *     cues ─▶ voices with speaker and content              ├▶ mentions
 *     parties ─────────────────────────────────────────────┘   with roles, same
 *
 * A mention is a party, or the answer of any link but place; the same words are
 * one mention however often they are found.
 */
#ifndef CASUS_ASSEMBLE_H
#define CASUS_ASSEMBLE_H

#include "base/arena.h"
#include "read/decode.h"
#include "read/heads.h"

typedef struct assembler assembler;

assembler *assembler_new(heads *h);
void assembler_free(assembler *a);

/* Starts a reading; its arrays grow in the arena. */
void assembler_start(assembler *a, arena *into, reading *out);

/* Adds a window that the encoder and heads_window have seen. False when memory
 * is out. */
bool assembler_add(assembler *a, const window_view *view);

#endif

/*
 * From scores to choices: label sequences to spans, pointers to answers.
 *
 *     logits [size][labels] ─Viterbi over legal sequences▶ O B I I O B
 *                           ─▶ spans [first, last], kind
 *     starts, ends, nulls ─▶ one null, or the best span and others near it
 *
 * Plain functions of numbers; nothing here knows a model.
 */
#ifndef CASUS_DECODE_H
#define CASUS_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/windows.h"

enum {
    DECODE_LABELS = 9,  /* of the largest tagger */
    DECODE_ANSWERS = 32 /* answers to one question, at most */
};

/* A tagged span of a window; kind counts B labels from 0. */
typedef struct {
    uint16_t first, last, kind;
    float score; /* mean probability of that kind's labels */
} tagged;

/* The spans of one tagger with labels O, B-0, I-0, B-1, …; logits of a position
 * stand stride floats from the next. outside is added to O's score. Writes at
 * most size spans and returns how many. */
size_t decode_tags(const float *logits, size_t stride, size_t labels,
                   const bool *real, size_t size, float outside, tagged *out);

typedef enum {
    ANSWER_NONE,
    ANSWER_UNNAMED,
    ANSWER_ELSEWHERE,
    ANSWER_BOTH,
    ANSWER_SPAN
} answer_kind;

typedef struct {
    answer_kind kind;
    uint16_t first, last; /* ANSWER_SPAN only */
    float score;          /* a probability */
} answer;

typedef struct {
    const float *starts, *ends, *nulls; /* logits [size], [size], [4] */
    const bool *null_used;              /* [4] */
    float null_bias;                    /* added to every null */
    float more;    /* further starts may be this much worse; < 0: none */
    bool anywhere; /* the end may lie in another paragraph, and far away */
} question;

/* The answers, best first, at most DECODE_ANSWERS; returns how many. */
size_t decode_answers(const question *q, const window_view *view, answer *out);

/* The starts' logits as probabilities, with those of special pieces 0; returns
 * that of the null none. */
float decode_starts(const question *q, const window_view *view,
                    float *probabilities);

#endif

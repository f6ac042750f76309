#include "read/decode.h"

#include <math.h>

enum { LONGEST_ANSWER = 12 };

static const double impossible = -1e9;

static void log_softmax(const float *logits, size_t count, double *out)
{
    double most = logits[0], total = 0;
    for (size_t i = 1; i < count; i++)
        most = logits[i] > most ? logits[i] : most;
    for (size_t i = 0; i < count; i++)
        total += exp(logits[i] - most);
    for (size_t i = 0; i < count; i++)
        out[i] = logits[i] - most - log(total);
}

static bool continues(size_t label)
{
    return label && label % 2 == 0;
}

/* Of the labels before, the best that label may follow; ties: the first. */
static size_t best_before(const double *scores, size_t labels, size_t label)
{
    if (continues(label))
        return scores[label] > scores[label - 1] ? label : label - 1;
    size_t best = 0;
    for (size_t i = 1; i < labels; i++)
        if (scores[i] > scores[best])
            best = i;
    return best;
}

static void emissions(const float *logits, size_t labels, bool real,
                      float outside, double *out)
{
    log_softmax(logits, labels, out);
    out[0] += outside;
    for (size_t i = 1; !real && i < labels; i++)
        out[i] = impossible;
}

/* The best label of each position. */
static void best_path(const float *logits, size_t stride, size_t labels,
                      const bool *real, size_t size, float outside,
                      uint8_t *path)
{
    uint8_t back[WINDOW_SIZE][DECODE_LABELS];
    double scores[DECODE_LABELS], before[DECODE_LABELS], emit[DECODE_LABELS];
    for (size_t at = 0; at < size; at++) {
        emissions(logits + at * stride, labels, real[at], outside, emit);
        for (size_t i = 0; i < labels; i++)
            before[i] = at ? scores[i] : continues(i) ? impossible : 0;
        for (size_t i = 0; i < labels; i++) {
            size_t from = at ? best_before(before, labels, i) : i;
            back[at][i] = (uint8_t)from;
            scores[i] = before[from] + emit[i];
        }
    }
    size_t best = best_before(scores, labels, 0);
    for (size_t at = size; at-- > 0;) {
        path[at] = (uint8_t)best;
        best = back[at][best];
    }
}

/* Mean probability of a kind's two labels over a span. */
static float kind_score(const float *logits, size_t stride, size_t labels,
                        const tagged *t)
{
    double scores[DECODE_LABELS], total = 0;
    for (size_t at = t->first; at <= t->last; at++) {
        log_softmax(logits + at * stride, labels, scores);
        total += exp(scores[2 * t->kind + 1]) + exp(scores[2 * t->kind + 2]);
    }
    return (float)(total / (t->last - t->first + 1));
}

size_t decode_tags(const float *logits, size_t stride, size_t labels,
                   const bool *real, size_t size, float outside, tagged *out)
{
    uint8_t path[WINDOW_SIZE];
    size_t count = 0;
    if (!size)
        return 0;
    best_path(logits, stride, labels, real, size, outside, path);
    for (size_t at = 0, last; at < size; at = last + 1) {
        last = at;
        if (!path[at])
            continue;
        while (last + 1 < size && continues(path[last + 1]))
            last++;
        tagged *t = &out[count++];
        *t = (tagged){(uint16_t)at, (uint16_t)last,
                      (uint16_t)((path[at] - 1) / 2), 0};
        t->score = kind_score(logits, stride, labels, t);
    }
    return count;
}

/* The highest logit and the sum of what all come to below it. */
typedef struct {
    float most_start, most_null;
    size_t best_null;
    double most, total;
} weight;

static float null_logit(const question *q, size_t i)
{
    return q->nulls[i] + q->null_bias;
}

static weight weigh(const question *q, const window_view *view)
{
    weight w = {-INFINITY, -INFINITY, 0, 0, 0};
    for (size_t i = 0; i < view->size; i++)
        if (view->real[i] && q->starts[i] > w.most_start)
            w.most_start = q->starts[i];
    for (size_t i = 0; i < ANSWER_SPAN; i++)
        if (q->null_used[i] && null_logit(q, i) > w.most_null) {
            w.most_null = null_logit(q, i);
            w.best_null = i;
        }
    w.most = w.most_start > w.most_null ? w.most_start : w.most_null;
    for (size_t i = 0; i < view->size; i++)
        if (view->real[i])
            w.total += expf((float)(q->starts[i] - w.most));
    for (size_t i = 0; i < ANSWER_SPAN; i++)
        if (q->null_used[i])
            w.total += expf((float)(null_logit(q, i) - w.most));
    return w;
}

static float share(const weight *w, float logit)
{
    return (float)(exp(logit - w->most) / w->total);
}

/* The best end for a start: near it and in its paragraph, or anywhere after. */
static size_t answer_end(const question *q, const window_view *view,
                         size_t start)
{
    size_t high = view->size - 1, best = start;
    if (!q->anywhere) {
        high = view->paragraph_end[start];
        if (high > start + LONGEST_ANSWER - 1)
            high = start + LONGEST_ANSWER - 1;
    }
    for (size_t at = start + 1; at <= high; at++)
        if (view->real[at] && q->ends[at] > q->ends[best])
            best = at;
    return best;
}

static bool taken(const answer *answers, size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++)
        if (answers[i].first <= at && at <= answers[i].last)
            return true;
    return false;
}

/* The best start at or above least that is in no answer yet, or size. */
static size_t next_start(const question *q, const window_view *view,
                         const answer *answers, size_t count, float least)
{
    size_t best = view->size;
    for (size_t at = 0; at < view->size; at++)
        if (view->real[at] && q->starts[at] >= least &&
            (best == view->size || q->starts[at] > q->starts[best]) &&
            !taken(answers, count, at))
            best = at;
    return best;
}

size_t decode_answers(const question *q, const window_view *view, answer *out)
{
    weight w = weigh(q, view);
    size_t count = 0;
    if (w.most_null >= w.most_start) {
        out[0] =
            (answer){(answer_kind)w.best_null, 0, 0, share(&w, w.most_null)};
        return 1;
    }
    float least = q->more < 0 ? w.most_start : w.most_start - q->more;
    size_t most = q->more < 0 ? 1 : DECODE_ANSWERS;
    while (count < most) {
        size_t start = next_start(q, view, out, count, least);
        if (start == view->size || q->starts[start] <= w.most_null)
            break;
        size_t end = answer_end(q, view, start);
        out[count++] = (answer){ANSWER_SPAN, (uint16_t)start, (uint16_t)end,
                                share(&w, q->starts[start])};
    }
    return count;
}

float decode_starts(const question *q, const window_view *view,
                    float *probabilities)
{
    weight w = weigh(q, view);
    for (size_t i = 0; i < view->size; i++)
        probabilities[i] = view->real[i] ? share(&w, q->starts[i]) : 0;
    return q->null_used[ANSWER_NONE] ? share(&w, null_logit(q, ANSWER_NONE))
                                     : 0;
}

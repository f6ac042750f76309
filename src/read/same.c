#include "read/same.h"

#include <math.h>
#include <string.h>

static size_t length(extent e)
{
    return (size_t)(e.last - e.first);
}

/* The shortest mention over a piece, or count. */
static size_t cover(const extent *mentions, size_t count, size_t at)
{
    size_t best = count;
    for (size_t i = 0; i < count && mentions[i].first <= at; i++)
        if (mentions[i].last >= at &&
            (best == count || length(mentions[i]) < length(mentions[best])))
            best = i;
    return best;
}

/* Shares a probability among mentions that begin with the same piece. */
static void share(const extent *mentions, size_t count, const float *ends,
                  float probability, float *claims)
{
    float most = ends[mentions[0].last], total = 0;
    for (size_t i = 1; i < count; i++)
        if (ends[mentions[i].last] > most)
            most = ends[mentions[i].last];
    for (size_t i = 0; i < count; i++)
        total += expf(ends[mentions[i].last] - most);
    for (size_t i = 0; i < count; i++)
        claims[i] += probability * expf(ends[mentions[i].last] - most) / total;
}

void same_claims(const window_view *view, const extent *mentions, size_t count,
                 const float *starts, const float *ends, float *claims)
{
    static const float nothing = 1e-5f;
    size_t next = 0, stop;
    memset(claims, 0, count * sizeof *claims);
    for (size_t at = 0; at < view->size; at++, next = stop) {
        stop = next;
        while (stop < count && mentions[stop].first == at)
            stop++;
        if (starts[at] < nothing)
            continue;
        if (stop > next) {
            share(mentions + next, stop - next, ends, starts[at],
                  claims + next);
            continue;
        }
        size_t over = cover(mentions, count, at);
        if (over < count)
            claims[over] += starts[at];
    }
}

#include "code/confidence.h"

#include <math.h>

static double logit(double p)
{
    const double least = 1e-4;
    p = p < least ? least : p > 1 - least ? 1 - least : p;
    return log(p / (1 - p));
}

static double best_code(const read_act *act)
{
    double best = 0;
    for (int i = 0; i < READ_CODES; i++)
        best = act->code[i] > best ? act->code[i] : best;
    return best;
}

static double link_score(const read_links *links)
{
    return links->count ? links->items[0].score : 0.5;
}

double confidence_of(const confidence *by, const read_act *act)
{
    double score =
        sqrt(sqrt(act->score * best_code(act) * link_score(&act->source) *
                  link_score(&act->target)));
    return 1 / (1 + exp(-(by->bias + by->weight * logit(score))));
}

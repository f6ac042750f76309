#include "code/confidence.h"

#include <math.h>
#include <string.h>

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

static bool named(const casus_actor *actors, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(actors[i].code, "*"))
            return false;
    return true;
}

void confidence_features(const read_act *act, const casus_claim *claim,
                         double out[CONFIDENCE_FEATURES])
{
    out[0] = logit(act->score);
    out[1] = logit(best_code(act));
    out[2] = logit(link_score(&act->source));
    out[3] = logit(link_score(&act->target));
    out[4] = named(claim->sources, claim->source_count);
    out[5] = named(claim->targets, claim->target_count);
    out[6] = act->source.count && act->source.items[0].kind == READ_SPAN;
    out[7] = claim->in_title;
}

double confidence_of(const confidence *by, const read_act *act,
                     const casus_claim *claim)
{
    double f[CONFIDENCE_FEATURES];
    if (!by->fitted)
        return sqrt(sqrt(act->score * best_code(act) *
                         link_score(&act->source) * link_score(&act->target)));
    confidence_features(act, claim, f);
    double sum = by->bias;
    for (int i = 0; i < CONFIDENCE_FEATURES; i++)
        sum += by->weights[i] * f[i];
    return 1 / (1 + exp(-sum));
}

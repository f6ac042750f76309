/*
 * How sure a claim is: the probability that its sources, its act and its
 * targets are right.
 *
 *     logit = bias + Σ weight · feature
 *
 *     0  logit of the trigger's score
 *     1  logit of the code's probability
 *     2  logit of the source link's score
 *     3  logit of the target link's score
 *     4  1 where every source has a code, 0 where one is "*"
 *     5  1 where there is no target or every target has a code
 *     6  1 where the source has words in the window
 *     7  1 where the claim stands in the title
 *
 * Weights, bias and the default cut come with the model (calibration in
 * docs/model-file.md) and are fitted by train/calibrate.py. A model with
 * another number of weights has none: then confidence is the geometric mean of
 * the four scores.
 */
#ifndef CASUS_CONFIDENCE_H
#define CASUS_CONFIDENCE_H

#include "casus.h"
#include "read/reading.h"

enum { CONFIDENCE_FEATURES = 8 };

typedef struct {
    double weights[CONFIDENCE_FEATURES], bias;
    bool fitted;
} confidence;

/* The features of a claim made of an act. */
void confidence_features(const read_act *act, const casus_claim *claim,
                         double out[CONFIDENCE_FEATURES]);

double confidence_of(const confidence *by, const read_act *act,
                     const casus_claim *claim);

#endif

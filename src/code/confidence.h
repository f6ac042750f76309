/*
 * How sure a claim is: the probability that its sources, its act and its
 * targets are right.
 *
 *     score      = ⁴√(trigger · code · source link · target link)
 *     confidence = 1 / (1 + exp(-(bias + weight · logit score)))
 *
 * Weight and bias are fitted to held-out articles by train/calibrate.py (Platt
 * 1999) and come with the model, as does the default cut.
 */
#ifndef CASUS_CONFIDENCE_H
#define CASUS_CONFIDENCE_H

#include "casus.h"
#include "read/reading.h"

typedef struct {
    double weight, bias;
} confidence;

double confidence_of(const confidence *by, const read_act *act);

#endif

/*
 * The labels a model must have, in the order of its scores, and the settings in
 * its metadata. A model with other labels is refused, not reinterpreted.
 */
#ifndef CASUS_LABELS_H
#define CASUS_LABELS_H

#include "read/model.h"

bool labels_check(const model_file *f, casus_error *error);
bool settings_config(const model_file *f, model_config *c, casus_error *error);
bool settings_calibration(const model_file *f, model_calibration *c,
                          casus_error *error);

#endif

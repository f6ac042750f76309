/* The verbs of casus; each returns the exit status. */
#ifndef CASUS_VERBS_H
#define CASUS_VERBS_H

#include "cli/options.h"

int verb_code(const options *o);
int verb_show(const options *o);
int verb_facts(const options *o);
int verb_model(const options *o);
int verb_bench(const options *o);

#endif

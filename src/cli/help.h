/* The text of --help, made from options.def. */
#ifndef CASUS_HELP_H
#define CASUS_HELP_H

#include "base/buffer.h"
#include "cli/options.h"

/* Of a verb, or of casus itself for VERB_NONE. */
void help_write(verb v, buffer *out);

#endif

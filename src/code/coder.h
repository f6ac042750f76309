/* What a coder tells the program beyond the public library. */
#ifndef CASUS_CODER_H
#define CASUS_CODER_H

#include "casus.h"
#include "read/reader.h"

/* Seconds its reader has spent so far, for casus bench. */
reader_times coder_spent(const casus_coder *coder);

#endif

/* casus VERB [OPTIONS] [INPUT...]: reads the command line and calls the verb.
 */
#include <stdio.h>

#include "casus.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/verbs.h"

static int (*const verbs[VERBS])(const options *) = {
    [VERB_CODE] = verb_code,   [VERB_SHOW] = verb_show,
    [VERB_FACTS] = verb_facts, [VERB_MODEL] = verb_model,
    [VERB_BENCH] = verb_bench,
};

static int print(buffer *text)
{
    bool good = output_write(text) && output_flush();
    buffer_free(text);
    return good ? EXIT_DONE : EXIT_NOTHING;
}

int main(int count, char **words)
{
    options o;
    buffer text = BUFFER_EMPTY;
    if (!options_read(&o, count, words))
        return EXIT_USAGE;
    if (o.version) {
        buffer_format(&text, "casus %s\n", casus_version());
        return print(&text);
    }
    if (o.help) {
        help_write(o.verb, &text);
        return print(&text);
    }
    if (o.verb == VERB_NONE) {
        help_write(VERB_NONE, &text);
        fputs(text.bytes ? text.bytes : "", stderr);
        buffer_free(&text);
        return EXIT_USAGE;
    }
    return verbs[o.verb](&o);
}

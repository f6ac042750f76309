#include <string.h>

#include "cli/batch.h"
#include "cli/say.h"
#include "cli/verbs.h"

int verb_code(const options *o)
{
    const char *to = o->to ? o->to : "jsonl";
    render_style style = {.text = o->text, .reading = o->reading};
    if ((o->text || o->reading) && strcmp(to, "jsonl") != 0) {
        say("--text and --reading are for --to jsonl");
        return EXIT_USAGE;
    }
    const renderer *form = strcmp(to, "tsv") == 0    ? &render_tsv
                           : strcmp(to, "html") == 0 ? &render_html
                                                     : &render_jsonl;
    return batch_run(o, form, &style);
}

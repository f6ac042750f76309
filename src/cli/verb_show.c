#include <string.h>

#include "cli/batch.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

int verb_show(const options *o)
{
    render_style style = {.colour = terminal_colour(),
                          .width = terminal_width()};
    bool html = o->to && strcmp(o->to, "html") == 0;
    return batch_run(o, html ? &render_html : &render_terminal, &style);
}

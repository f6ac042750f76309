/* casus model: what the model is. Opening it checks its SHA-256. */
#include <string.h>

#include "casus.h"
#include "cli/locate.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/verbs.h"

static void write_model(const char *path, const casus_model *model, buffer *out)
{
    static const char *const properties[] = {"format",      "version", "sha256",
                                             "licence",     "config",  "labels",
                                             "calibration", "data"};
    buffer_format(out, "%-12s %s\n", "file", path);
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        buffer_format(out, "%-12s %s\n", properties[i],
                      casus_model_property(model, properties[i]));
    buffer_format(out, "\n%s", casus_model_property(model, "card"));
    if (out->length && out->bytes[out->length - 1] != '\n')
        buffer_byte(out, '\n');
}

int verb_model(const options *o)
{
    arena memory = ARENA_EMPTY;
    buffer out = BUFFER_EMPTY;
    casus_error error;
    bool good = false;
    if (o->input_count > 1) {
        say("model takes one file at most: casus model reader.casus");
        return EXIT_USAGE;
    }
    const char *path = locate(&memory, &locate_model,
                              o->input_count ? o->inputs[0] : o->model);
    casus_model *model = path ? casus_model_open(path, &error) : NULL;
    if (model) {
        write_model(path, model, &out);
        good = output_write(&out) && output_flush();
    } else if (path) {
        say_problem(path, 0, error.message);
    }
    casus_model_close(model);
    buffer_free(&out);
    arena_free(&memory);
    return good ? EXIT_DONE : EXIT_NOTHING;
}

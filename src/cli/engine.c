#include "cli/engine.h"

#include "cli/locate.h"
#include "cli/say.h"

bool engine_open(engine *e, const options *o)
{
    casus_error error;
    *e = (engine){.memory = ARENA_EMPTY};
    e->model_path = locate(&e->memory, &locate_model, o->model);
    e->facts_path = locate(&e->memory, &locate_facts, o->facts);
    if (!e->model_path || !e->facts_path)
        return false;
    e->model = casus_model_open(e->model_path, &error);
    if (!e->model) {
        say_problem(e->model_path, 0, error.message);
        return false;
    }
    e->facts = casus_facts_open(e->facts_path, &error);
    if (!e->facts)
        say_problem(e->facts_path, 0, error.message);
    return e->facts != NULL;
}

void engine_close(engine *e)
{
    casus_facts_close(e->facts);
    casus_model_close(e->model);
    arena_free(&e->memory);
}

casus_coder *engine_coder(const engine *e, const options *o)
{
    casus_error error;
    casus_coder *coder = casus_coder_new(e->model, e->facts, &error);
    if (!coder)
        say("%s", error.message);
    else if (o->least >= 0)
        casus_coder_set_cut(coder, o->least);
    return coder;
}

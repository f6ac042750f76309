/* casus facts: what the tables know of a phrase on a day. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cli/locate.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/verbs.h"
#include "know/facts.h"

typedef struct {
    const facts *facts;
    const char *phrase, *date;
    const fact_found *found;
    size_t count;
} answer;

/* "leaders.tsv:6120" */
static void write_place(buffer *out, const facts *f, const fact_row *row)
{
    buffer_format(out, "%s:%u", facts_text(f, row->file), row->line);
}

static json_t *to_json(const facts *f, const fact_found *found)
{
    buffer row = BUFFER_EMPTY;
    write_place(&row, f, found->row);
    json_t *one = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s}", "actor", found->actor, "entity",
        found->entity, "role", found->role, "row", row.bytes ? row.bytes : "",
        "file", facts_text(f, found->row->file), "why", found->why);
    buffer_free(&row);
    return one;
}

static void write_json(const answer *a, buffer *out)
{
    static const char *const fields[] = {"actor", "entity", "role",
                                         "row",   "file",   "why"};
    json_t *others = json_array();
    json_t *best = a->count ? to_json(a->facts, &a->found[0]) : json_object();
    json_t *all = json_pack("{s:s, s:s}", "phrase", a->phrase, "date", a->date);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        json_t *value = json_object_get(best, fields[i]);
        json_object_set_new(all, fields[i],
                            value ? json_incref(value) : json_string(""));
    }
    for (size_t i = 1; i < a->count; i++)
        json_array_append_new(others, to_json(a->facts, &a->found[i]));
    json_object_set_new(all, "others", others);
    json_decref(best);
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    if (text) {
        buffer_text(out, text);
        buffer_byte(out, '\n');
    }
    out->failed = out->failed || !text;
    free(text);
}

static void write_text(const answer *a, buffer *out)
{
    for (size_t i = 0; i < a->count; i++) {
        const fact_found *one = &a->found[i];
        const char *actor = *one->actor ? one->actor : one->role;
        buffer_format(out, "%s%-24s %s\n    ", i ? "  " : "", actor,
                      one->entity);
        write_place(out, a->facts, one->row);
        buffer_format(out, "  %s\n", one->why);
    }
}

static int answer_phrase(const options *o, const facts *f, arena *memory)
{
    answer a = {f, o->inputs[0], o->date ? o->date : "", NULL, 0};
    fact_found *found = NULL;
    buffer out = BUFFER_EMPTY;
    day on = o->date ? day_parse(o->date) : DAY_NONE;
    if (!facts_find(f, a.phrase, on, memory, &found, &a.count)) {
        say("out of memory");
        return EXIT_NOTHING;
    }
    a.found = found;
    if (o->to && strcmp(o->to, "json") == 0)
        write_json(&a, &out);
    else
        write_text(&a, &out);
    bool good = output_write(&out) && output_flush();
    buffer_free(&out);
    if (good && !a.count)
        say("nothing is known of \"%s\"; a row in data/*.tsv would tell",
            a.phrase);
    return good && a.count ? EXIT_DONE : EXIT_NOTHING;
}

int verb_facts(const options *o)
{
    arena memory = ARENA_EMPTY;
    casus_error error;
    int status = EXIT_NOTHING;
    if (o->input_count != 1) {
        say("facts takes one phrase: casus facts \"the Kremlin\" "
            "--date 2020-05-05");
        return EXIT_USAGE;
    }
    const char *path = locate(&memory, &locate_facts, o->facts);
    facts *f = path ? facts_open(path, &error) : NULL;
    if (f)
        status = answer_phrase(o, f, &memory);
    else if (path)
        say_problem(path, 0, error.message);
    facts_close(f);
    arena_free(&memory);
    return status;
}

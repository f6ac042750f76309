/*
 * casus-facts-compile FOLDER OUT [MORE…]: compiles the tables of a folder (and
 * of further folders, for rows of one's own) into one facts file.
 *
 *     states.tsv     iso3 cow gw from to name aliases adjectives people capital
 *                    cities
 *     metonyms.tsv   phrase aliases actor from to flags
 *     bodies.tsv     name aliases actor from to kind flags   (groups.tsv and
 *                    parties.tsv alike)
 *     leaders.tsv    name surname aliases actor office from to source
 *                    (people.tsv alike)
 *     agents.tsv     word plural role number title flags
 *
 * Lists within a cell are parted by bars. A fault is told as FILE:LINE: REASON
 * and nothing is written.
 */
#include <stdio.h>
#include <string.h>

#include "know/compile/pack.h"
#include "know/compile/tables.h"

typedef struct {
    pack *p;
    table t;
    arena *a;
    const char *fault;
} compiler;

static bool fail(compiler *c, const char *reason, const char *cell)
{
    c->fault = table_fault(&c->t, reason, cell);
    return false;
}

/* A cell with a date, YYYY or YYYY-MM-DD; DAY_NONE where it is empty. */
static bool date_cell(compiler *c, const char *column, bool last, day *out)
{
    const char *cell = table_cell(&c->t, column);
    *out = DAY_NONE;
    if (!*cell)
        return true;
    int year = 0, taken = 0;
    if (strlen(cell) == 4 && sscanf(cell, "%4d%n", &year, &taken) == 1 &&
        taken == 4) {
        interval whole = interval_of_year(year);
        *out = last ? whole.to : whole.from;
    } else if (strlen(cell) == 10) {
        *out = day_parse(cell);
    }
    return *out != DAY_NONE || fail(c, "is no date", cell);
}

/* The base, role and name of an actor code: IGO:UN, TURGOV, LBNREB:HEZBOLLAH.
 */
static bool actor_cell(compiler *c, const char *actor, fact_row *row)
{
    size_t head = strcspn(actor, ":");
    char base[4] = "", role[4] = "";
    bool upper = strspn(actor, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == head;
    if (!upper || (head != 3 && head != 6))
        return fail(c, "is no actor code", actor);
    memcpy(base, actor, 3);
    memcpy(role, actor + 3, head - 3);
    row->actor = pack_text(c->p, actor);
    row->base = pack_text(c->p, base);
    row->role = pack_text(c->p, role);
    row->entity = pack_text(c->p, actor[head] ? actor + head + 1 : "");
    return true;
}

static bool start_row(compiler *c, fact_kind kind, const char *name,
                      fact_row *row)
{
    *row = (fact_row){.kind = (uint16_t)kind, .line = (uint32_t)c->t.line};
    if (!*name)
        return fail(c, "row has no name", "");
    row->file = pack_text(c->p, c->t.file);
    row->name = pack_text(c->p, name);
    if (!date_cell(c, "from", false, &row->from) ||
        !date_cell(c, "to", true, &row->to))
        return false;
    if (row->from != DAY_NONE && row->to != DAY_NONE && row->to < row->from)
        return fail(c, "ends before it begins", name);
    static const struct {
        const char *word;
        uint16_t flag;
    } flags[] = {{"ambiguous", FACT_AMBIGUOUS},
                 {"weak", FACT_WEAK},
                 {"generic", FACT_GENERIC},
                 {"again", FACT_AGAIN}};
    const char *cell = table_cell(&c->t, "flags");
    size_t known = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strstr(cell, flags[i].word)) {
            row->flags |= flags[i].flag;
            known++;
        }
    return known || !*cell || fail(c, "is no flag", cell);
}

static bool name_row(compiler *c, const char *phrase, uint32_t row,
                     fact_part part)
{
    return pack_phrase(c->p, phrase, row, part) ||
           fail(c, "is no phrase of one to twelve words", phrase);
}

/* Every phrase of a cell that lists them names the row. */
static bool name_all(compiler *c, const char *cell, uint32_t row,
                     fact_part part)
{
    while (*cell) {
        size_t length = strcspn(cell, "|");
        char *phrase = arena_copy(c->a, cell, length);
        if (!phrase || !name_row(c, phrase, row, part))
            return false;
        cell += length + (cell[length] == '|');
    }
    return true;
}

static bool state_row(compiler *c)
{
    static const struct {
        const char *column;
        fact_kind kind;
    } parts[] = {{"name", FACT_STATE},           {"aliases", FACT_STATE},
                 {"adjectives", FACT_ADJECTIVE}, {"people", FACT_PEOPLE},
                 {"capital", FACT_CAPITAL},      {"cities", FACT_CITY}};
    fact_row row;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *cell = table_cell(&c->t, parts[i].column);
        if (!*cell && i > 0)
            continue;
        if (!start_row(c, parts[i].kind, table_cell(&c->t, "name"), &row) ||
            !actor_cell(c, table_cell(&c->t, "iso3"), &row) ||
            !name_all(c, cell, pack_row(c->p, &row), PART_NAME))
            return false;
    }
    return true;
}

static bool thing_row(compiler *c, fact_kind kind, const char *column)
{
    fact_row row;
    const char *name = table_cell(&c->t, column);
    const char *sort = table_cell(&c->t, "kind");
    if (!start_row(c, kind, name, &row) ||
        !actor_cell(c, table_cell(&c->t, "actor"), &row))
        return false;
    if (strcmp(sort, "party") == 0)
        row.flags |= FACT_PARTY;
    if (strcmp(sort, "group") == 0)
        row.flags |= FACT_GROUP;
    uint32_t number = pack_row(c->p, &row);
    return name_row(c, name, number, PART_NAME) &&
           name_all(c, table_cell(&c->t, "aliases"), number, PART_NAME);
}

static bool metonym_row(compiler *c)
{
    return thing_row(c, FACT_METONYM, "phrase");
}

static bool body_row(compiler *c)
{
    return thing_row(c, FACT_BODY, "name");
}

static bool person_row(compiler *c)
{
    fact_row row;
    const char *name = table_cell(&c->t, "name");
    const char *surname = table_cell(&c->t, "surname");
    if (!start_row(c, FACT_PERSON, name, &row) ||
        !actor_cell(c, table_cell(&c->t, "actor"), &row))
        return false;
    row.office = pack_text(c->p, table_cell(&c->t, "office"));
    uint32_t number = pack_row(c->p, &row);
    bool alone = strcmp(name, surname) == 0;
    return (alone || name_row(c, name, number, PART_NAME)) &&
           name_all(c, table_cell(&c->t, "aliases"), number, PART_NAME) &&
           name_all(c, surname, number, PART_SURNAME);
}

static bool agent_row(compiler *c)
{
    fact_row row;
    const char *name = table_cell(&c->t, "word");
    const char *role = table_cell(&c->t, "role");
    const char *count = table_cell(&c->t, "number");
    if (!start_row(c, FACT_AGENT, name, &row))
        return false;
    if (strcmp(role, "*") == 0)
        row.flags |= FACT_NOBODY;
    else if (strcmp(role, "-") != 0 && strlen(role) != 3)
        return fail(c, "is no role", role);
    else if (*role != '-')
        row.role = pack_text(c->p, role);
    if (*table_cell(&c->t, "title"))
        row.flags |= FACT_TITLE;
    row.flags |= strcmp(count, "person") == 0   ? FACT_ONE
                 : strcmp(count, "people") == 0 ? FACT_MANY
                                                : 0;
    uint32_t number = pack_row(c->p, &row);
    return name_row(c, name, number, PART_NAME) &&
           name_all(c, table_cell(&c->t, "plural"), number, PART_PLURAL);
}

static const struct {
    const char *file;
    bool (*row)(compiler *c);
    bool needed;
} tables[] = {
    {"states.tsv", state_row, true},   {"metonyms.tsv", metonym_row, true},
    {"bodies.tsv", body_row, true},    {"people.tsv", person_row, false},
    {"leaders.tsv", person_row, true}, {"groups.tsv", body_row, false},
    {"parties.tsv", body_row, false},  {"agents.tsv", agent_row, true},
};

static bool read_folder(compiler *c, const char *folder, bool own)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        int opened = table_open(&c->t, folder, tables[i].file, c->a, &c->fault);
        if (opened < 0)
            return false;
        if (opened == 0 && tables[i].needed && !own)
            return fail(c, "is missing", "");
        int more = opened;
        while (more > 0 && (more = table_next(&c->t, &c->fault)) > 0)
            if (!tables[i].row(c))
                return false;
        if (more < 0)
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: casus-facts-compile FOLDER OUT [MORE...]\n");
        return 2;
    }
    arena a = ARENA_EMPTY;
    compiler c = {.p = pack_new(&a), .a = &a};
    bool good = c.p && read_folder(&c, argv[1], false);
    for (int i = 3; good && i < argc; i++)
        good = read_folder(&c, argv[i], true);
    const char *fault = good ? pack_write(c.p, argv[2]) : c.fault;
    if (fault || !good)
        fprintf(stderr, "casus-facts-compile: %s\n",
                fault ? fault : "out of memory");
    else
        printf("%s: %zu phrases\n", argv[2], pack_phrases(c.p));
    arena_free(&a);
    return good && !fault ? 0 : 1;
}

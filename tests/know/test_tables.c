/* Faults of table files are told by file, line and reason, and nothing is
 * written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define FOLDER BUILD_DIR "/facts-faults"
#define STATES "iso3\tfrom\tto\tname\taliases\n"
#define METONYMS "phrase\taliases\tactor\tfrom\tto\tflags\n"
#define BODIES "name\taliases\tactor\tfrom\tto\tkind\tflags\n"
#define PEOPLE "name\tsurname\taliases\tactor\toffice\tfrom\tto\tsource\n"
#define AGENTS "word\tplural\trole\tnumber\ttitle\tflags\n"

static void put(const char *name, const char *head, const char *rows)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", FOLDER, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(head, file);
    fputs(rows, file);
    fclose(file);
}

static void put_all(void)
{
    mkdir(FOLDER, 0777);
    put("states.tsv", STATES, "FRA\t\t\tFrance\t\n");
    put("metonyms.tsv", METONYMS, "");
    put("bodies.tsv", BODIES, "");
    put("leaders.tsv", PEOPLE, "");
    put("agents.tsv", AGENTS, "troops\t\tMIL\tbody\t\t\n");
}

/* Runs the compiler; what it said ends up in said. */
static int compile(char said[512])
{
    remove(FOLDER "/out.casus");
    FILE *run = popen(BUILD_DIR "/casus-facts-compile " FOLDER " " FOLDER
                                "/out.casus 2>&1",
                      "r");
    assert_non_null(run);
    size_t length = fread(said, 1, 511, run);
    said[length] = '\0';
    return pclose(run);
}

static void assert_fault(const char *name, const char *head, const char *rows,
                         const char *wanted)
{
    char said[512];
    struct stat status;
    put_all();
    put(name, head, rows);
    assert_int_not_equal(compile(said), 0);
    if (!strstr(said, wanted))
        fail_msg("said \"%s\", not \"%s\"", said, wanted);
    assert_int_not_equal(stat(FOLDER "/out.casus", &status), 0);
}

static void test_good(void **state)
{
    (void)state;
    char said[512];
    put_all();
    assert_int_equal(compile(said), 0);
}

static void test_faults(void **state)
{
    (void)state;
    assert_fault("bodies.tsv", BODIES, "NATO\tIGO:NATO\n",
                 "bodies.tsv:2: row has fewer columns than its header");
    assert_fault("bodies.tsv", BODIES, "# a note\n\nNATO\t\tigo\t\t\t\t\n",
                 "bodies.tsv:4: is no actor code: \"igo\"");
    assert_fault("bodies.tsv", BODIES, "NATO\t\tIGO:NATO\t1949-13-01\t\t\t\n",
                 "bodies.tsv:2: is no date: \"1949-13-01\"");
    assert_fault("leaders.tsv", PEOPLE,
                 "A B\tB\t\tUSAGOV\tKing\t1990\t1980\t\n",
                 "leaders.tsv:2: ends before it begins");
    assert_fault("leaders.tsv", PEOPLE, "\tB\t\tUSAGOV\tKing\t1990\t\t\n",
                 "leaders.tsv:2: row has no name");
    assert_fault("metonyms.tsv", METONYMS, "Brussels\t\tIGO:EU\t\t\tmaybe\n",
                 "metonyms.tsv:2: is no flag: \"maybe\"");
    assert_fault("agents.tsv", AGENTS, "troops\t\tMILITARY\tbody\t\t\n",
                 "agents.tsv:2: is no role: \"MILITARY\"");
    assert_fault("states.tsv", STATES, "FRA\t\t\tFr\xff\t\n",
                 "states.tsv:0: cannot be read as UTF-8 text");
    assert_fault("states.tsv", "", "", "states.tsv:0: has no header row");
    assert_fault("states.tsv", STATES, "FRA\t\t\t--\t\n",
                 "states.tsv:2: is no phrase of one to twelve words");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* From files to articles and problems, in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "ingest/ingest.h"

static char folder[] = "/tmp/casus-ingest-XXXXXX";
static const ingest_defaults nothing = {"", "", ""};

static void put_bytes(const char *name, const char *bytes, size_t length)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void put(const char *name, const char *text)
{
    put_bytes(name, text, strlen(text));
}

/* Everything that comes of a path: "title|outlet|date" for an article, "!N
 * reason" for a problem, one a line. */
static char *read_all(const char *path, const ingest_defaults *defaults)
{
    buffer out = BUFFER_EMPTY;
    arena a = ARENA_EMPTY;
    article one;
    ingest_problem problem;
    ingest_result result;
    ingest *in = ingest_open(&path, 1, defaults, NULL);
    assert_non_null(in);
    buffer_text(&out, "");
    while ((result = ingest_next(in, &a, &one, &problem)) != INGEST_END) {
        if (result == INGEST_ARTICLE)
            buffer_format(&out, "%s|%s|%s\n", one.title, one.outlet,
                          one.published);
        else
            buffer_format(&out, "!%zu %s\n", problem.record, problem.reason);
        arena_reset(&a);
    }
    ingest_close(in);
    arena_free(&a);
    return out.bytes;
}

static void expect(const char *path, const char *wanted)
{
    char *got = read_all(path, &nothing);
    assert_string_equal(got, wanted);
    free(got);
}

/* The text of the first article of a file. */
static void expect_text(const char *path, const char *title, const char *wanted)
{
    arena a = ARENA_EMPTY;
    article one;
    ingest_problem problem;
    ingest_defaults defaults = {"", "", title};
    ingest *in = ingest_open(&path, 1, &defaults, NULL);
    assert_int_equal(ingest_next(in, &a, &one, &problem), INGEST_ARTICLE);
    assert_string_equal(one.text, wanted);
    assert_int_equal(one.length, strlen(wanted));
    ingest_close(in);
    arena_free(&a);
}

static void plain_text(void **state)
{
    (void)state;
    put("a.txt", "\xEF\xBB\xBFTalks end\n\nGENEVA - They ended.\n");
    expect("a.txt", "Talks end||\n");
    expect_text("a.txt", "", "Talks end\n\nGENEVA - They ended.\n");
    expect_text("a.txt", "Talks end", "Talks end\n\nGENEVA - They ended.\n");
    expect_text("a.txt", "No\ndeal",
                "No deal\n\nTalks end\n\nGENEVA - They ended.\n");
    ingest_defaults defaults = {"Reuters", "2019-10-14", ""};
    char *got = read_all("a.txt", &defaults);
    assert_string_equal(got, "Talks end|Reuters|2019-10-14\n");
    free(got);
}

static void json_lines(void **state)
{
    (void)state;
    put("a.jsonl",
        "{\"text\": \"One\\n\\nbody\", \"date\": \"2019-10-14T08:00:00Z\"}\n"
        "\n"
        "{\"text\": \"body\", \"title\": \"Two\", \"outlet\": null}\r\n"
        "{\"text\": \"no line end\", \"outlet\": \"AFP\"}");
    expect("a.jsonl", "One||2019-10-14\nTwo||\n|AFP|\n");
    put("a.json", "[\n {\"text\": \"One\\nbody\"},\n {\"text\": 1}\n]\n");
    expect("a.json", "One||\n!2 text is a number, not a string\n");
    put("b.json", "{\n \"text\": \"One\\nbody\"\n}\n");
    expect("b.json", "One||\n");
}

static void bad_records_are_told_and_passed_over(void **state)
{
    (void)state;
    put("bad.jsonl", "{\"id\": 1, \"text\": \"x\"}\n"
                     "{\"text\": [\"x\"]}\n"
                     "{\"text\": \"x\", \"date\": \"14 May\"}\n"
                     "{\"url\": \"http://x/\"}\n"
                     "{\"html\": \"<p>x\"}\n"
                     "{\"text\": \" \"}\n"
                     "{\"text\": \"x\", \"pairs\": []}\n"
                     "[1]\n"
                     "{\"text\": \"good\"}\n");
    expect("bad.jsonl", "!1 id is a number, not a string\n"
                        "!2 text is a list, not a string\n"
                        "!3 date is not YYYY-MM-DD\n"
                        "!4 has no text\n"
                        "!5 has html but no text: this version reads text\n"
                        "!6 text is bad: empty\n"
                        "!7 has pairs: this version does not code them\n"
                        "!8 is a list, not an object\n"
                        "||\n");
}

static void broken_json_costs_one_line(void **state)
{
    (void)state;
    put("cut.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\n{\"text\": \"c\"}\n");
    char *got = read_all("cut.jsonl", &nothing);
    assert_ptr_equal(strstr(got, "||\n!2 not valid JSON"), got);
    assert_string_equal(got + strlen(got) - 3, "||\n");
    free(got);
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    enum { DEEP = 100000 };
    buffer line = BUFFER_EMPTY;
    buffer_text(&line, "{\"text\": ");
    for (int i = 0; i < DEEP; i++)
        buffer_byte(&line, '[');
    buffer_text(&line, "\n{\"text\": \"good\"}\n");
    put("deep.jsonl", line.bytes);
    buffer_free(&line);
    char *got = read_all("deep.jsonl", &nothing);
    assert_ptr_equal(strstr(got, "!1 not valid JSON"), got);
    assert_non_null(strstr(got, "\n||\n"));
    free(got);
}

static void long_lines_are_refused_and_skipped(void **state)
{
    (void)state;
    buffer line = BUFFER_EMPTY;
    buffer_text(&line, "{\"text\": \"");
    for (int i = 0; i < 17 << 10; i++)
        buffer_format(&line, "%01024d", i);
    buffer_text(&line, "\"}\n{\"text\": \"good\"}\n");
    put("long.jsonl", line.bytes);
    expect("long.jsonl", "!1 a line longer than 16 MiB\n||\n");
    put_bytes("long.txt", line.bytes + 10, line.length - 30);
    expect("long.txt", "!0 longer than 16 MiB\n");
    buffer_free(&line);
}

static void bad_files(void **state)
{
    (void)state;
    put("empty.txt", "");
    expect("empty.txt", "!0 empty\n");
    put("cut.txt", "caf\xC3");
    expect("cut.txt", "!0 UTF-8 cut short at byte 3\n");
    put("latin.txt", "caf\xE9 au lait\n");
    expect("latin.txt", "!0 not UTF-8 at byte 3\n");
    put_bytes("binary",
              "\x7F"
              "ELF\0\0",
              6);
    expect("binary", "!0 a program, not text\n");
    expect("missing.txt", "!0 no such file\n");
}

static void folders(void **state)
{
    (void)state;
    assert_int_equal(mkdir("press", 0700), 0);
    assert_int_equal(mkdir("press/b", 0700), 0);
    put("press/c.txt", "C\nbody");
    put("press/a.txt", "A\nbody");
    put("press/b/inner", "B\nbody");
    put("press/.hidden.txt", "hidden");
    put_bytes("press/picture", "\x89PNG\0", 5);
    put("press/d.txt", "");
    assert_int_equal(symlink(".", "press/loop"), 0);
    expect("press", "A||\nB||\nC||\n!0 empty\n");
    expect("press/", "A||\nB||\nC||\n!0 empty\n");
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text),
        cmocka_unit_test(json_lines),
        cmocka_unit_test(bad_records_are_told_and_passed_over),
        cmocka_unit_test(broken_json_costs_one_line),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(long_lines_are_refused_and_skipped),
        cmocka_unit_test(bad_files),
        cmocka_unit_test(folders),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

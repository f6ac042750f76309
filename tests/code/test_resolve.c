/* The cases of tests/cases/actors.txt, and a resolver without a date. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "code/resolve.h"

enum { LINE = 512 };

static facts *table;

static int open_table(void **state)
{
    (void)state;
    casus_error error = {0};
    table = facts_open(BUILD_DIR "/facts.casus", &error);
    return table ? 0 : -1;
}

static int close_table(void **state)
{
    (void)state;
    facts_close(table);
    return 0;
}

/* Cuts the brackets out of a line and returns what stood between them. */
static span unbracket(char *line)
{
    char *open = strchr(line, '['), *end = strchr(line, ']');
    assert_non_null(open);
    assert_non_null(end);
    memmove(end, end + 1, strlen(end));
    memmove(open, open + 1, strlen(open));
    return (span){(uint32_t)(open - line), (uint32_t)(end - 1 - line)};
}

/* The codes of the bracketed mention, parted by commas. */
static void codes_of(char *text, day published, char *out)
{
    arena a = ARENA_EMPTY;
    casus_error error = {0};
    read_mention mention = {.at = unbracket(text)};
    reading r = {.mentions = &mention, .mention_count = 1};
    resolver *v =
        resolver_new(table, text, strlen(text), published, &r, &a, &error);
    assert_non_null(v);
    resolved_list list = resolver_mention(v, 0, DAY_NONE);
    assert_non_null(list.items);
    *out = '\0';
    for (size_t i = 0; i < list.count; i++) {
        strcat(out, i ? "," : "");
        strcat(out, list.items[i].code);
    }
    arena_free(&a);
}

static int by_code(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The same codes in one order. */
static void sort_codes(char *codes)
{
    char *parts[8], copy[LINE];
    size_t count = 0;
    snprintf(copy, sizeof copy, "%s", codes);
    for (char *at = strtok(copy, ","); at && count < 8; at = strtok(NULL, ","))
        parts[count++] = at;
    qsort(parts, count, sizeof *parts, by_code);
    *codes = '\0';
    for (size_t i = 0; i < count; i++) {
        strcat(codes, i ? "," : "");
        strcat(codes, parts[i]);
    }
}

static bool next_line(FILE *file, char *line)
{
    while (fgets(line, LINE, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line && *line != '#')
            return true;
    }
    return false;
}

static void test_cases(void **state)
{
    (void)state;
    FILE *file = fopen(SOURCE_DIR "/tests/cases/actors.txt", "r");
    assert_non_null(file);
    char date[LINE], text[LINE], wanted[LINE], codes[LINE], shown[LINE];
    size_t cases = 0, wrong = 0;
    while (next_line(file, date) && next_line(file, text) &&
           next_line(file, wanted)) {
        snprintf(shown, sizeof shown, "%s", text);
        codes_of(text, day_parse(date), codes);
        sort_codes(codes);
        sort_codes(wanted);
        cases++;
        if (strcmp(codes, wanted) == 0)
            continue;
        wrong++;
        print_message("%s: %s, not %s\n", shown, codes, wanted);
    }
    fclose(file);
    assert_true(cases > 20);
    assert_int_equal(wrong, 0);
}

static void test_without_date(void **state)
{
    (void)state;
    char text[] = "[Barack Obama] met Xi Jinping in China.", codes[LINE];
    codes_of(text, DAY_NONE, codes);
    assert_int_equal(strncmp(codes, "USA", 3), 0);
}

static void test_holder(void **state)
{
    (void)state;
    const char *text = "Hector Villanueva left Peru. He was ill, he said.";
    arena a = ARENA_EMPTY;
    casus_error error = {0};
    read_mention mention = {.at = {29, 31}};
    reading r = {.mentions = &mention, .mention_count = 1};
    resolver *v = resolver_new(table, text, strlen(text),
                               day_parse("2016-01-01"), &r, &a, &error);
    assert_non_null(v);
    assert_string_equal(resolver_holder(v, 0), "Hector Villanueva");
    arena_free(&a);
}

static void test_elsewhere(void **state)
{
    (void)state;
    const char *text = "Israel warned Hezbollah. The strikes went on.";
    arena a = ARENA_EMPTY;
    casus_error error = {0};
    reading r = {0};
    resolver *v = resolver_new(table, text, strlen(text),
                               day_parse("2006-07-20"), &r, &a, &error);
    assert_non_null(v);
    resolved_list list = resolver_elsewhere(v, 30, "LBN", DAY_NONE);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].code, "ISR");
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_without_date),
        cmocka_unit_test(test_holder),
        cmocka_unit_test(test_elsewhere),
    };
    return cmocka_run_group_tests(tests, open_table, close_table);
}

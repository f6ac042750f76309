/*
 * resolve_gold FACTS: how the resolver does on spans it is given. Reads from
 * standard input records of tab-separated lines,
 *
 *     A  ID  DATE  BYTES            then BYTES of text
 *     M  START  END  DATE           a mention (bytes), and the day of its act
 *     E  AT  BASE  DATE             an actor elsewhere
 *
 * and writes one line for each M and E: the codes, the rule and the row.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code/resolve.h"

enum { LINE = 512, MENTIONS = 4096 };

static read_mention mentions[MENTIONS];
static struct {
    char kind;
    uint32_t start, end;
    char base[64], date[16];
} asked[MENTIONS];

static void print_list(const facts *f, resolved_list list)
{
    for (size_t i = 0; i < list.count; i++)
        printf("%s%s", i ? "," : "", list.items[i].code);
    const fact_row *row = list.count ? list.items[0].row : NULL;
    printf("\t%s\t%s:%u\n", list.count ? list.items[0].rule : "",
           row ? facts_text(f, row->file) : "", row ? row->line : 0);
}

static void answer(const facts *f, const char *text, size_t length,
                   const char *date, size_t count)
{
    arena a = ARENA_EMPTY;
    reading r = {.mentions = mentions, .mention_count = count};
    for (size_t i = 0; i < count; i++)
        mentions[i] = (read_mention){.at = {asked[i].start, asked[i].end}};
    resolver *v = resolver_new(f, text, length, day_parse(date), &r, &a, NULL);
    for (size_t i = 0; v && i < count; i++) {
        day on = day_parse(asked[i].date);
        print_list(
            f, asked[i].kind == 'M'
                   ? resolver_mention(v, i, on)
                   : resolver_elsewhere(v, asked[i].start, asked[i].base, on));
    }
    arena_free(&a);
}

int main(int argc, char **argv)
{
    casus_error error = {0};
    facts *f = argc > 1 ? facts_open(argv[1], &error) : NULL;
    if (!f) {
        fprintf(stderr, "resolve_gold: %s\n",
                argc > 1 ? error.message : "which facts file?");
        return 1;
    }
    char line[LINE], id[128] = "", date[16] = "";
    char *text = NULL;
    size_t length = 0, count = 0;
    while (fgets(line, LINE, stdin)) {
        if (line[0] == 'A') {
            if (text)
                answer(f, text, length, date, count);
            count = 0;
            free(text);
            sscanf(line, "A\t%127s\t%15s\t%zu", id, date, &length);
            text = malloc(length + 1);
            if (!text || fread(text, 1, length, stdin) != length)
                return 1;
        } else if (count < MENTIONS) {
            asked[count].kind = line[0];
            if (line[0] == 'M')
                sscanf(line, "M\t%u\t%u\t%15s", &asked[count].start,
                       &asked[count].end, asked[count].date);
            else
                sscanf(line, "E\t%u\t%63[^\t]\t%15s", &asked[count].start,
                       asked[count].base, asked[count].date);
            count++;
        }
    }
    if (text)
        answer(f, text, length, date, count);
    free(text);
    facts_close(f);
    return 0;
}

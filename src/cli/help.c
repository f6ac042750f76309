#include "cli/help.h"

#include <stdio.h>
#include <string.h>

enum { COLUMN = 28, WIDTH = 79 };

/* Words of text from column on, wrapped; the cursor is at column already. */
static void wrap(buffer *out, const char *text, size_t column)
{
    size_t at = column;
    while (*text) {
        size_t length = strcspn(text, " ");
        if (at > column && at + 1 + length > WIDTH) {
            buffer_format(out, "\n%*s", (int)column, "");
            at = column;
        } else if (at > column) {
            buffer_byte(out, ' ');
            at++;
        }
        buffer_add(out, text, length);
        at += length;
        text += length + (text[length] == ' ');
    }
    buffer_byte(out, '\n');
}

static void write_option(buffer *out, const option_row *row)
{
    char name[64];
    int length = snprintf(
        name, sizeof name, "  %c%c%c --%s%s%s", row->letter ? '-' : ' ',
        row->letter ? row->letter : ' ', row->letter ? ',' : ' ', row->flag,
        row->value ? " " : "", row->value ? row->value : "");
    buffer_text(out, name);
    if (length + 2 > COLUMN)
        buffer_format(out, "\n%*s", COLUMN, "");
    else
        buffer_format(out, "%*s", COLUMN - length, "");
    wrap(out, row->summary, COLUMN);
}

static void write_example(buffer *out, const char *example)
{
    while (*example) {
        size_t length = strcspn(example, "\n");
        buffer_format(out, "    %.*s\n", (int)length, example);
        example += length + (example[length] == '\n');
    }
}

static void write_verb(verb v, buffer *out)
{
    const verb_row *row = &verb_rows[v];
    buffer_format(out, "casus %s: %s\n\n", row->word, row->summary);
    buffer_format(out, "usage: casus %s [OPTIONS] %s\n\n", row->word,
                  row->input);
    write_example(out, row->example);
    if (strcmp(row->input, "[INPUT...]") == 0) {
        buffer_byte(out, '\n');
        wrap(out,
             "INPUT is a file, a folder, or - for standard input (the "
             "default): plain text, its title on the first line, or JSON "
             "lines with \"text\" and, where known, \"id\", \"date\", "
             "\"outlet\", \"url\" and \"title\". What a file holds is found "
             "from its content.",
             0);
    }
    buffer_byte(out, '\n');
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].verbs & 1u << v)
            write_option(out, &option_rows[i]);
}

static void write_all(buffer *out)
{
    buffer_text(out,
                "casus: who did what to whom, when, where, on whose word and "
                "how sure\n\nusage: casus VERB [OPTIONS] [INPUT...]\n\n");
    for (int v = 0; v < VERBS; v++) {
        buffer_format(out, "  %-10s", verb_rows[v].word);
        wrap(out, verb_rows[v].summary, 12);
    }
    buffer_text(out, "\n");
    write_example(out, "casus show --date 2019-10-14 article.txt\n"
                       "casus code press/ > claims.jsonl");
    buffer_text(out,
                "\n`casus VERB --help` says more of each. Exit status: 0 done; "
                "1 nothing could be\ndone; 2 wrong usage; 3 done, but some "
                "records were bad, each named on standard\nerror.\n");
}

void help_write(verb v, buffer *out)
{
    if (v == VERB_NONE)
        write_all(out);
    else
        write_verb(v, out);
}

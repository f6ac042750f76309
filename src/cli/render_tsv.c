/* TSV: a header, then one row a claim. Tabs and line ends in a field become
 * spaces. */
#include <string.h>

#include "cli/points.h"
#include "cli/render.h"
#include "cli/wording.h"

static void write_start(const render_style *style, buffer *out)
{
    (void)style;
    buffer_text(out, "article\tpublished\toutlet\tclaim\tkind\tcode\tsource\t"
                     "target\treciprocal\tstatus\tconfidence\twhen_from\t"
                     "when_to\twhere\tchain\tpart\tstart\tend\ttrigger\t"
                     "sentence\n");
}

/* Ends a field; from is where it began. */
static void end_field(buffer *out, size_t from, char mark)
{
    for (size_t i = from; i < out->length && !out->failed; i++)
        if (out->bytes[i] == '\t' || out->bytes[i] == '\n' ||
            out->bytes[i] == '\r')
            out->bytes[i] = ' ';
    buffer_byte(out, mark);
}

static void field(buffer *out, const char *text)
{
    size_t from = out->length;
    buffer_text(out, text);
    end_field(out, from, '\t');
}

static void field_quote(buffer *out, quote words, char mark)
{
    size_t from = out->length;
    buffer_add(out, words.at, words.length);
    end_field(out, from, mark);
}

static void write_claim(const article *from, const casus_coded *coded,
                        const casus_claim *claim, const points *p, buffer *out)
{
    field(out, coded->id);
    field(out, from->published);
    field(out, from->outlet);
    field(out, claim->id);
    field(out, casus_kind_name(claim->kind));
    field(out, claim->code);
    wording_codes(out, claim->sources, claim->source_count);
    buffer_byte(out, '\t');
    wording_codes(out, claim->targets, claim->target_count);
    buffer_byte(out, '\t');
    field(out, claim->reciprocal ? "1" : "0");
    field(out, casus_status_name(claim->status));
    buffer_format(out, "%.2f\t", claim->confidence);
    field(out, claim->when.from);
    field(out, claim->when.to);
    field(out, claim->where);
    size_t start = out->length;
    wording_chain(out, claim);
    end_field(out, start, '\t');
    field(out, claim->in_title ? "title" : "body");
    buffer_format(out, "%zu\t%zu\t", claim->trigger.start, claim->trigger.end);
    field_quote(out, points_quote(p, claim->trigger), '\t');
    field_quote(out, points_quote(p, claim->sentence), '\n');
}

static void write_one(const render_style *style, const article *from,
                      const casus_coded *coded, arena *scratch, buffer *out)
{
    (void)style;
    points p;
    if (!points_build(&p, scratch, from->text, from->length)) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < coded->claim_count; i++)
        write_claim(from, coded, &coded->claims[i], &p, out);
}

const renderer render_tsv = {write_start, write_one, NULL, NULL};

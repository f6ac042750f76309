/* JSON lines: one object an article, as the manual has it. */
#include <jansson.h>
#include <string.h>

#include "cli/points.h"
#include "cli/render.h"

static json_t *text_or_null(const char *text)
{
    return *text ? json_string(text) : json_null();
}

/* Adds to a list, which becomes NULL where memory is out: then so does all that
 * is packed from it. */
static void append(json_t **list, json_t *item)
{
    if (json_array_append_new(*list, item) == 0)
        return;
    json_decref(*list);
    *list = NULL;
}

static json_t *json_span(casus_span span)
{
    if (span.end == 0)
        return json_null();
    return json_pack("[I, I]", (json_int_t)span.start, (json_int_t)span.end);
}

static json_t *json_days(const char *from, const char *to)
{
    return *from ? json_pack("[s, s]", from, to) : json_null();
}

static json_t *json_actor(const casus_actor *actor)
{
    if (strcmp(actor->code, "*") == 0 && actor->span.end == 0)
        return json_pack("{s: s}", "code", "*");
    return json_pack("{s: s, s: o, s: o, s: o, s: o}", "code", actor->code,
                     "name", text_or_null(actor->name), "office",
                     text_or_null(actor->office), "country",
                     text_or_null(actor->country), "span",
                     json_span(actor->span));
}

static json_t *json_actors(const casus_actor *actors, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        append(&list, json_actor(&actors[i]));
    return list;
}

static json_t *json_chain(const casus_claim *claim)
{
    json_t *list = json_array();
    for (size_t i = 0; i < claim->chain_count; i++) {
        const casus_voice *voice = &claim->chain[i];
        json_t *item = json_pack(
            "{s: s, s: o, s: b, s: o, s: b, s: o, s: o}", "name", voice->name,
            "actor", text_or_null(voice->actor), "anonymous", voice->anonymous,
            "attitude", text_or_null(voice->attitude), "direct", voice->direct,
            "span", json_span(voice->span), "cue", json_span(voice->cue));
        append(&list, item);
    }
    return list;
}

/* Two digits after the point: more would claim more than is known, and differ
 * between processors. */
static json_t *json_share(double share)
{
    return json_real((double)(long)(share * 100 + 0.5) / 100);
}

static json_t *json_claim(const casus_claim *c)
{
    json_t *claim =
        json_pack("{s: s, s: s, s: s, s: o, s: o, s: b, s: s, s: o}", "id",
                  c->id, "kind", casus_kind_name(c->kind), "code", c->code,
                  "source", json_actors(c->sources, c->source_count), "target",
                  json_actors(c->targets, c->target_count), "reciprocal",
                  c->reciprocal, "status", casus_status_name(c->status),
                  "confidence", json_share(c->confidence));
    json_t *rest = json_pack(
        "{s: o, s: o, s: o, s: o, s: o, s: I, s: I, s: o, s: s}", "when",
        json_days(c->when.from, c->when.to), "when_span",
        json_span(c->when.span), "where", text_or_null(c->where), "where_span",
        json_span(c->where_span), "chain", json_chain(c), "start",
        (json_int_t)c->trigger.start, "end", (json_int_t)c->trigger.end,
        "sentence", json_span(c->sentence), "part",
        c->in_title ? "title" : "body");
    json_object_update(claim, rest);
    json_decref(rest);
    return claim;
}

static json_t *json_names(const casus_coded *coded)
{
    json_t *list = json_array();
    for (size_t i = 0; i < coded->name_count; i++) {
        const casus_name *name = &coded->names[i];
        append(&list, json_pack("{s: I, s: I, s: s, s: o}", "start",
                                (json_int_t)name->span.start, "end",
                                (json_int_t)name->span.end, "type", name->type,
                                "actor", text_or_null(name->actor)));
    }
    return list;
}

static json_t *json_times(const casus_coded *coded)
{
    json_t *list = json_array();
    for (size_t i = 0; i < coded->time_count; i++) {
        const casus_time *time = &coded->times[i];
        append(&list, json_pack("{s: I, s: I, s: s, s: o, s: o, s: o}", "start",
                                (json_int_t)time->span.start, "end",
                                (json_int_t)time->span.end, "type", time->type,
                                "value", text_or_null(time->value), "from",
                                text_or_null(time->from), "to",
                                text_or_null(time->to)));
    }
    return list;
}

/* A list of one span, or of none. */
static json_t *span_list(casus_span span)
{
    json_t *list = json_array();
    if (span.end > 0)
        append(&list, json_span(span));
    return list;
}

static json_t *json_voices(const casus_coded *coded)
{
    json_t *list = json_array();
    for (size_t i = 0; i < coded->attribution_count; i++) {
        const casus_attribution *voice = &coded->attributions[i];
        json_t *inside = voice->inside == SIZE_MAX
                             ? json_null()
                             : json_integer((json_int_t)voice->inside);
        append(&list,
               json_pack("{s: o, s: o, s: o, s: b, s: o}", "source",
                         span_list(voice->source), "cue", span_list(voice->cue),
                         "content", span_list(voice->content), "direct",
                         voice->direct, "inside", inside));
    }
    return list;
}

static json_t *json_article(const render_style *style, const article *from,
                            const casus_coded *coded)
{
    json_t *claims = json_array();
    for (size_t i = 0; i < coded->claim_count; i++)
        append(&claims, json_claim(&coded->claims[i]));
    json_t *object = json_pack(
        "{s: s, s: o, s: o, s: o, s: o, s: [], s: [], s: o, s: s, s: o}", "id",
        coded->id, "url", text_or_null(from->url), "outlet",
        text_or_null(from->outlet), "published", text_or_null(from->published),
        "title", text_or_null(from->title), "byline", "origin", "language",
        text_or_null(coded->language), "verdict", coded->verdict, "claims",
        claims);
    if (style->text)
        json_object_set_new(object, "text",
                            json_stringn(from->text, from->length));
    if (style->reading)
        json_object_set_new(
            object, "reading",
            json_pack("{s: o, s: o, s: o}", "names", json_names(coded), "times",
                      json_times(coded), "voices", json_voices(coded)));
    return object;
}

static int add_bytes(const char *bytes, size_t length, void *out)
{
    buffer_add(out, bytes, length);
    return 0;
}

static void write_one(const render_style *style, const article *from,
                      const casus_coded *coded, arena *scratch, buffer *out)
{
    (void)scratch;
    json_t *object = json_article(style, from, coded);
    if (!object || json_dump_callback(object, add_bytes, out,
                                      JSON_COMPACT | JSON_REAL_PRECISION(3)))
        out->failed = true;
    buffer_byte(out, '\n');
    json_decref(object);
}

const renderer render_jsonl = {NULL, write_one, NULL, NULL};

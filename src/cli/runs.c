#include "cli/runs.h"

#include <stdlib.h>
#include <string.h>

/* A marked stretch of text, in code points. */
typedef struct {
    casus_span at;
    size_t first, count;
    const casus_actor *actor;
} area;

typedef struct {
    area *items;
    size_t count;
} areas;

static int compare(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int by_trigger(const void *left, const void *right)
{
    const casus_claim *a = *(const casus_claim *const *)left;
    const casus_claim *b = *(const casus_claim *const *)right;
    int order = compare(a->trigger.start, b->trigger.start);
    order = order ? order : compare(a->trigger.end, b->trigger.end);
    /* Claims lie in one array: their own order comes last. */
    return order ? order : compare((size_t)a, (size_t)b);
}

/* Earlier first, longer first. */
static int by_place(const void *left, const void *right)
{
    const area *a = left, *b = right;
    int order = compare(a->at.start, b->at.start);
    order = order ? order : compare(b->at.end, a->at.end);
    return order ? order : compare((size_t)a->actor, (size_t)b->actor);
}

static int by_size(const void *left, const void *right)
{
    return compare(*(const size_t *)left, *(const size_t *)right);
}

/* Triggers that overlap become one area. */
static bool mark_areas(arena *a, const run_list *list, size_t claims,
                       areas *out)
{
    out->items = arena_array(a, claims, sizeof *out->items);
    for (size_t i = 0; out->items && i < claims; i++) {
        casus_span at = list->order[i]->trigger;
        area *last = out->count ? &out->items[out->count - 1] : NULL;
        if (!last || at.start >= last->at.end) {
            out->items[out->count++] = (area){at, i, 1, NULL};
            continue;
        }
        last->count++;
        if (at.end > last->at.end)
            last->at.end = at.end;
    }
    return out->items != NULL;
}

static void add_actors(areas *out, const casus_actor *actors, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (actors[i].span.end > actors[i].span.start)
            out->items[out->count++] = (area){actors[i].span, 0, 0, &actors[i]};
}

/* The words of all actors; of two that overlap the earlier, longer one. */
static bool actor_areas(arena *a, const casus_coded *coded, areas *out)
{
    size_t most = 0, kept = 0;
    for (size_t i = 0; i < coded->claim_count; i++)
        most += coded->claims[i].source_count + coded->claims[i].target_count;
    out->items = arena_array(a, most, sizeof *out->items);
    if (!out->items)
        return false;
    for (size_t i = 0; i < coded->claim_count; i++) {
        const casus_claim *claim = &coded->claims[i];
        add_actors(out, claim->sources, claim->source_count);
        add_actors(out, claim->targets, claim->target_count);
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_place);
    for (size_t i = 0; i < out->count; i++)
        if (!kept || out->items[i].at.start >= out->items[kept - 1].at.end)
            out->items[kept++] = out->items[i];
    out->count = kept;
    return true;
}

static void add_edges(size_t *edges, size_t *count, const areas *of)
{
    for (size_t i = 0; i < of->count; i++) {
        edges[(*count)++] = of->items[i].at.start;
        edges[(*count)++] = of->items[i].at.end;
    }
}

/* All places where something starts or ends, each once, 0 and end included. */
static size_t *find_edges(arena *a, const areas *marks, const areas *actors,
                          size_t end, size_t *count)
{
    size_t most = 2 * (marks->count + actors->count) + 2, kept = 0;
    size_t *edges = arena_array(a, most, sizeof *edges);
    if (!edges)
        return NULL;
    edges[(*count)++] = 0;
    edges[(*count)++] = end;
    add_edges(edges, count, marks);
    add_edges(edges, count, actors);
    qsort(edges, *count, sizeof *edges, by_size);
    for (size_t i = 0; i < *count; i++)
        if (!kept || edges[i] != edges[kept - 1])
            edges[kept++] = edges[i];
    *count = kept;
    return edges;
}

/* The area that holds point, going on from the one at *next. */
static const area *area_at(const areas *of, size_t *next, size_t point)
{
    while (*next < of->count && of->items[*next].at.end <= point)
        ++*next;
    if (*next < of->count && of->items[*next].at.start <= point)
        return &of->items[*next];
    return NULL;
}

bool runs_build(run_list *out, arena *a, const points *p,
                const casus_coded *coded)
{
    areas marks = {0}, actors = {0};
    size_t edge_count = 0, next_mark = 0, next_actor = 0;
    *out = (run_list){0};
    out->order = arena_array(a, coded->claim_count, sizeof *out->order);
    if (!out->order)
        return false;
    for (size_t i = 0; i < coded->claim_count; i++)
        out->order[i] = &coded->claims[i];
    if (coded->claim_count > 1)
        qsort(out->order, coded->claim_count, sizeof *out->order, by_trigger);
    if (!mark_areas(a, out, coded->claim_count, &marks) ||
        !actor_areas(a, coded, &actors))
        return false;
    size_t *edges = find_edges(a, &marks, &actors, p->count, &edge_count);
    out->items = edges ? arena_array(a, edge_count, sizeof *out->items) : NULL;
    if (!out->items)
        return false;
    for (size_t i = 0; i + 1 < edge_count; i++) {
        run *r = &out->items[out->count++];
        const area *mark = area_at(&marks, &next_mark, edges[i]);
        const area *actor = area_at(&actors, &next_actor, edges[i]);
        r->start = points_byte(p, edges[i]);
        r->end = points_byte(p, edges[i + 1]);
        r->first = mark ? mark->first : 0;
        r->count = mark ? mark->count : 0;
        r->opens = mark && mark->at.start == edges[i];
        r->closes = mark && mark->at.end == edges[i + 1];
        r->actor = actor ? actor->actor : NULL;
    }
    return true;
}

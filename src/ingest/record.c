#include "ingest/record.h"

#include <string.h>

#include "base/calendar.h"
#include "casus.h"
#include "ingest/identity.h"
#include "ingest/plain.h"

enum { LONGEST_FIELD = 8192 };

json_t *record_parse(arena *a, const char *bytes, size_t length,
                     const char **reason)
{
    json_error_t error;
    json_t *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (root)
        return root;
    *reason = json_error_code(&error) == json_error_out_of_memory
                  ? "out of memory"
                  : arena_format(a, "not valid JSON: %s", error.text);
    if (!*reason)
        *reason = "out of memory";
    return NULL;
}

static const char *type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "a list";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_NULL:
        return "null";
    default:
        return "true or false";
    }
}

static bool fail(const char **reason, const char *message)
{
    *reason = message ? message : "out of memory";
    return false;
}

/* The string of a key, "" where it is absent; not yet copied. */
static bool field(arena *a, const json_t *record, const char *key, size_t limit,
                  const char **out, const char **reason)
{
    const json_t *value = json_object_get(record, key);
    *out = "";
    if (!value || json_is_null(value))
        return true;
    if (!json_is_string(value))
        return fail(reason, arena_format(a, "%s is %s, not a string", key,
                                         type_name(value)));
    if (json_string_length(value) > limit)
        return fail(reason,
                    arena_format(a, "%s is longer than %zu bytes", key, limit));
    *out = json_string_value(value);
    return true;
}

/* The string of a key, copied into a. */
static bool short_field(arena *a, const json_t *record, const char *key,
                        const char **out, const char **reason)
{
    const char *value;
    if (!field(a, record, key, LONGEST_FIELD, &value, reason))
        return false;
    *out = arena_copy(a, value, strlen(value));
    return *out || fail(reason, NULL);
}

static bool date_field(arena *a, const json_t *record, const char **out,
                       const char **reason)
{
    const char *given;
    if (!field(a, record, "date", LONGEST_FIELD, &given, reason))
        return false;
    char *date = arena_alloc(a, 11);
    if (!date)
        return fail(reason, NULL);
    day_print(day_parse(given), date);
    *out = date;
    if (*given && !*date)
        return fail(reason, "date is not YYYY-MM-DD");
    return true;
}

/* Parts of a record that ask for what this version does not do. */
static bool beyond(const json_t *record, const char *text, const char **reason)
{
    const json_t *pairs = json_object_get(record, "pairs");
    const json_t *html = json_object_get(record, "html");
    if (pairs && !json_is_null(pairs))
        return !fail(reason, "has pairs: this version does not code them");
    if (*text)
        return false;
    if (html && !json_is_null(html))
        return !fail(reason, "has html but no text: this version reads text");
    return !fail(reason, json_object_get(record, "text") ? "text is empty"
                                                         : "has no text");
}

bool record_article(arena *a, const json_t *record, article *out,
                    const char **reason)
{
    const char *text, *title, *refused;
    if (!json_is_object(record))
        return fail(reason,
                    arena_format(a, "is %s, not an object", type_name(record)));
    if (!short_field(a, record, "id", &out->id, reason) ||
        !short_field(a, record, "url", &out->url, reason) ||
        !short_field(a, record, "outlet", &out->outlet, reason) ||
        !date_field(a, record, &out->published, reason) ||
        !field(a, record, "title", LONGEST_FIELD, &title, reason) ||
        !field(a, record, "text", CASUS_TEXT_LIMIT, &text, reason))
        return false;
    if (beyond(record, text, reason))
        return false;
    size_t length = strlen(text);
    if ((refused = plain_refused(a, text, length)) != NULL)
        return fail(reason, arena_format(a, "text is bad: %s", refused));
    if (!plain_fill(a, title, text, length, out))
        return fail(reason, NULL);
    out->id = identity_of(a, out->id, out->url, out->text, out->length);
    return out->id || fail(reason, NULL);
}

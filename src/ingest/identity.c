#include "ingest/identity.h"

#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { HASH_DIGITS = 16 };

static char *hash(arena *a, const char *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[HASH_DIGITS / 2];
    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)bytes);
    sha256_digest(&context, sizeof digest, digest);
    char *out = arena_alloc(a, HASH_DIGITS + 1);
    for (size_t i = 0; out && i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    return out;
}

static void lower(char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] >= 'A' && bytes[i] <= 'Z')
            bytes[i] = (char)(bytes[i] + 'a' - 'A');
}

static bool tracks(const char *parameter)
{
    static const char *const names[] = {
        "utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid="};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(parameter, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* Rewrites the query string in place without what tracks. */
static void clean_query(char *query)
{
    char *out = query;
    for (char *at = query; *at;) {
        size_t length = strcspn(at, "&");
        bool more = at[length] == '&';
        if (!tracks(at)) {
            if (out > query)
                *out++ = '&';
            memmove(out, at, length);
            out += length;
        }
        at += length + more;
    }
    *out = '\0';
    if (out == query)
        query[-1] = '\0'; /* the question mark */
}

static void drop_port(char *host, bool secure)
{
    const char *port = secure ? ":443" : ":80";
    size_t length = strcspn(host, "/?"), width = strlen(port);
    if (length >= width && memcmp(host + length - width, port, width) == 0)
        memmove(host + length - width, host + length,
                strlen(host + length) + 1);
}

char *identity_address(arena *a, const char *url)
{
    char *out = arena_copy(a, url, strcspn(url, "#"));
    char *host = out ? strstr(out, "://") : NULL;
    if (!host)
        return out;
    host += 3;
    lower(out, (size_t)(host - out) + strcspn(host, "/?"));
    drop_port(host, strncmp(out, "https", 5) == 0);
    char *query = strchr(host, '?');
    if (query)
        clean_query(query + 1);
    return out;
}

const char *identity_of(arena *a, const char *given, const char *url,
                        const char *text, size_t length)
{
    if (*given)
        return given;
    if (!*url)
        return hash(a, text, length);
    char *address = identity_address(a, url);
    return address ? hash(a, address, strlen(address)) : NULL;
}

#include "know/facts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "know/layout.h"

struct facts {
    const char *block;
    size_t size;
    const layout_header *header;
    const fact_row *rows;
    const layout_form *forms;
    const layout_posting *postings;
    const layout_slot *slots;
    const layout_first *firsts;
    const char *text;
};

enum { FACTS_LIMIT = 1 << 30 };

/* Whether count items of size lie at offset within the file. */
static bool section(const layout_header *h, uint32_t at, uint32_t count,
                    size_t size)
{
    return at % 8 == 0 && at >= h->header_size && at <= h->size &&
           count <= (h->size - at) / size;
}

static bool is_power(uint32_t n)
{
    return n && (n & (n - 1)) == 0;
}

static const char *check_layout(const layout_header *h, size_t size)
{
    if (size < sizeof *h || memcmp(h->magic, LAYOUT_MAGIC, 8) != 0)
        return "not a facts file";
    if (h->version != LAYOUT_VERSION || h->header_size != sizeof *h)
        return "facts file of another version";
    if (h->size != size)
        return "facts file is cut short or has grown";
    if (!section(h, h->row_at, h->row_count, sizeof(fact_row)) ||
        !section(h, h->form_at, h->form_count, sizeof(layout_form)) ||
        !section(h, h->posting_at, h->posting_count, sizeof(layout_posting)) ||
        !section(h, h->slot_at, h->slot_count, sizeof(layout_slot)) ||
        !section(h, h->first_at, h->first_count, sizeof(layout_first)) ||
        !section(h, h->text_at, h->text_size, 1) || !is_power(h->slot_count) ||
        !is_power(h->first_count) || h->text_size == 0 ||
        ((const char *)h)[h->text_at + h->text_size - 1] != '\0')
        return "facts file is damaged";
    return NULL;
}

static bool sum_matches(const layout_header *h)
{
    struct sha256_ctx sha;
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_init(&sha);
    sha256_update(&sha, h->size - h->header_size,
                  (const uint8_t *)h + h->header_size);
    sha256_digest(&sha, sizeof sum, sum);
    return memcmp(sum, h->sha256, sizeof sum) == 0;
}

static const void *map_file(const char *path, size_t *size, casus_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    void *block = MAP_FAILED;
    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (file >= 0)
            close(file);
        error_set(error, CASUS_NO_FILE, "facts file cannot be opened", 0);
        return NULL;
    }
    if (status.st_size > 0 && status.st_size < FACTS_LIMIT) {
        *size = (size_t)status.st_size;
        block = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, file, 0);
    }
    close(file);
    if (block == MAP_FAILED) {
        error_set(error, CASUS_BAD_FILE, "facts file is empty or too large", 0);
        return NULL;
    }
    return block;
}

facts *facts_open(const char *path, casus_error *error)
{
    size_t size = 0;
    const char *block = map_file(path, &size, error);
    if (!block)
        return NULL;
    const layout_header *h = (const layout_header *)(const void *)block;
    const char *fault = check_layout(h, size);
    if (!fault && !sum_matches(h))
        fault = "facts file was altered: its checksum is wrong";
    facts *f = fault ? NULL : malloc(sizeof *f);
    if (!f) {
        if (fault)
            error_set(error, CASUS_BAD_FILE, fault, 0);
        else
            error_memory(error);
        munmap((void *)(uintptr_t)block, size);
        return NULL;
    }
    const char *at = block;
    *f = (facts){.block = block,
                 .size = size,
                 .header = h,
                 .rows = (const void *)(at + h->row_at),
                 .forms = (const void *)(at + h->form_at),
                 .postings = (const void *)(at + h->posting_at),
                 .slots = (const void *)(at + h->slot_at),
                 .firsts = (const void *)(at + h->first_at),
                 .text = at + h->text_at};
    return f;
}

void facts_close(facts *f)
{
    if (!f)
        return;
    munmap((void *)(uintptr_t)f->block, f->size);
    free(f);
}

const char *facts_text(const facts *f, uint32_t offset)
{
    return offset < f->header->text_size ? f->text + offset : "";
}

size_t facts_count(const facts *f)
{
    return f->header->row_count;
}

const fact_row *facts_row(const facts *f, size_t number)
{
    return number < f->header->row_count ? &f->rows[number] : NULL;
}

bool fact_holds(const fact_row *row, day on)
{
    if (on == DAY_NONE)
        return true;
    return (row->from == DAY_NONE || row->from <= on) &&
           (row->to == DAY_NONE || on <= row->to);
}

/* Words of the longest phrase that begins with a word; 0 where none does. */
static uint32_t longest_from(const facts *f, uint64_t hash)
{
    uint32_t mask = f->header->first_count - 1;
    for (uint32_t i = (uint32_t)hash & mask, tries = 0; tries <= mask;
         i = (i + 1) & mask, tries++) {
        if (f->firsts[i].longest == 0)
            return 0;
        if (f->firsts[i].hash == hash)
            return f->firsts[i].longest;
    }
    return 0;
}

/* Whether the words of a form are these. */
static bool same_words(const facts *f, const layout_form *form, const token *w,
                       size_t count)
{
    const char *text = facts_text(f, form->words);
    for (size_t i = 0; i < count; i++) {
        size_t length = w[i].length;
        if (strncmp(text, w[i].fold, length) != 0)
            return false;
        text += length;
        if (*text++ != (i + 1 < count ? ' ' : '\0'))
            return false;
    }
    return true;
}

static const layout_form *form_of(const facts *f, const token *w, size_t count)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < count; i++)
        hash = tokens_join(hash, w[i].hash);
    uint32_t mask = f->header->slot_count - 1;
    for (uint32_t i = (uint32_t)hash & mask, tries = 0; tries <= mask;
         i = (i + 1) & mask, tries++) {
        const layout_slot *slot = &f->slots[i];
        if (slot->form == 0 || slot->form > f->header->form_count)
            return NULL;
        const layout_form *form = &f->forms[slot->form - 1];
        if (slot->hash == hash && form->word_count == count &&
            same_words(f, form, w, count))
            return form;
    }
    return NULL;
}

/* Whether the words are written as a posting asks. */
static bool written_so(const layout_posting *p, const token *w, size_t count)
{
    for (size_t i = 0; i < count && i < 16; i++) {
        bool upper = w[i].shape == TOKEN_CAPITAL || w[i].shape == TOKEN_CAPS;
        if ((p->capitals >> i & 1) && !upper)
            return false;
    }
    if ((p->written & WRITTEN_CAPS) && w[0].shape != TOKEN_CAPS)
        return false;
    return true;
}

const fact_answer *facts_phrase(const facts *f, const token_list *words,
                                size_t first, size_t count, bool loose,
                                arena *a, size_t *answer_count)
{
    const token *w = words->items + first;
    *answer_count = 0;
    const layout_form *form = count ? form_of(f, w, count) : NULL;
    if (!form || form->first_posting > f->header->posting_count ||
        form->posting_count > f->header->posting_count - form->first_posting)
        return NULL;
    fact_answer *out = arena_array(a, form->posting_count, sizeof *out);
    if (!out)
        return NULL;
    size_t kept = 0;
    for (uint32_t i = 0; i < form->posting_count; i++) {
        const layout_posting *p = &f->postings[form->first_posting + i];
        const fact_row *row = facts_row(f, p->row);
        if (row && (loose || written_so(p, w, count)))
            out[kept++] = (fact_answer){row, (fact_part)p->part};
    }
    *answer_count = kept;
    return kept ? out : NULL;
}

/* The longest match that starts at word i; 0 words where there is none. */
static fact_match match_at(const facts *f, const token_list *words, size_t i,
                           arena *a)
{
    fact_match m = {.first = (uint32_t)i};
    size_t longest = longest_from(f, words->items[i].hash), run = 1;
    while (run < longest && i + run < words->count &&
           token_is_plain(&words->items[i + run]))
        run++;
    for (size_t n = run < longest ? run : longest; n > 0; n--) {
        m.answers = facts_phrase(f, words, i, n, false, a, &m.answer_count);
        if (m.answers) {
            m.count = (uint32_t)n;
            return m;
        }
    }
    return m;
}

bool facts_match(const facts *f, const token_list *words, arena *a,
                 fact_matches *out)
{
    fact_match *items = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < words->count;) {
        if (!token_is_plain(&words->items[i])) {
            i++;
            continue;
        }
        fact_match m = match_at(f, words, i, a);
        if (m.count > 1 && strcmp(words->items[i].fold, "the") == 0) {
            /* "the world" gives way to "World Trade Organization" */
            fact_match inner = match_at(f, words, i + 1, a);
            if (inner.count >= m.count)
                m = (fact_match){0};
        }
        if (m.count == 0) {
            i++;
            continue;
        }
        fact_match *grown =
            arena_grow(a, items, count, &capacity, sizeof *grown);
        if (!grown)
            return false;
        items = grown;
        items[count++] = m;
        i += m.count;
    }
    out->items = items;
    out->count = count;
    return true;
}

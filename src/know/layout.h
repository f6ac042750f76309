/*
 * How facts.casus lies in memory: one block, no pointers, so that it can be
 * mapped anywhere and shared.
 *
 *     header │ rows │ forms │ postings │ slots │ firsts │ text
 *
 *     slots   hash of a phrase ─▶ form
 *     form    its folded words, and a run of postings
 *     posting a row, and how the phrase must be written to mean it
 *     firsts  hash of a phrase's first word ─▶ words of the longest phrase
 *     text    NUL-terminated strings; offset 0 is ""
 *
 * Little-endian. The SHA-256 is of everything after the header.
 */
#ifndef CASUS_LAYOUT_H
#define CASUS_LAYOUT_H

#include <stdint.h>

#include "know/facts.h"

#define LAYOUT_MAGIC "casusfct"

enum { LAYOUT_VERSION = 1 };

typedef struct {
    char magic[8];
    uint32_t version, header_size;
    uint64_t size; /* of the file */
    uint8_t sha256[32];
    uint32_t row_count, form_count, posting_count, slot_count, first_count,
        text_size;
    uint32_t row_at, form_at, posting_at, slot_at, first_at, text_at;
} layout_header;

typedef struct {
    uint32_t words; /* text: the folded words, parted by spaces */
    uint32_t first_posting, posting_count;
    uint32_t word_count;
} layout_form;

/* How a phrase must be written. */
enum {
    WRITTEN_CAPITAL = 1, /* first letter of each word that has one */
    WRITTEN_CAPS = 2     /* all capitals */
};

typedef struct {
    uint32_t row;
    uint8_t part;      /* fact_part */
    uint8_t written;   /* of the phrase as a whole */
    uint16_t capitals; /* bit i: word i must start with a capital */
} layout_posting;

typedef struct {
    uint64_t hash;
    uint32_t form; /* + 1; 0 where the slot is empty */
    uint32_t unused;
} layout_slot;

typedef struct {
    uint64_t hash;
    uint32_t longest; /* 0 where empty */
    uint32_t unused;
} layout_first;

#endif

/*
 * The fixed parts of an HTML page: its head with style, and its foot. No script
 * and no outside request; the policy in the head forbids both.
 */
#ifndef CASUS_PAGE_H
#define CASUS_PAGE_H

extern const char *const page_head, *const page_foot;

#endif

/*
 * A pool of threads whose results come back in the order they were put in,
 * however long each takes.
 *
 *     put ─▶ [ waiting | waiting | running | done | running | done ] ─▶ take
 *             newest                                        oldest
 *
 * One thread puts and takes; the pool's own threads work in between. The ring
 * has a fixed number of places, so memory stays bounded by the items in it: a
 * full pool wants its oldest item taken first.
 *
 *     while ((item = next())) {
 *         if (pool_full(p))
 *             finish(pool_take(p, true));
 *         pool_put(p, item);
 *     }
 *     while ((item = pool_take(p, true)))
 *         finish(item);
 */
#ifndef CASUS_POOL_H
#define CASUS_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct pool pool;

/* Does the work on one item; state belongs to the thread that calls it. */
typedef void pool_work(void *state, void *item);

/* A pool of at most threads threads and places items (both at least 1);
 * states[i] is handed to thread i. Where the system gives no thread at all the
 * work is done by the taker. NULL when memory is out. */
pool *pool_new(size_t threads, size_t places, pool_work *work,
               void *const *states);

/* Ends its threads, once each has finished the item it is at; waiting items
 * stay undone. The items are the caller's. */
void pool_free(pool *p);

bool pool_full(const pool *p);

/* Adds an item; the pool must not be full. */
void pool_put(pool *p, void *item);

/* The oldest item once it is done: waits for it, or returns NULL where it is
 * not done yet and wait is false. NULL where the pool is empty. */
void *pool_take(pool *p, bool wait);

#endif

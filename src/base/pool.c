#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct {
    void *item;
    bool done;
} place;

typedef struct {
    pool *owner;
    void *state;
    pthread_t thread;
} worker;

/* Items are numbered from 0 as they are put; number n lies at n % places. */
struct pool {
    pool_work *work;
    place *ring; /* [places] */
    size_t places;
    size_t taken, started, put; /* taken <= started <= put */
    bool ending;
    pthread_mutex_t lock;
    pthread_cond_t waiting, done;
    worker *workers; /* [threads] */
    size_t threads;
    void *first_state;
};

static void *worker_run(void *argument)
{
    worker *self = argument;
    pool *p = self->owner;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->started == p->put && !p->ending)
            pthread_cond_wait(&p->waiting, &p->lock);
        if (p->ending)
            break;
        place *at = &p->ring[p->started++ % p->places];
        pthread_mutex_unlock(&p->lock);
        p->work(self->state, at->item);
        pthread_mutex_lock(&p->lock);
        at->done = true;
        pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void start_threads(pool *p, size_t threads, void *const *states)
{
    for (size_t i = 0; i < threads; i++) {
        worker *w = &p->workers[i];
        w->owner = p;
        w->state = states[i];
        if (pthread_create(&w->thread, NULL, worker_run, w) != 0)
            return;
        p->threads++;
    }
}

pool *pool_new(size_t threads, size_t places, pool_work *work,
               void *const *states)
{
    pool *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->ring = calloc(places, sizeof *p->ring);
    p->workers = calloc(threads, sizeof *p->workers);
    if (!p->ring || !p->workers) {
        free(p->ring);
        free(p->workers);
        free(p);
        return NULL;
    }
    p->places = places;
    p->work = work;
    p->first_state = states[0];
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->waiting, NULL);
    pthread_cond_init(&p->done, NULL);
    start_threads(p, threads, states);
    return p;
}

void pool_free(pool *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->ending = true;
    pthread_cond_broadcast(&p->waiting);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->threads; i++)
        pthread_join(p->workers[i].thread, NULL);
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->waiting);
    pthread_mutex_destroy(&p->lock);
    free(p->workers);
    free(p->ring);
    free(p);
}

/* Only the caller's thread changes taken and put, so it may read them. */
bool pool_full(const pool *p)
{
    return p->put - p->taken == p->places;
}

void pool_put(pool *p, void *item)
{
    pthread_mutex_lock(&p->lock);
    p->ring[p->put++ % p->places] = (place){item, false};
    pthread_cond_signal(&p->waiting);
    pthread_mutex_unlock(&p->lock);
}

void *pool_take(pool *p, bool wait)
{
    if (p->taken == p->put)
        return NULL;
    place *oldest = &p->ring[p->taken % p->places];
    if (p->threads == 0) {
        p->started++;
        p->work(p->first_state, oldest->item);
        p->taken++;
        return oldest->item;
    }
    pthread_mutex_lock(&p->lock);
    while (!oldest->done && wait)
        pthread_cond_wait(&p->done, &p->lock);
    void *item = oldest->done ? oldest->item : NULL;
    if (item)
        p->taken++;
    pthread_mutex_unlock(&p->lock);
    return item;
}

#include "cli/progress.h"

#include <stdio.h>
#include <time.h>

enum { BAR = 24 };

/* Whether a line stands on the terminal now. It belongs to the process, like
 * standard error itself. */
static bool drawn;

double progress_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void progress_start(progress *p, bool shown)
{
    *p = (progress){shown, progress_clock(), 0};
}

static void draw_bar(double share)
{
    int full = (int)(share * BAR);
    fputc('[', stderr);
    for (int i = 0; i < BAR; i++)
        fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %3d %%  ", (int)(share * 100));
}

void progress_draw(progress *p, uint64_t done, uint64_t size, size_t articles,
                   size_t words)
{
    double now = progress_clock(), spent = now - p->started;
    if (!p->shown || now - p->drawn < 0.2 || spent < 0.2)
        return;
    p->drawn = now;
    double share = size ? (double)done / (double)size : 0;
    share = share > 1 ? 1 : share;
    fputs("\r\x1B[K", stderr);
    if (size)
        draw_bar(share);
    fprintf(stderr, "%zu articles  %.1f/s  %.0f words/s", articles,
            (double)articles / spent, (double)words / spent);
    if (size && share > 0.01) {
        long left = (long)(spent / share - spent + 0.5);
        fprintf(stderr, "  %ld:%02ld left", left / 60, left % 60);
    }
    fflush(stderr);
    drawn = true;
}

void progress_clear(void)
{
    if (drawn)
        fputs("\r\x1B[K", stderr);
    drawn = false;
}

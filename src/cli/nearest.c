#include "cli/nearest.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 32 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t nearest_distance(const char *word, size_t length, const char *other)
{
    size_t far[LONGEST][LONGEST]; /* [i][j]: of the first i and j letters */
    size_t width = strlen(other);
    if (length >= LONGEST || width >= LONGEST)
        return SIZE_MAX;
    for (size_t i = 0; i <= length; i++)
        for (size_t j = 0; j <= width; j++) {
            if (i == 0 || j == 0) {
                far[i][j] = i + j;
                continue;
            }
            size_t change = word[i - 1] != other[j - 1];
            size_t best = least(far[i - 1][j], far[i][j - 1]) + 1;
            best = least(best, far[i - 1][j - 1] + change);
            if (i > 1 && j > 1 && word[i - 1] == other[j - 2] &&
                word[i - 2] == other[j - 1])
                best = least(best, far[i - 2][j - 2] + 1);
            far[i][j] = best;
        }
    return far[length][width];
}

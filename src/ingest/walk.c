#include "ingest/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 64 };

typedef struct {
    const char **items;
    size_t count, capacity;
} names;

static bool add_file(arena *a, walk *w, walk_file file)
{
    walk_file *moved =
        arena_grow(a, w->files, w->count, &w->capacity, sizeof *w->files);
    if (!moved)
        return false;
    w->files = moved;
    w->files[w->count++] = file;
    return true;
}

static bool add_problem(arena *a, walk *w, const char *path,
                        const char *problem)
{
    return add_file(a, w, (walk_file){path, 0, false, problem});
}

static bool promises_text(const char *path)
{
    static const char *const endings[] = {".txt", ".text", ".json", ".jsonl",
                                          ".ndjson"};
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t width = strlen(endings[i]);
        if (length >= width && strcmp(path + length - width, endings[i]) == 0)
            return true;
    }
    return false;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool read_names(arena *a, DIR *folder, names *out)
{
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        const char **moved = arena_grow(a, out->items, out->count,
                                        &out->capacity, sizeof *out->items);
        if (!moved)
            return false;
        out->items = moved;
        char *name = arena_copy(a, entry->d_name, strlen(entry->d_name));
        if (!name)
            return false;
        out->items[out->count++] = name;
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_name);
    return true;
}

static bool walk_folder(arena *a, walk *w, const char *path, int depth);

/* One entry of a folder. */
static bool walk_entry(arena *a, walk *w, const char *path, int depth)
{
    struct stat link, info;
    if (lstat(path, &link) != 0 || stat(path, &info) != 0)
        return add_problem(a, w, path, "cannot be read");
    if (S_ISDIR(link.st_mode))
        return walk_folder(a, w, path, depth + 1);
    if (!S_ISREG(info.st_mode))
        return true;
    return add_file(
        a, w,
        (walk_file){path, (uint64_t)info.st_size, !promises_text(path), NULL});
}

static bool walk_folder(arena *a, walk *w, const char *path, int depth)
{
    if (depth > DEEPEST)
        return add_problem(a, w, path, "folders nested too deeply");
    DIR *folder = opendir(path);
    if (!folder)
        return add_problem(a, w, path, "a folder that cannot be read");
    names all = {0};
    bool done = read_names(a, folder, &all);
    closedir(folder);
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    for (size_t i = 0; done && i < all.count; i++) {
        char *inner = arena_format(a, "%s%s%s", path, slash, all.items[i]);
        done = inner && walk_entry(a, w, inner, depth);
    }
    return done;
}

static bool walk_path(arena *a, walk *w, const char *path)
{
    struct stat info;
    if (strcmp(path, "-") == 0)
        return add_file(a, w, (walk_file){path, 0, false, NULL});
    if (!*path || stat(path, &info) != 0)
        return add_problem(
            a, w, path, errno == EACCES ? "may not be read" : "no such file");
    if (S_ISDIR(info.st_mode))
        return walk_folder(a, w, path, 0);
    uint64_t size = S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
    return add_file(a, w, (walk_file){path, size, false, NULL});
}

bool walk_paths(arena *a, const char *const *paths, size_t count, walk *out,
                casus_error *error)
{
    *out = (walk){0};
    for (size_t i = 0; i < count; i++)
        if (!walk_path(a, out, paths[i]))
            return error_memory(error);
    return true;
}

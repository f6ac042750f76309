#include "cli/locate.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"

const locate_kind locate_model = {"reader.casus", "CASUS_MODEL", "--model",
                                  "model"};
const locate_kind locate_facts = {"facts.casus", "CASUS_FACTS", "--facts",
                                  "tables of facts"};

enum { LONGEST_PATH = 4096 };

/* The folder of the running program. */
static char *program_folder(arena *a)
{
    char path[LONGEST_PATH];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0 || length == (ssize_t)sizeof path)
        return arena_copy(a, ".", 1);
    size_t end = (size_t)length;
    while (end > 1 && path[end - 1] != '/')
        end--;
    return arena_copy(a, path, end - (end > 1));
}

const char *locate(arena *a, const locate_kind *kind, const char *given)
{
    if (given)
        return given;
    const char *variable = getenv(kind->variable);
    if (variable && *variable)
        return variable;
    const char *folder = program_folder(a);
    char *beside = folder ? arena_format(a, "%s/%s", folder, kind->file) : NULL;
    char *shared =
        folder ? arena_format(a, "%s/../share/casus/%s", folder, kind->file)
               : NULL;
    if (!beside || !shared) {
        say("out of memory");
        return NULL;
    }
    if (access(beside, F_OK) == 0)
        return beside;
    if (access(shared, F_OK) == 0)
        return shared;
    say("no %s: there is neither %s nor %s; name one with %s FILE", kind->what,
        beside, shared, kind->flag);
    return NULL;
}

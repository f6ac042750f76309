#include "base/error.h"

bool error_set(casus_error *error, casus_code_of_error code,
               const char *message, size_t offset)
{
    if (error)
        *error = (casus_error){code, message, offset};
    return false;
}

bool error_memory(casus_error *error)
{
    return error_set(error, CASUS_NO_MEMORY, "out of memory", 0);
}

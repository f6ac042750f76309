#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"

static bool failed(int number)
{
    static bool said;
    if (!said && number != EPIPE)
        say("cannot write the output: %s", strerror(number));
    said = true;
    return false;
}

bool output_write(const buffer *b)
{
    if (b->failed)
        return failed(ENOMEM);
    errno = 0;
    if (b->length && fwrite(b->bytes, 1, b->length, stdout) != b->length)
        return failed(errno);
    if (isatty(STDOUT_FILENO))
        return output_flush();
    return true;
}

bool output_flush(void)
{
    errno = 0;
    if (fflush(stdout) != 0 || ferror(stdout))
        return failed(errno ? errno : EIO);
    return true;
}

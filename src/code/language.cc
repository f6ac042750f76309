#include "code/language.h"

#include <cstdio> // which the next one needs and does not include

#include <cld2/public/compact_lang_det.h>

// The detector reads no more than a few thousand letters with profit.
static const size_t kEnough = 64 << 10;

const char *language_of(const char *text, size_t length)
{
    bool reliable = false;
    size_t size = length < kEnough ? length : kEnough;
    while (size < length && size > 0 && (text[size] & 0xC0) == 0x80)
        size--;
    CLD2::Language found = CLD2::DetectLanguage(text, static_cast<int>(size),
                                                true, &reliable);
    if (!reliable || found == CLD2::UNKNOWN_LANGUAGE)
        return "";
    return CLD2::LanguageCode(found);
}

#include "base/utf8.h"

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

int32_t utf8_decode(const char *bytes, size_t length, size_t *size)
{
    static const int32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)bytes[0];
    *size = 1;
    if (lead < 0x80)
        return lead;
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || need > length)
        return UTF8_BAD;
    int32_t point = lead & (0x7F >> need);
    for (size_t i = 1; i < need; i++) {
        if (!continues(bytes[i]))
            return UTF8_BAD;
        point = point << 6 | ((unsigned char)bytes[i] & 0x3F);
    }
    if (point < least[need] || point > 0x10FFFF ||
        (point >= 0xD800 && point <= 0xDFFF))
        return UTF8_BAD;
    *size = need;
    return point;
}

size_t utf8_check(const char *bytes, size_t length)
{
    size_t at = 0, size;
    while (at < length) {
        if ((unsigned char)bytes[at] < 0x80) {
            at++;
            continue;
        }
        if (utf8_decode(bytes + at, length - at, &size) == UTF8_BAD)
            return at;
        at += size;
    }
    return length;
}

size_t utf8_encode(int32_t point, char out[4])
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t need = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = need - 1; i > 0; i--, point >>= 6)
        out[i] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)(lead[need] | point);
    return need;
}

size_t utf8_count(const char *bytes, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += !continues(bytes[i]);
    return count;
}

enum { STEP = 64 };

size_t utf8_index_marks(size_t length)
{
    return length / STEP + 1;
}

void utf8_index_build(utf8_index *index, const char *text, size_t length,
                      uint32_t *marks)
{
    *index = (utf8_index){text, length, marks};
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++) {
        if (i % STEP == 0)
            marks[i / STEP] = count;
        count += !continues(text[i]);
    }
    if (length % STEP == 0)
        marks[length / STEP] = count;
}

size_t utf8_index_points(const utf8_index *index, size_t byte)
{
    if (byte > index->length)
        byte = index->length;
    size_t mark = byte / STEP * STEP;
    return index->marks[byte / STEP] +
           utf8_count(index->text + mark, byte - mark);
}

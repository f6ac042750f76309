"""Windows of whole paragraphs, cut from the text alone."""
import numpy as np

LIMIT = 254
HASH_CUT = 8
STOPS = (".", "!", "?")
CLOSERS = ('"', "'", ")", "]", "}", "\u201d", "\u2019", "\u00bb")


def cut_paragraph(pieces: list[str], limit: int = LIMIT) -> list[int]:
    """Lengths of the parts of one paragraph, each at most `limit` pieces, cut at sentence ends where there are any."""
    lengths, start = [], 0
    while len(pieces) - start > limit:
        stop = start + limit
        for at in range(stop - 1, start - 1, -1):
            if pieces[at] in STOPS:
                stop = at + 1
                while stop < start + limit and pieces[stop] in CLOSERS:
                    stop += 1
                break
        lengths.append(stop - start)
        start = stop
    return lengths + [len(pieces) - start]


def ends_window(ids: np.ndarray, hash_cut: int = HASH_CUT) -> bool:
    """Whether the paragraph's own hash (FNV-1a over its ids) ends the window after it."""
    value = 0xCBF29CE484222325
    for byte in ids.astype("<u4").tobytes():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return (value ^ (value >> 32)) % hash_cut == 0


def pack(lengths: list[int], ends: list[bool], limit: int = LIMIT) -> list[tuple[int, int]]:
    """Paragraph ranges of the windows: full ones and those after a paragraph that ends its window."""
    windows, first, used = [], 0, 0
    for number, length in enumerate(lengths):
        if number > first and used + length + 1 > limit + 1:
            windows.append((first, number))
            first, used = number, 0
        used += length + 1
        if ends[number]:
            windows.append((first, number + 1))
            first, used = number + 1, 0
    if first < len(lengths):
        windows.append((first, len(lengths)))
    return windows

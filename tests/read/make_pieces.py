"""Writes tests/fixtures/tiny-pieces.json: odd strings as Hugging Face's tokenizers cut them, with the tiny model's vocabulary.

usage: python tests/read/make_pieces.py (from the repository's root, in an environment that can run train/)
"""
import json
import sys

sys.path.insert(0, ".")
from train.reference import Reference  # noqa: E402
from train.tokens import WordPiece  # noqa: E402

STRINGS = [
    "", " ", "\t \u00a0\u3000", "the", "THE President", "The spokesmen reported", "re-report", "unkind", "peaceful",
    # Case, of the letters in a piece's own span.
    "NATO Nato nATO NaTo naTO N n", "McMaster O'Brien", "X1 1x 1 A1b2", "Éric ÉRIC éric", "ǅ ǆ Ǆ", "Ⅷ ⅷ ⓐ", "ß ẞ STRASSE", "İstanbul ISTANBUL ıstanbul",
    # Marks: composed, decomposed, several, alone, on punctuation.
    "café cafe\u0301 CAFE\u0301", "na\u0308i\u0308ve naïve", "\u0301a", "a\u0301\u0323\u0302b", "≠ ≮ !\u0338", "Ångström Å", "ёлка йод Ёж", "ﬁne ﬂow ﬃ",
    "각 한국어 가", "हिन्दी नमस्ते", "ไทย", "العربية مُحَمَّد", "שָׁלוֹם", "ệ Ệ ự", "Ά ΐ ΰ Ω Σίσυφος ΣΊΣΥΦΟΣ", "K Å Ω",
    # What is dropped, and what separates.
    "zero\u200bwidth \u200b", "soft\u00adhyphen", "a\u0000b\u0001c\u007fd", "bell\u0007", "\ufeffthe", "\ufffd the\ufffdre", "\ue000private\ue001", "left\u200eright\u200f\u202ato\u202c",
    "a\u0085b", "a\u2028b\u2029c", "a\u1680b\u2003c\u202fd\u205fe", "tab\tcr\rend", "\u180e the", "\U000e0041tag",
    # Ideographs stand alone, kana and hangul do not.
    "東京と京都", "東の京", "㐀\U00020000\U0002a6df\U0002a700", "\U0002b820 \U0002b920x", "豈更車", "カタカナ ひらがな", "abc東def", "〇 々 〆",
    # Punctuation.
    "U.S. U.N.-backed", "“quoted,” she said—loudly…", "don't don’t", "a_b a-b a–b a/b a\\b", "$5.3bn £4 €3 ¥2 ₹1", "50% 5‰ ±2 2×3 ½ ¼", "©®™ §5 ¶ °C", "#tag @name a@b.org http://x.org/?q=1&r=2",
    "[CLS] [SEP] [UNK] [MASK] [PAD] ##s ##", "¿Qué? ¡No!", "«oui» ‹non› „ja“ 「東京」", "a·b a•b a‧b", "!!! ?! ... .", "`^~|<>+= ", "٪ ؟ ، ۔ ।", "፡ ። ༄ ᐅ", "‐‑‒–—― ‼ ⁇", "〜 ・ ー", "′ ″ ‾",
    # Numbers and symbols.
    "1,234.56", "№5 ①② ²³", "😀 👍🏽 🇺🇸 👨‍👩‍👧", "♥ → ∞ ∑", "\u0660\u0661\u0662",
    # Length.
    "x" * 100, "x" * 101, "é" * 100, "é" * 101, "e\u0301" * 100, "e\u0301" * 101, "the" + "x" * 97, "the" + "x" * 98, "한" * 34, "a\u200b" * 101,
]


def main() -> None:
    words = WordPiece(Reference("tests/fixtures/tiny-int8.casus").vocabulary)
    rows = []
    for text in STRINGS:
        pieces = words(text)
        at = [len(text[:i].encode()) for i in range(len(text) + 1)]
        rows.append({"text": text, "pieces": [[int(i), at[a], at[b], int(c)] for i, a, b, c in
                                              zip(pieces.ids, pieces.starts, pieces.ends, pieces.cases)]})
    with open("tests/fixtures/tiny-pieces.json", "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=True, separators=(",", ":"))


if __name__ == "__main__":
    main()

"""Pieces: BERT's uncased WordPiece with the span and the letter case of each piece."""
import unicodedata
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

CLS, SEP, MASK, UNKNOWN = "[CLS]", "[SEP]", "[MASK]", "[UNK]"


@dataclass
class Pieces:
    ids: np.ndarray
    starts: np.ndarray  # code points in the text given
    ends: np.ndarray
    cases: np.ndarray


def letter_case(text: str) -> int:
    """0 none, 1 lower, 2 Capital, 3 CAPITALS, 4 mixed; letters are characters of category Lu, Lt and Ll."""
    upper = [unicodedata.category(c) != "Ll" for c in text if unicodedata.category(c) in ("Lu", "Lt", "Ll")]
    if not upper:
        return 0
    if not any(upper):
        return 1
    if upper[0] and not any(upper[1:]):
        return 2
    return 3 if all(upper) else 4


class WordPiece:
    """Splits one paragraph. No text is taken for a special piece: the vocabulary's brackets are ordinary text."""

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.mask = ids[CLS], ids[SEP], ids[MASK]
        self.tokenizer = Tokenizer(models.WordPiece(ids, unk_token=UNKNOWN, max_input_chars_per_word=100))
        self.tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
        self.tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()

    def __call__(self, text: str) -> Pieces:
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
        cases = np.array([letter_case(text[a:b]) for a, b in offsets], dtype=np.int8)
        return Pieces(np.array(encoding.ids, dtype=np.int32), offsets[:, 0], offsets[:, 1], cases)

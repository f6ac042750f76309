"""Annotated texts: marks in code points of the text, turned once into marks on pieces, then into windows."""
from dataclasses import dataclass, field

import numpy as np

from . import windows
from .labels import IGNORE, OUTSIDE_OR_GROUP, TAGS
from .tokens import WordPiece

Span = tuple[int, int]


@dataclass
class Answer:
    """One group of a link's answers: the first choice with a span in the window counts, else the null, else nothing."""
    choices: list[list[Span]]
    otherwise: str | None = None


@dataclass
class Link:
    relation: str
    query: Span
    answers: list[Answer]


@dataclass
class Marks:
    """A text with what is known about it. A tagger without a key in `tags` is not annotated here."""
    name: str
    text: str
    tags: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    unsure: list[Span] = field(default_factory=list)  # names whose type the corpus does not tell
    groups_known: bool = True
    acts: list[tuple[Span, str, str]] = field(default_factory=list)
    parties: list[tuple[Span, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    latent: list[tuple[Span, str]] = field(default_factory=list)  # sentences with a code but no trigger


class Document:
    """Pieces of a text with labels on them; spans are (first, last) pieces, inclusive, counted through the text."""

    def __init__(self, marks: Marks, split: WordPiece):
        self.name = marks.name
        self.text = marks.text
        self.marks = marks
        self._pieces(split)
        self.tags = {tagger: self._paint(tagger, spans) for tagger, spans in marks.tags.items()}
        self._loosen_names(marks)
        self.acts = self._mapped([(span, code, status) for span, code, status in marks.acts])
        self.parties = self._mapped(marks.parties)
        self.latent = self._mapped(marks.latent)
        self.links = [link for link in map(self._link, marks.links) if link]

    def _pieces(self, split: WordPiece) -> None:
        ids, starts, ends, cases, lengths, at = [], [], [], [], [], 0
        for line in self.text.split("\n"):
            pieces = split(line)
            if len(pieces.ids):
                lengths += windows.cut_paragraph([split.vocabulary[i] for i in pieces.ids])
                ids.append(pieces.ids), cases.append(pieces.cases)
                starts.append(pieces.starts + at), ends.append(pieces.ends + at)
            at += len(line) + 1
        joined = [np.concatenate(part) if part else np.zeros(0, np.int32) for part in (ids, starts, ends, cases)]
        self.ids, self.starts, self.ends, self.cases = joined
        self.lengths = lengths
        self.bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(int)
        self.paragraph = np.repeat(np.arange(len(lengths)), lengths)
        self.hash_ends = [windows.ends_window(self.ids[a:b]) for a, b in zip(self.bounds[:-1], self.bounds[1:])]

    def piece_span(self, span: Span) -> Span | None:
        first = int(np.searchsorted(self.ends, span[0], side="right"))
        last = int(np.searchsorted(self.starts, span[1], side="left")) - 1
        return (first, last) if first <= last else None

    def _mapped(self, rows: list[tuple]) -> list[tuple]:
        out = []
        for row in rows:
            span = self.piece_span(row[0])
            if span:
                out.append((span,) + tuple(row[1:]))
        return list(dict.fromkeys(out))

    def _link(self, link: Link) -> Link | None:
        query = self.piece_span(link.query)
        if not query:
            return None
        answers = [Answer([[s for s in map(self.piece_span, choice) if s] for choice in answer.choices], answer.otherwise)
                   for answer in link.answers]
        return Link(link.relation, query, answers)

    def _paint(self, tagger: str, spans: list[tuple[int, int, str]]) -> np.ndarray:
        """Labels of one tagger; of overlapping spans the longest is kept, and no span runs over a paragraph's end."""
        labels = np.zeros(len(self.ids), dtype=np.int64)
        taken = np.zeros(len(self.ids), dtype=bool)
        for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
            span = self.piece_span((start, end))
            if not span or taken[span[0]:span[1] + 1].any():
                continue
            taken[span[0]:span[1] + 1] = True
            if tagger == "sentence":
                labels[span[1]] = TAGS[tagger].index("END")
                continue
            labels[span[0]:span[1] + 1] = TAGS[tagger].index("I-" + kind)
            opens = [span[0]] + [int(b) for b in self.bounds[1:-1] if span[0] < b <= span[1]]
            labels[opens] = TAGS[tagger].index("B-" + kind)
        return labels

    def _loosen_names(self, marks: Marks) -> None:
        if "name" not in self.tags:
            return
        names = self.tags["name"]
        if not marks.groups_known:
            names[names == 0] = OUTSIDE_OR_GROUP
        for span in filter(None, map(self.piece_span, marks.unsure)):
            names[span[0]:span[1] + 1] = IGNORE

    def fixed_windows(self) -> list[tuple[int, int]]:
        return windows.pack(self.lengths, self.hash_ends)

    def random_windows(self, random: np.random.Generator) -> list[tuple[int, int]]:
        """As the fixed ones, but cut at paragraph ends drawn anew, so that each epoch sees other neighbours."""
        ends = (random.random(len(self.lengths)) < 1 / windows.HASH_CUT).tolist()
        return windows.pack(self.lengths, ends)


class Window:
    """A range of a document's paragraphs as the model sees it; positions count the special pieces."""

    def __init__(self, document: Document, first: int, stop: int, split: WordPiece):
        self.document, self.first, self.stop = document, first, stop
        a, b = int(document.bounds[first]), int(document.bounds[stop])
        self.a, self.b = a, b
        self.where = np.arange(1, b - a + 1) + document.paragraph[a:b] - first
        self.size = b - a + 1 + stop - first
        self.ids = np.full(self.size, split.sep, dtype=np.int64)
        self.ids[0] = split.cls
        self.ids[self.where] = document.ids[a:b]
        self.cases = np.zeros(self.size, dtype=np.int64)
        self.cases[self.where] = document.cases[a:b]
        self.real = np.zeros(self.size, dtype=bool)
        self.real[self.where] = True
        # The last position of the paragraph each position stands in, for ends that must stay within it.
        self.paragraph_end = np.zeros(self.size, dtype=np.int64)
        for number in range(first, stop):
            c, d = int(document.bounds[number]), int(document.bounds[number + 1])
            self.paragraph_end[self.where[c - a:d - a]] = self.where[d - 1 - a]

    def position(self, span: Span) -> Span | None:
        """Where a document's span stands in this window, if it does so whole."""
        if span[0] < self.a or span[1] >= self.b:
            return None
        return int(self.where[span[0] - self.a]), int(self.where[span[1] - self.a])

    def tags(self, tagger: str) -> np.ndarray | None:
        if tagger not in self.document.tags:
            return None
        labels = np.full(self.size, IGNORE, dtype=np.int64)
        labels[self.where] = self.document.tags[tagger][self.a:self.b]
        return labels

    def mapped(self, rows: list[tuple]) -> list[tuple]:
        return [(span,) + tuple(row[1:]) for row in rows for span in [self.position(row[0])] if span]

    def links(self) -> list[tuple[str, Span, list[tuple[list[Span], str | None]]]]:
        """Relation, query, and groups of answers, each spans of this window or a null."""
        out = []
        for link in self.document.links:
            query = self.position(link.query)
            if not query:
                continue
            groups = []
            for answer in link.answers:
                found = next(([p for p in map(self.position, choice) if p] for choice in answer.choices
                              if any(self.position(s) for s in choice)), [])
                if found or answer.otherwise:
                    groups.append((found, None if found else answer.otherwise))
            if groups:
                out.append((link.relation, query, groups))
        return out

    def characters(self, span: Span) -> Span:
        """Code points of the text that a span of this window covers."""
        first = int(np.searchsorted(self.where, span[0]))
        last = int(np.searchsorted(self.where, span[1], side="right")) - 1
        return int(self.document.starts[self.a + first]), int(self.document.ends[self.a + last])

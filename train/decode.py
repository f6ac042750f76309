"""Decoding as docs/model-file.md has it: from a window's scores to spans, acts and links."""
from dataclasses import dataclass, field

import numpy as np
import torch

from .batch import inputs
from .document import Span, Window
from .labels import CODES, NULLS, NULLS_USED, RELATIONS, ROLES, STATUSES, TAGS, tag_slices
from .model import Reader

LONGEST_ANSWER = 12
IMPOSSIBLE = -1e9
SLICES = tag_slices()
BY_TRIGGER = ("target", "source", "voice", "place")  # the target says how many sources to look for


@dataclass
class Scores:
    """A window as the encoder left it."""
    window: Window
    hidden: torch.Tensor  # [1, pieces, width]
    tags: np.ndarray  # [pieces, tags]


@dataclass
class Pointer:
    """A link's answer: a span, or a null by name."""
    span: Span | None
    null: str | None
    score: float


@dataclass
class Query:
    """A span with what its heads say."""
    span: Span
    code: np.ndarray | None = None
    status: np.ndarray | None = None
    role: np.ndarray | None = None
    links: dict[str, list[Pointer]] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, str]:
        return CODES[int(self.code.argmax())], STATUSES[int(self.status.argmax())]

    @property
    def role_label(self) -> str:
        return ROLES[int(self.role.argmax())]


def read(model: Reader, windows: list[Window], budget: int = 2048) -> list[Scores]:
    """Encodes windows of like length together; the order of the answer is that of the windows."""
    order = sorted(range(len(windows)), key=lambda i: windows[i].size)
    out: list[Scores | None] = [None] * len(windows)
    start = 0
    while start < len(order):
        stop = start + 1
        while stop < len(order) and windows[order[stop]].size * (stop + 1 - start) <= budget:
            stop += 1
        batch = inputs([windows[i] for i in order[start:stop]])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=model.autocast):
            hidden = model.encode(batch.ids, batch.cases, batch.padding)
            tags = model.tags(hidden).numpy()
        for row, i in enumerate(order[start:stop]):
            size = windows[i].size
            out[i] = Scores(windows[i], hidden[row:row + 1, :size].float(), tags[row, :size])
        start = stop
    return out


def log_softmax(x: np.ndarray) -> np.ndarray:
    x = x - x.max(axis=-1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))


def legal(labels: list[str]) -> np.ndarray:
    """[from, to]: I-X only after B-X or I-X."""
    allowed = np.ones((len(labels), len(labels)), dtype=bool)
    for to, label in enumerate(labels):
        if label.startswith("I-"):
            allowed[:, to] = [other[2:] == label[2:] for other in labels]
    return allowed


def best_tags(tagger: str, scores: Scores, outside_bias: float = 0.0) -> np.ndarray:
    """The best legal label sequence (Viterbi); special pieces are O."""
    labels = TAGS[tagger]
    emit = log_softmax(scores.tags[:, SLICES[tagger]])
    emit[:, 0] += outside_bias
    emit[~scores.window.real, 1:] = IMPOSSIBLE
    step = np.where(legal(labels), 0.0, IMPOSSIBLE)
    total = emit[0] + step[0]
    back = np.zeros(emit.shape, dtype=np.int64)
    for at in range(1, len(emit)):
        options = total[:, None] + step
        back[at] = options.argmax(0)
        total = options.max(0) + emit[at]
    path = np.zeros(len(emit), dtype=np.int64)
    path[-1] = total.argmax()
    for at in range(len(emit) - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def tag_spans(tagger: str, path: np.ndarray) -> list[tuple[int, int, str]]:
    """Spans (first, last, kind) of a label sequence."""
    spans, start = [], None
    for at, number in enumerate(list(path) + [0]):
        label = TAGS[tagger][number] if number > 0 else "O"
        if start is not None and not label.startswith("I-"):
            spans.append((start, at - 1, kind))
            start = None
        if label.startswith("B-"):
            start, kind = at, label[2:]
    return spans


def spans(tagger: str, scores: Scores, outside_bias: float = 0.0) -> list[tuple[int, int, str]]:
    return tag_spans(tagger, best_tags(tagger, scores, outside_bias))


def sentence_ends(scores: Scores) -> np.ndarray:
    ends = scores.tags[:, SLICES["sentence"]]
    return np.flatnonzero((ends[:, 1] > ends[:, 0]) & scores.window.real)


def answer_end(window: Window, start: int, end: np.ndarray, anywhere: bool) -> int:
    high = window.size - 1 if anywhere else min(start + LONGEST_ANSWER - 1, int(window.paragraph_end[start]))
    allowed = np.where(window.real[start:high + 1], end[start:high + 1], IMPOSSIBLE)
    return start + int(allowed.argmax())


def pointers(relation: str, window: Window, start: np.ndarray, end: np.ndarray, null: np.ndarray, calibration: dict,
             within: float | None) -> list[Pointer]:
    """The best null, or the best span and, for sources and targets, others near it."""
    start = np.where(window.real, start, IMPOSSIBLE)
    used = np.array([name in NULLS_USED[relation] for name in NULLS])
    null = np.where(used, null + calibration["null_bias"].get(relation, 0.0), IMPOSSIBLE)
    if null.max() >= start.max():
        return [Pointer(None, NULLS[int(null.argmax())], float(null.max()))]
    found: list[Pointer] = []
    for at in np.argsort(-start, kind="stable"):
        if found and (within is None or start[at] <= null.max() or start[at] < start.max() - within):
            break
        if any(p.span[0] <= at <= p.span[1] for p in found):
            continue
        found.append(Pointer((int(at), answer_end(window, int(at), end, relation == "content")), None, float(start[at])))
    return found


def reciprocal(query: Query) -> bool:
    """Whether the target, where it was asked first, is `both`: all parties of the act are then among its sources."""
    return "target" in query.links and query.links["target"][0].null == "both"


def ask(model: Reader, scores: Scores, queries: list[Span], relations: tuple[str, ...], calibration: dict) -> list[Query]:
    """What act, mention and link heads say of spans of a window."""
    if not queries:
        return []
    with torch.no_grad():
        at, first, last = torch.zeros(len(queries), dtype=torch.long), *torch.tensor([tuple(map(int, q)) for q in queries]).T
        vectors = model.vectors(scores.hidden, at, first, last)
        act, role = model.act(vectors), model.mention(vectors)["role"].softmax(-1).numpy()
        keys, asked, nulls = model.link.keys(scores.hidden), model.link.queries(vectors), model.nulls(vectors)
        out = [Query(q, c, s, r) for q, c, s, r in zip(queries, act["code"].softmax(-1).numpy(), act["status"].softmax(-1).numpy(), role)]
        for relation in relations:
            parts = [x.numpy() for x in model.link(RELATIONS.index(relation), keys, asked, nulls, at, first)]
            for query, start, end, null in zip(out, *parts):
                within = calibration["more"].get("both" if relation == "source" and reciprocal(query) else relation)
                query.links[relation] = pointers(relation, scores.window, start, end, null, calibration, within)
    return out


def acts(model: Reader, scores: Scores, calibration: dict) -> list[Query]:
    triggers = [(first, last) for first, last, _ in spans("trigger", scores, calibration["trigger_bias"])]
    return ask(model, scores, triggers, BY_TRIGGER, calibration)

"""Windows padded together, with their labels as tensors."""
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from .document import Window
from .labels import CODES, NULLS, RELATIONS, ROLES, STATUSES, TAGS


@dataclass
class Spans:
    """Spans of a batch: the window each stands in, first and last piece."""
    window: Tensor
    first: Tensor
    last: Tensor

    @staticmethod
    def of(rows: list[tuple[int, int, int]]) -> "Spans":
        columns = torch.tensor(rows, dtype=torch.long).reshape(-1, 3).T
        return Spans(*columns)


@dataclass
class LinkBatch:
    """Queries of one relation; one row a group of answers, pointing at its query."""
    spans: Spans
    group_query: Tensor
    start: Tensor  # [groups, pieces] this group's answers
    end: Tensor
    null: Tensor  # [groups, nulls]
    other_start: Tensor  # answers of the query's other groups, which the softmax leaves out
    other_end: Tensor
    other_null: Tensor


@dataclass
class Batch:
    windows: list[Window]
    ids: Tensor
    cases: Tensor
    padding: Tensor
    real: Tensor
    tags: dict[str, Tensor] = field(default_factory=dict)
    acts: Spans | None = None
    codes: Tensor | None = None
    statuses: Tensor | None = None
    parties: Spans | None = None
    roles: Tensor | None = None
    links: dict[str, LinkBatch] = field(default_factory=dict)
    latent: list[tuple[int, int, int, list[int]]] = field(default_factory=list)


LATENT = {"YIELD": ("CONCEDE", "RETREAT")}


def stacked(parts: list[np.ndarray], length: int, fill: int) -> Tensor:
    out = np.full((len(parts), length), fill, dtype=np.int64)
    for row, part in zip(out, parts):
        row[:len(part)] = part
    return torch.from_numpy(out)


def inputs(windows: list[Window]) -> Batch:
    # Row counts of a multiple of 16 keep the compiled kernels few.
    length = -(-max(w.size for w in windows) // 16) * 16
    real = stacked([w.real for w in windows], length, 0).bool()
    padding = torch.arange(length)[None, :] >= torch.tensor([w.size for w in windows])[:, None]
    return Batch(windows, stacked([w.ids for w in windows], length, 0), stacked([w.cases for w in windows], length, 0), padding, real)


def labelled(windows: list[Window]) -> Batch:
    batch = inputs(windows)
    length = batch.ids.shape[1]
    for tagger in TAGS:
        rows = [(i, w.tags(tagger)) for i, w in enumerate(windows)]
        known = [(i, labels) for i, labels in rows if labels is not None]
        if known:
            labels = torch.full((len(windows), length), -100, dtype=torch.long)
            labels[[i for i, _ in known]] = stacked([tags for _, tags in known], length, -100)
            batch.tags[tagger] = labels
    acts = [(i, *row) for i, w in enumerate(windows) for row in w.mapped(w.document.acts)]
    batch.acts = Spans.of([(i, *span) for i, span, _, _ in acts])
    batch.codes = torch.tensor([CODES.index(code) for _, _, code, _ in acts], dtype=torch.long)
    batch.statuses = torch.tensor([STATUSES.index(status) for _, _, _, status in acts], dtype=torch.long)
    parties = [(i, *row) for i, w in enumerate(windows) for row in w.mapped(w.document.parties)]
    batch.parties = Spans.of([(i, *span) for i, span, _ in parties])
    batch.roles = torch.tensor([ROLES.index(role) for _, _, role in parties], dtype=torch.long)
    links = [(i, *link) for i, w in enumerate(windows) for link in w.links()]
    for relation in RELATIONS:
        rows = [(i, query, groups) for i, kind, query, groups in links if kind == relation]
        if rows:
            batch.links[relation] = link_batch(rows, length)
    batch.latent = [(i, *span, [CODES.index(c) for c in LATENT.get(code, (code,))])
                    for i, w in enumerate(windows) for span, code in w.mapped(w.document.latent)]
    return batch


def link_batch(rows: list[tuple], length: int) -> LinkBatch:
    count = sum(len(groups) for _, _, groups in rows)
    start, end = (np.zeros((count, length), dtype=bool) for _ in range(2))
    null, owner = np.zeros((count, len(NULLS)), dtype=bool), []
    for number, (_, _, groups) in enumerate(rows):
        for spans, answer in groups:
            at = len(owner)
            owner.append(number)
            for first, last in spans:
                start[at, first] = end[at, last] = True
            if answer:
                null[at, NULLS.index(answer)] = True

    def others(own: np.ndarray) -> Tensor:
        whole = np.zeros((len(rows), own.shape[1]), dtype=bool)
        np.logical_or.at(whole, owner, own)
        return torch.from_numpy(whole[owner] & ~own)
    return LinkBatch(Spans.of([(i, *query) for i, query, _ in rows]), torch.tensor(owner), torch.from_numpy(start), torch.from_numpy(end),
                     torch.from_numpy(null), others(start), others(end), others(null))

"""The reader: a BERT encoder with letter case, and its heads. Parameters bear the model file's names."""
import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .labels import CODES, NULLS, NULLS_USED, RELATIONS, ROLES, STATUSES, tag_slices

DISTANCES = 32
LEVELS = 63
UNUSED = -1e4


@dataclass
class Config:
    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    pieces: int = 30522
    link_width: int = 64
    act_hidden: int = 256
    mention_hidden: int = 128
    distances: int = DISTANCES


class CheapDropout(nn.Module):
    """Dropout whose masks are random stretches of one long mask: drawing fresh masks costs more than the products."""
    LENGTH = 1 << 22

    def __init__(self, rate: float):
        super().__init__()
        self.rate = rate
        self.mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        if self.mask is None or self.mask.dtype != x.dtype:
            self.mask = (torch.rand(self.LENGTH) >= self.rate).to(x.dtype) / (1 - self.rate)
        if x.numel() >= self.LENGTH:
            return F.dropout(x, self.rate)
        start = int(torch.randint(self.LENGTH - x.numel(), (1,)))
        return x * self.mask[start:start + x.numel()].view(x.shape)


def snap(weight: Tensor) -> Tensor:
    """The weight rounded to its int8 levels, row by row; gradients pass straight through."""
    scale = weight.detach().abs().amax(dim=-1, keepdim=True).clamp_min(1e-12) / LEVELS
    return weight + ((weight.detach() / scale).round() * scale - weight.detach())


class Quantised(nn.Linear):
    """A product whose matrix is stored in int8; once `snapped`, it trains on the rounded values."""
    snapped = False

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, snap(self.weight) if self.snapped else self.weight, self.bias)


class Layer(nn.Module):
    def __init__(self, config: Config, dropout: float):
        super().__init__()
        self.heads = config.heads
        self.qkv = Quantised(config.width, 3 * config.width)
        self.out = Quantised(config.width, config.width)
        self.attention_norm = nn.LayerNorm(config.width, eps=1e-12)
        self.up = Quantised(config.width, config.inner)
        self.down = Quantised(config.inner, config.width)
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.drop = CheapDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        size = width // self.heads
        # Two batched products and a softmax: the built-in attention is slower on CPUs.
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, size).permute(2, 0, 3, 1, 4).reshape(3, rows * self.heads, length, size)
        with torch.autocast("cpu", enabled=False):  # else the softmax would run, and keep its result, in fp32
            scores = torch.bmm(q, k.transpose(1, 2)).view(rows, self.heads, length, length) * size ** -0.5 + mask.to(q.dtype)
            mixed = torch.bmm(scores.softmax(-1).view(rows * self.heads, length, length), v)
        mixed = mixed.view(rows, self.heads, length, size).transpose(1, 2).reshape(rows, length, width)
        x = self.attention_norm(x + self.drop(self.out(mixed)))
        return self.norm(x + self.drop(self.down(F.gelu(self.up(x)))))


class Embedding(nn.Module):
    def __init__(self, config: Config, dropout: float):
        super().__init__()
        self.word = nn.Embedding(config.pieces, config.width)
        # The base has seen these words far more often than the corpora hold them.
        self.word.weight.requires_grad_(False)
        self.position = nn.Parameter(torch.zeros(config.positions, config.width))
        self.case = nn.Parameter(torch.zeros(5, config.width))
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.drop = CheapDropout(dropout)
        self.snapped = False

    def forward(self, ids: Tensor, cases: Tensor) -> Tensor:
        word = self.word(ids)
        x = (snap(word) if self.snapped else word) + self.position[:ids.shape[1]] + F.one_hot(cases, 5).to(word.dtype) @ self.case
        return self.drop(self.norm(x))


class Heads(nn.Module):
    """A hidden layer with one or more outputs on it."""

    def __init__(self, width: int, hidden: int, outputs: dict[str, int]):
        super().__init__()
        self.hidden = Quantised(width, hidden)
        for name, count in outputs.items():
            setattr(self, name, nn.Linear(hidden, count))
        self.names = list(outputs)

    def forward(self, vectors: Tensor) -> dict[str, Tensor]:
        hidden = F.gelu(self.hidden(vectors))
        return {name: getattr(self, name)(hidden).float() for name in self.names}


def bucket(distance: Tensor) -> Tensor:
    """Signed distances in 31 classes that widen with the distance."""
    size = distance.abs().clamp_min(1)
    step = (1 + 2 * torch.log2(size.double()) + 1e-9).floor().clamp_max(15).long()
    return torch.where(distance == 0, 16, 16 + distance.sign() * step)


class Link(nn.Module):
    """Pointers from a query span to the first and last piece of its answer, with null answers."""

    def __init__(self, config: Config):
        super().__init__()
        self.size = config.link_width
        rows = 2 * len(RELATIONS) * config.link_width
        self.key = Quantised(config.width, rows)
        self.query = Quantised(config.width, rows)
        self.null = nn.Linear(config.width, len(RELATIONS) * len(NULLS))
        self.distance = nn.Parameter(torch.zeros(len(RELATIONS), DISTANCES))
        used = torch.tensor([[name in NULLS_USED[relation] for name in NULLS] for relation in RELATIONS])
        self.register_buffer("used", used, persistent=False)

    def keys(self, x: Tensor) -> Tensor:
        """[windows, pieces, relations, start or end, width]"""
        return self.key(x).view(*x.shape[:2], len(RELATIONS), 2, self.size)

    def queries(self, vectors: Tensor) -> Tensor:
        return self.query(vectors).view(-1, len(RELATIONS), 2, self.size)

    def forward(self, relation: int, keys: Tensor, queries: Tensor, nulls: Tensor, window: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Start, end and null logits of queries of one relation; pieces that may not answer are the caller's to mask."""
        length = keys.shape[1]
        here = torch.arange(len(window))
        out = []
        for side in (0, 1):
            flat = keys[:, :, relation, side].reshape(-1, self.size)
            scores = (queries[:, relation, side] @ flat.T).view(len(window), -1, length)
            out.append(scores[here, window].float() / math.sqrt(self.size))
        distance = torch.arange(length)[None, :] - first[:, None]
        start = out[0] + self.distance[relation][bucket(distance)]
        return start, out[1], nulls[:, relation].masked_fill(~self.used[relation], UNUSED)


class Reader(nn.Module):
    def __init__(self, config: Config, dropout: float = 0.1):
        super().__init__()
        self.config = config
        self.embed = Embedding(config, dropout)
        self.layer = nn.ModuleList(Layer(config, dropout) for _ in range(config.layers))
        self.tag = nn.Linear(config.width, max(s.stop for s in tag_slices().values()))
        self.act = Heads(config.width, config.act_hidden, {"code": len(CODES), "status": len(STATUSES)})
        self.mention = Heads(config.width, config.mention_hidden, {"role": len(ROLES)})
        self.link = Link(config)
        self.act_drop = CheapDropout(0.3)
        self.query_drop = CheapDropout(dropout)
        self.autocast = True  # bf16 products where this processor has them; off for exact figures
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)

    def snap_weights(self, on: bool = True) -> None:
        """Whether the forward pass uses int8 levels of every matrix that the file stores so."""
        for module in self.modules():
            if isinstance(module, (Quantised, Embedding)):
                module.snapped = on

    def encode(self, ids: Tensor, cases: Tensor, padding: Tensor) -> Tensor:
        x = self.embed(ids, cases)
        mask = padding[:, None, None, :] * UNUSED
        for layer in self.layer:
            x = layer(x, mask)
        return x

    def tags(self, x: Tensor) -> Tensor:
        return self.tag(x).float()

    def vectors(self, x: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Mean of each span's pieces, by one averaging product over all pieces of the batch."""
        place = torch.arange(x.shape[1])[None, :]
        inside = ((place >= first[:, None]) & (place <= last[:, None])).float()
        weight = torch.zeros(len(window), x.shape[0], x.shape[1])
        weight[torch.arange(len(window)), window] = inside / inside.sum(1, keepdim=True)
        return weight.view(len(window), -1).to(x.dtype) @ x.reshape(-1, x.shape[2])

    def nulls(self, vectors: Tensor) -> Tensor:
        return self.link.null(vectors).view(-1, len(RELATIONS), len(NULLS)).float()

"""The documented arithmetic in numpy, fp32 or int8, from a model file. Slow, and the measure for other readers."""
import json
import math
from dataclasses import dataclass

import numpy as np

LIMITS = {"F32": np.float32, "I8": np.int8, "U8": np.uint8}
erf = np.vectorize(math.erf, otypes=[np.float32])


@dataclass
class Matrix:
    """A stored matrix: float32 values, or int8 levels with a scale per row."""
    values: np.ndarray
    scale: np.ndarray | None = None

    def rows(self, ids: np.ndarray) -> np.ndarray:
        picked = self.values[ids].astype(np.float32)
        return picked if self.scale is None else picked * self.scale[ids][:, None]

    def apply(self, x: np.ndarray, bias: np.ndarray) -> np.ndarray:
        if self.scale is None:
            return x @ self.values.T + bias
        step = np.abs(x).max(axis=1, keepdims=True) / np.float32(127)
        step[step == 0] = 1
        levels = np.rint(x / step)
        # The sums are whole numbers below 2^53: products in float64 are exact.
        sums = levels.astype(np.float64) @ self.values.astype(np.float64).T
        return sums.astype(np.float32) * (step * self.scale[None, :]) + bias


def layer_norm(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    centred = x - x.mean(axis=1, keepdims=True)
    variance = (centred * centred).mean(axis=1, keepdims=True)
    return centred / np.sqrt(variance + np.float32(1e-12)) * weight + bias


def gelu(x: np.ndarray) -> np.ndarray:
    return x * np.float32(0.5) * (1 + erf(x / np.float32(math.sqrt(2))))


def softmax(x: np.ndarray) -> np.ndarray:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def bucket(distance: int) -> int:
    if distance == 0:
        return 16
    step = min(15, math.floor(1 + 2 * math.log2(abs(distance)) + 1e-9))
    return 16 + step if distance > 0 else 16 - step


class Reference:
    def __init__(self, path: str):
        with open(path, "rb") as file:
            raw = file.read()
        size = int.from_bytes(raw[:8], "little")
        header = json.loads(raw[8:8 + size])
        self.metadata = header.pop("__metadata__")
        tensors = {name: np.frombuffer(raw[8 + size + at["data_offsets"][0]:8 + size + at["data_offsets"][1]], LIMITS[at["dtype"]])
                   .reshape(at["shape"]) for name, at in header.items()}
        self.vocabulary = tensors.pop("vocabulary").tobytes().decode().split("\n")
        self.plain = {name: value for name, value in tensors.items() if value.dtype == np.float32}
        self.matrix = {name: Matrix(value, tensors.get(name + ".scale")) for name, value in tensors.items() if value.ndim == 2}
        for key in ("config", "labels", "calibration", "window"):
            setattr(self, key, json.loads(self.metadata[key]))

    def apply(self, name: str, x: np.ndarray) -> np.ndarray:
        return self.matrix[name + ".weight"].apply(x, self.plain[name + ".bias"])

    def norm(self, name: str, x: np.ndarray) -> np.ndarray:
        return layer_norm(x, self.plain[name + ".weight"], self.plain[name + ".bias"])

    def attention(self, k: int, x: np.ndarray) -> np.ndarray:
        heads = self.config["heads"]
        size = self.config["width"] // heads
        qkv = self.apply(f"layer.{k}.qkv", x).reshape(len(x), 3, heads, size)
        mixed = np.empty((len(x), heads, size), dtype=np.float32)
        for head in range(heads):
            q, key, value = (qkv[:, part, head] for part in range(3))
            mixed[:, head] = softmax(q @ key.T / np.float32(math.sqrt(size))) @ value
        return mixed.reshape(len(x), -1)

    def encode(self, ids: np.ndarray, cases: np.ndarray) -> np.ndarray:
        x = self.matrix["embed.word"].rows(ids) + self.plain["embed.position"][:len(ids)] + self.plain["embed.case"][cases]
        x = self.norm("embed.norm", x)
        for k in range(self.config["layers"]):
            x = self.norm(f"layer.{k}.attention_norm", x + self.apply(f"layer.{k}.out", self.attention(k, x)))
            inner = gelu(self.apply(f"layer.{k}.up", x))
            x = self.norm(f"layer.{k}.norm", x + self.apply(f"layer.{k}.down", inner))
        return x

    def tags(self, h: np.ndarray) -> np.ndarray:
        return self.apply("tag", h)

    @staticmethod
    def vector(h: np.ndarray, first: int, last: int) -> np.ndarray:
        return h[first:last + 1].mean(axis=0, dtype=np.float32, keepdims=True)

    def act(self, h: np.ndarray, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
        hidden = gelu(self.apply("act.hidden", self.vector(h, first, last)))
        return self.apply("act.code", hidden)[0], self.apply("act.status", hidden)[0]

    def mention(self, h: np.ndarray, first: int, last: int) -> np.ndarray:
        hidden = gelu(self.apply("mention.hidden", self.vector(h, first, last)))
        return self.apply("mention.role", hidden)[0]

    def link(self, h: np.ndarray, relation: int, first: int, last: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Start and end logits of every piece, and the nulls."""
        size = self.config["link_width"]
        vector = self.vector(h, first, last)
        rows = slice(relation * 2 * size, (relation + 1) * 2 * size)
        keys = self.apply("link.key", h)[:, rows]
        query = self.apply("link.query", vector)[0, rows]
        nulls = self.apply("link.null", vector)[0].reshape(len(self.labels["relations"]), -1)[relation]
        distance = self.plain["link.distance"][relation][[bucket(p - first) for p in range(len(h))]]
        root = np.float32(math.sqrt(size))
        return keys[:, :size] @ query[:size] / root + distance, keys[:, size:] @ query[size:] / root, nulls

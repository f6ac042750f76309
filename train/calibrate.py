"""Fits confidence and its default cut to the held-out articles, and writes both into a model file.

usage: python -m train.calibrate MODEL CODED.jsonl [--shared DIR]

CODED.jsonl is what `casus code --min-confidence 0` says of the held-out articles with that model. Confidence is to be the share of
claims whose source, act and target are right: a logistic of the score's logit (Platt 1999). The cut is the least at which the
act is right in three claims of four.
"""
import argparse
import importlib.util
import json
import math
import os

PRECISION = 0.76  # a little more than the three in four that are promised


def scorer(gold: str):
    spec = importlib.util.spec_from_file_location("score", os.path.join(gold, "score.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(coded: str, gold: str) -> list[tuple[float, bool, bool]]:
    """Of each claim: its confidence, whether the act is right, and whether source and target are too."""
    score, out = scorer(gold), []
    for article in map(json.loads, open(coded, encoding="utf-8")):
        with open(os.path.join(gold, "texts", article["id"] + ".txt"), encoding="utf-8", newline="") as file:
            claims, starts = score.read_gold(os.path.join(gold, "claims", article["id"] + ".tsv"), file.read())
        found = score.read_system(article["claims"], starts)
        acts, triples = ({id(s) for _, s in score.pair(claims, found, level)} for level in (score.act, score.triple))
        out += [(c["confidence"], id(s) in acts, id(s) in triples) for c, s in zip(article["claims"], found)]
    return out


def logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def fit(rows: list[tuple[float, bool]]) -> tuple[float, float]:
    """Weight and bias of greatest likelihood, by gradient ascent."""
    weight, bias = 1.0, 0.0
    for _ in range(3000):
        errors = [(right - 1 / (1 + math.exp(-(weight * x + bias))), x) for x, right in rows]
        weight += 0.5 * sum(e * x for e, x in errors) / len(rows)
        bias += 0.5 * sum(e for e, _ in errors) / len(rows)
    return weight, bias


def cut_for(rows: list[tuple[float, bool]]) -> float:
    """The least confidence from which on the act is right often enough."""
    best, right = 1.0, 0
    for count, (sure, good) in enumerate(sorted(rows, reverse=True), 1):
        right += good
        if right >= PRECISION * count:
            best = sure
    return best


def rewrite(path: str, confidence: dict) -> None:
    """Puts the numbers into the file's header."""
    with open(path, "rb") as file:
        whole = file.read()
    size = int.from_bytes(whole[:8], "little")
    header = json.loads(whole[8:8 + size])
    calibration = json.loads(header["__metadata__"]["calibration"])
    calibration["confidence"] = confidence
    header["__metadata__"]["calibration"] = json.dumps(calibration)
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with open(path + ".part", "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + whole[8 + size:])
    os.replace(path + ".part", path)


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit a model's confidence to held-out articles.")
    parser.add_argument("model")
    parser.add_argument("coded")
    parser.add_argument("--shared", default="../shared")
    options = parser.parse_args()
    rows = judged(options.coded, os.path.join(options.shared, "gold"))
    with open(options.model, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    old = json.loads(header["__metadata__"]["calibration"])["confidence"]
    # What stands in the file already is undone first, so that a second run changes nothing.
    scores = [((logit(sure) - old["bias"]) / old["weights"][0], act, triple) for sure, act, triple in rows]
    weight, bias = fit([(x, triple) for x, _, triple in scores])
    sure = [(1 / (1 + math.exp(-(weight * x + bias))), act) for x, act, _ in scores]
    numbers = {"cut": math.ceil(cut_for(sure) * 1000) / 1000, "weights": [round(weight, 4)], "bias": round(bias, 4)}
    rewrite(options.model, numbers)
    print(json.dumps(numbers))


if __name__ == "__main__":
    main()

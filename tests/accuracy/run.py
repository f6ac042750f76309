#!/usr/bin/env python3
"""Codes the held-out articles of train/dev_split.tsv from plain text and scores them; fails below floors.tsv.

usage: run.py CASUS ROOT [SHARED]        exit 77: the annotated articles are not here, nothing was tested
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile


def rows(path: str) -> list[dict]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def records(gold: str, names: set[str]) -> str:
    out = []
    for row in rows(os.path.join(gold, "index.tsv")):
        if row["id"] in names:
            with open(os.path.join(gold, "texts", row["id"] + ".txt"), encoding="utf-8", newline="") as file:
                out.append(json.dumps({"id": row["id"], "text": file.read(), "date": row["date"], "outlet": row["outlet"]}))
    return "\n".join(out) + "\n"


def figures(program: str, gold: str, names: set[str]) -> tuple[dict[str, float], str]:
    with tempfile.TemporaryDirectory() as folder:
        coded, held = os.path.join(folder, "coded.jsonl"), os.path.join(folder, "gold")
        os.mkdir(held)
        for name in names:
            os.symlink(os.path.abspath(os.path.join(gold, "claims", name + ".tsv")), os.path.join(held, name + ".tsv"))
        with open(coded, "w", encoding="utf-8") as out:
            subprocess.run([program, "code", "-q", "--min-confidence", "0", "-"], input=records(gold, names), stdout=out, text=True, check=True)
        scored = subprocess.run([sys.executable, os.path.join(gold, "score.py"), held, os.path.join(gold, "texts"), coded],
                                capture_output=True, text=True, check=True).stdout
    return {name: float(value) for name, value in re.findall(r"^(\w+)\s.*?F1 ([\d.]+)$", scored, re.M)}, scored


def main() -> int:
    program, root, *rest = sys.argv[1:]
    gold = os.path.join(rest[0] if rest else os.path.join(root, "..", "shared"), "gold")
    if not os.path.exists(os.path.join(gold, "score.py")):
        print("skipped: no annotated articles at %s" % gold)
        return 77
    names = {row["id"] for row in rows(os.path.join(root, "train", "dev_split.tsv"))}
    found, scored = figures(program, gold, names)
    print(scored, end="")
    low = [(row["figure"], found[row["figure"]], float(row["floor"])) for row in rows(os.path.join(root, "tests", "accuracy", "floors.tsv"))
           if found[row["figure"]] < float(row["floor"])]
    for name, value, floor in low:
        print("%s is %.3f, below its floor of %.3f" % (name, value, floor))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Runs the sentence cases (README.md here) through the program and counts the claims it gets right.

usage: run.py CASUS sentences.txt [--verbose]

A trained model is never perfect, so the whole file has a floor: the share of expected claims found with code, source, target
and status at base level, and of the cases with no claims that stay empty. Below either floor the test fails.
"""
import json
import re
import subprocess
import sys
from collections import Counter

CLAIM_FLOOR, EMPTY_FLOOR = 0.75, 0.80
CLAIM = re.compile(r"^([A-Z]+) (\S.*?) ([>=]) (\S.*?) (actual|negated|possible|conditional|intended)(?: chain: (.*))?$")
ROLES = "GOV MIL COP SPY LEG JUD PTY OPP REB SEP UAF CVL REF JRN BUS LAB EDU REL CRM ELI".split()
ACTOR = re.compile(r"\*|(?:IGO|NGO|MNC|IMG):[A-Z0-9 .&'-]+|[A-Z]{3}(?:%s)?(?::[A-Z0-9 .&'-]+)?" % "|".join(ROLES))
STATELESS = ("IGO", "NGO", "MNC", "IMG")


def base(code: str) -> str:
    head, _, name = code.partition(":")
    return name if head in STATELESS else head[:3]


def side(codes) -> tuple:
    return tuple(sorted({base(c) for c in codes if c != "-"}))


def key(code, source, target, both, status) -> tuple:
    if both:
        return code, side(source + target), "=", status
    return code, side(source), side(target), status


def expected(line: str) -> tuple:
    found = CLAIM.match(line)
    if not found:
        raise ValueError("not a claim: %s" % line)
    code, source, sign, target, status, _ = found.groups()
    return key(code, source.split(","), target.split(","), sign == "=", status)


def read(path: str) -> list[dict]:
    cases = []
    with open(path, encoding="utf-8") as file:
        for block in re.split(r"\n\s*\n", file.read()):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            if not lines:
                continue
            date = lines.pop(0)[5:].strip() if lines[0].startswith("date:") else ""
            sentence, claims = lines[0], [line for line in lines[1:] if line != "none"]
            cases.append({"id": str(len(cases)), "date": date, "text": sentence, "claims": [expected(c) for c in claims]})
    return cases


def code(program: str, cases: list[dict]) -> list[dict]:
    records = "".join(json.dumps({k: c[k] for k in ("id", "text", "date") if c[k]}) + "\n" for c in cases)
    done = subprocess.run([program, "code", "-q", "--min-confidence", "0", "-"], input=records, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def actual(claim: dict) -> tuple:
    codes = [[a["code"] for a in claim[name]] for name in ("source", "target")]
    for actor in sum(codes, []):
        if not ACTOR.fullmatch(actor):
            raise ValueError("not an actor code: %s" % actor)
    return key(claim["code"], *codes, claim["reciprocal"], claim["status"])


def main() -> int:
    program, path, *more = sys.argv[1:]
    cases = read(path)
    right = wanted = empty = silent = 0
    for case, coded in zip(cases, code(program, cases), strict=True):
        got = Counter(map(actual, coded["claims"]))
        want = Counter(case["claims"])
        right += sum((got & want).values())
        wanted += len(case["claims"])
        if not case["claims"]:
            empty += 1
            silent += not coded["claims"]
        if more and got != want:
            print("%s\n    wanted %s\n    got    %s" % (case["text"], case["claims"], sorted(got.elements(), key=str)))
    print("%d cases: %d of %d claims right (%.2f, floor %.2f); %d of %d without claims stay so (floor %.2f)"
          % (len(cases), right, wanted, right / wanted, CLAIM_FLOOR, silent, empty, EMPTY_FLOOR))
    return 0 if right >= CLAIM_FLOOR * wanted and silent >= EMPTY_FLOOR * empty else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""How the resolver does on the actor mentions of the gold.

usage: resolve_gold.py PROGRAM FACTS GOLD [--errors N] [--kind K] [--full]

PROGRAM is the resolve_gold built beside this file. Each source and target of a
claim that has words on its line is a mention; the answer is right at base level
(state or name) or in full (roles too). Figures are for "dev" (the articles of
train/dev_split.tsv), "unseen" (others whose md5 starts with 0 or 1) and "rest";
errors are shown of the rest only.
"""
import argparse
import collections
import csv
import hashlib
import os
import re
import subprocess

PRONOUNS = set("""he him his she her hers they them their we us our i me my you
your it its who which himself themselves ours mine whose whom herself itself
those these both this that""".split())


def base(code):
    head, _, name = code.partition(":")
    return name if head in ("IGO", "NGO", "MNC", "IMG") else head[:3]


def kind_of(words, codes):
    low = words.lower()
    if low in PRONOUNS:
        return "pronoun"
    if len(codes) > 1:
        return "several"
    rest = re.sub(r"^(the|a|an|The|A|An) ", "", words)
    if re.search(r"[A-Z]", rest):
        return "state" if re.fullmatch(r"[A-Z]{3}(GOV)?", codes[0]) and \
            len(rest.split()) < 3 else "name"
    return "noun"


def byte_spans(text, line, words, starts):
    lo, hi = starts[line], starts[line + 1] - 1
    out = []
    for w in words:
        w = w.strip()
        m = None
        pattern = re.escape(w)
        if w and w[0].isalnum():
            pattern = r"(?<!\w)" + pattern
        if w and w[-1].isalnum():
            pattern += r"(?!\w)"
        m = re.search(pattern, text[lo:hi])
        at = lo + m.start() if m else text.find(w, lo, hi)
        if at < 0:
            return None
        out.append((at, at + len(w)))
    return out


def load(gold):
    with open(os.path.join(gold, "index.tsv"), encoding="utf-8") as file:
        index = list(csv.DictReader(file, delimiter="\t",
                                    quoting=csv.QUOTE_NONE))
    for row in index:
        path = os.path.join(gold, "claims", row["id"] + ".tsv")
        if not os.path.exists(path):
            continue
        text = open(os.path.join(gold, "texts", row["id"] + ".txt"),
                    encoding="utf-8", newline="").read()
        starts = [0]
        for part in text.split("\n"):
            starts.append(starts[-1] + len(part) + 1)
        asked = []
        for line in open(path, encoding="utf-8"):
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            number = int(cells[0]) - 1
            when = cells[6].split("..")[0]
            when = row["date"] if when == "-" else when
            when = (when + "-01-01")[:10] if len(when) == 4 else \
                (when + "-15")[:10]
            trigger = text.find(cells[9], starts[number])
            for codes, words, other in ((3, 10, 4), (4, 11, 3)):
                codes = [c.strip() for c in cells[codes].split(",")]
                if codes in (["-"], ["="]):
                    continue
                if cells[words] == "-":
                    asked.append(("E", max(trigger, 0), when, codes, "-",
                                  base(cells[other].split(",")[0])))
                    continue
                parts = cells[words].split(";")
                spans = byte_spans(text, number, parts, starts)
                if spans is None:
                    continue
                if len(spans) == len(codes):
                    asked += [("M", s, when, [c], p.strip(), "")
                              for s, c, p in zip(spans, codes, parts)]
                elif len(spans) == 1:
                    asked.append(("M", spans[0], when, codes, parts[0], ""))
        yield row, text, asked


def parts():
    """Which part an article belongs to, as a function of its id."""
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "..", "..", "train", "dev_split.tsv")
    with open(path, encoding="utf-8") as file:
        dev = {line.split("\t")[0].strip() for line in file}

    def part(name):
        if name in dev:
            return "dev"
        digest = hashlib.md5(name.encode()).hexdigest()
        return "unseen" if digest[0] in "01" else "rest"
    return part


def main():
    part_of = parts()
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("facts")
    parser.add_argument("gold")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--kind", default="")
    parser.add_argument("--full", action="store_true")
    args = parser.parse_args()
    feed, asked = [], []
    for row, text, questions in load(args.gold):
        raw = text.encode()
        feed.append(b"A\t%s\t%s\t%d\n" % (row["id"].encode(),
                                          row["date"].encode(), len(raw)) + raw)
        at = [0]
        for c in text:
            at.append(at[-1] + len(c.encode()))
        held = part_of(row["id"])
        for q in questions:
            if q[0] == "M":
                line = "M\t%d\t%d\t%s\n" % (at[q[1][0]], at[q[1][1]], q[2])
            else:
                line = "E\t%d\t%s\t%s\n" % (at[q[1]], q[5] or "-", q[2])
            feed.append(line.encode())
            asked.append((row, held, q, text))
    out = subprocess.run([args.program, args.facts], input=b"".join(feed),
                         stdout=subprocess.PIPE, check=True).stdout.decode()
    score = collections.defaultdict(lambda: [0, 0, 0])
    errors = []
    for (row, held, q, text), line in zip(asked, out.splitlines()):
        codes, rule, source = line.split("\t")
        found = codes.split(",")
        good_base = {base(c) for c in found} == {base(c) for c in q[3]}
        good_full = set(found) == set(q[3])
        kind = "elsewhere" if q[0] == "E" else kind_of(q[4], q[3])
        if kind == "elsewhere" and q[3] == ["*"]:
            kind = "unnamed -"
        part = held
        for key in ((part, kind),) + \
                (((part, "ALL words"),) if q[0] == "M" else ()):
            score[key][0] += 1
            score[key][1] += good_base
            score[key][2] += good_full
        if q[0] == "M":
            score[part, "rule " + rule][0] += 1
            score[part, "rule " + rule][1] += good_base
            score[part, "rule " + rule][2] += good_full
        wrong = not good_full if args.full else not good_base
        if wrong and held == "rest" and (not args.kind or args.kind == kind):
            errors.append((kind, row["id"], row["date"], q[4],
                           ",".join(q[3]), codes, rule, source))
    for key in sorted(score):
        n, b, f = score[key]
        print("%-6s %-32s %6d  base %.3f  full %.3f" % (*key, n, b / n, f / n))
    if args.errors:
        import random
        random.Random(args.errors).shuffle(errors)
        for e in errors[:args.errors]:
            print("\t".join(e))


if __name__ == "__main__":
    main()

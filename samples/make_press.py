#!/usr/bin/env python3
"""Write press.jsonl from press/*.txt and index.tsv.

usage: make_press.py [--check]

One record an article, in the order of the index: {"id", "outlet", "date",
"url", "text"}; the text is the file's content without its last newline.
With --check nothing is written: press.jsonl has to be what would be.
Exit status 1 where the files and the index disagree.
"""
import datetime
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PRESS = os.path.join(HERE, "press")
OUT = os.path.join(HERE, "press.jsonl")
COLUMNS = ["id", "date", "outlet", "url", "title", "copy_of"]
WORDS = 120, 300


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def index():
    """The rows of index.tsv as dicts."""
    head, *rows = read(os.path.join(HERE, "index.tsv")).rstrip("\n").split("\n")
    if head.split("\t") != COLUMNS:
        sys.exit("index.tsv: the header is not: " + " ".join(COLUMNS))
    for number, row in enumerate(rows, 2):
        fields = row.split("\t")
        if len(fields) != len(COLUMNS):
            sys.exit("index.tsv:%d: %d columns, not %d"
                     % (number, len(fields), len(COLUMNS)))
        yield dict(zip(COLUMNS, fields))


def problems(row, text, ids):
    """What is wrong with one article."""
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield "does not end with one newline"
    if "\r" in text or "\t" in text or "\n\n\n" in text:
        yield "holds a carriage return, a tab or two blank lines"
    lines = text.split("\n")
    if lines[0] != row["title"]:
        yield "its first line is not the index's title"
    if len(lines) < 3 or lines[1] or not lines[2]:
        yield "no single blank line after the title"
    if not WORDS[0] <= len(text.split()) <= WORDS[1]:
        yield "%d words, not %d to %d" % ((len(text.split()),) + WORDS)
    try:
        datetime.date.fromisoformat(row["date"])
    except ValueError:
        yield "bad date " + row["date"]
    if row["copy_of"] != "-" and row["copy_of"] not in ids:
        yield "a copy of an unknown article, " + row["copy_of"]


def main():
    rows = list(index())
    ids = [row["id"] for row in rows]
    files = {name[:-4] for name in os.listdir(PRESS) if name.endswith(".txt")}
    wrong = ["%s: twice in the index" % i for i in set(ids) if ids.count(i) > 1]
    wrong += ["%s: no file" % i for i in set(ids) - files]
    wrong += ["%s: not in the index" % i for i in files - set(ids)]
    records = []
    for row in rows:
        if row["id"] not in files:
            continue
        text = read(os.path.join(PRESS, row["id"] + ".txt"))
        wrong += ["%s: %s" % (row["id"], p) for p in problems(row, text, ids)]
        record = {key: row[key] for key in ("id", "outlet", "date", "url")}
        record["text"] = text[:-1]
        records.append(json.dumps(record, ensure_ascii=False) + "\n")
    made = "".join(records)
    if not wrong and "--check" in sys.argv[1:]:
        if not os.path.exists(OUT) or read(OUT) != made:
            wrong = ["press.jsonl: out of date, run make_press.py"]
    for line in sorted(wrong):
        print(line, file=sys.stderr)
    if wrong:
        return 1
    if "--check" not in sys.argv[1:]:
        with open(OUT, "w", encoding="utf-8", newline="") as file:
            file.write(made)
    print("%d articles, %d words" % (len(rows), len(made.split())))
    return 0


if __name__ == "__main__":
    sys.exit(main())

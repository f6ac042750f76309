"""The dev split of the annotated articles: by a fixed hash of groups of near copies and of one outlet's day."""
import hashlib
import os
import re
from collections import defaultdict

from .gold import Article

FILE = os.path.join(os.path.dirname(__file__), "dev_split.tsv")
SHARE = 0.15
COPY = 0.3


def shingles(text: str) -> set[int]:
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[i:i + 5])) for i in range(max(len(words) - 4, 1))}


def copies(named: dict[str, set[int]]) -> list[tuple[str, str]]:
    """Pairs that share a third of the shorter one's word 5-grams."""
    holders = defaultdict(list)
    for name, grams in named.items():
        for gram in grams:
            holders[gram].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        if len(names) < 30:
            for i, one in enumerate(names):
                for other in names[i + 1:]:
                    shared[one, other] += 1
    return [pair for pair, count in shared.items() if count >= COPY * min(len(named[pair[0]]), len(named[pair[1]]))]


def groups(articles: list[Article]) -> list[list[str]]:
    parent = {article.name: article.name for article in articles}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name
    days: dict[tuple[str, str], str] = {}
    for article in articles:
        first = days.setdefault((article.outlet, article.date), article.name)
        parent[root(article.name)] = root(first)
    for one, other in copies({article.name: shingles(article.text) for article in articles}):
        parent[root(one)] = root(other)
    members = defaultdict(list)
    for article in articles:
        members[root(article.name)].append(article.name)
    return [sorted(names) for names in members.values()]


def choose(articles: list[Article]) -> list[str]:
    """Whole groups in the order of their hashes until the share is reached."""
    ordered = sorted(groups(articles), key=lambda names: hashlib.sha256(names[0].encode()).hexdigest())
    chosen: list[str] = []
    for names in ordered:
        if len(chosen) + len(names) <= SHARE * len(articles):
            chosen += names
    return sorted(chosen)


def dev_names(articles: list[Article]) -> set[str]:
    if not os.path.exists(FILE):
        with open(FILE, "w", encoding="utf-8") as file:
            file.write("id\n" + "".join(name + "\n" for name in choose(articles)))
    with open(FILE, encoding="utf-8") as file:
        return set(file.read().split()[1:])

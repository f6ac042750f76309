"""Dev figures: triggers and codes as the claim scorer matches them, links, voices, names, sentences.

`python -m train` prints them; for a finished run it does so again, and writes its files anew.
"""
from collections import Counter
from dataclasses import dataclass

import numpy as np

from . import decode
from .decode import Pointer, Query, Scores
from .document import Answer, Document, Span, Window
from .gold import Article, Claim, line_starts, mentions, party_answers
from .labels import CODES, STATUSES
from .model import Reader
from .tokens import WordPiece

REACH = 30  # code points between a gold and a found trigger that still match


@dataclass
class Dev:
    """The dev sets, with the windows each document falls into."""
    articles: list[Article]
    gold: list[list[Window]]  # by article
    voices: list[Window]
    names: dict[str, list[Window]]
    sentences: list[Window]


def fixed(documents: list[Document], split: WordPiece) -> list[list[Window]]:
    return [[Window(d, a, b, split) for a, b in d.fixed_windows()] for d in documents]


def f1(hits: float, found: float, gold: float) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


@dataclass
class Found:
    """A decoded act in code points of its article."""
    line: int
    start: int
    end: int
    query: Query
    window: Window


def found_acts(model: Reader, article: Article, scores: list[Scores], calibration: dict) -> list[Found]:
    starts, out = line_starts(article.text), []
    for window_scores in scores:
        for query in decode.acts(model, window_scores, calibration):
            start, end = window_scores.window.characters(query.span)
            line = int(np.searchsorted(starts, start, side="right")) - 1
            out.append(Found(line, start, end, query, window_scores.window))
    return out


def pairs(claims: list[Claim], found: list[Found], same) -> list[tuple[Claim, Found]]:
    """One to one, nearest first."""
    options = sorted((gap, i, j) for i, c in enumerate(claims) for j, f in enumerate(found) if c.line == f.line
                     for gap in [max(c.trigger[0], f.start) - min(c.trigger[1], f.end)] if gap <= REACH and same(c, f))
    used_claims, used_found, out = set(), set(), []
    for _, i, j in options:
        if i not in used_claims and j not in used_found:
            used_claims.add(i), used_found.add(j), out.append((claims[i], found[j]))
    return out


Group = tuple[list[Span], str | None]  # one gold answer: any of the spans, or the null


def resolved(answers: list[Answer], window: Window) -> list[Group]:
    """Gold answers as they can be given in one window."""
    groups: list[Group] = []
    for answer in answers:
        here = next((p for p in ([s for s in map(window.position, choice) if s] for choice in answer.choices) if p), [])
        groups.append((here, None if here else answer.otherwise))
    return groups


def is_of(pointer: Pointer, group: Group, exact: bool = False) -> bool:
    """Whether an answer is the group's null, or a span that overlaps (or is) one of its spans."""
    if pointer.null or exact:
        return pointer.null == group[1] if pointer.null else pointer.span in group[0]
    return any(pointer.span[0] <= s[1] and s[0] <= pointer.span[1] for s in group[0])


def right(pointed: list[Pointer], groups: list[Group], exact: bool = False) -> bool:
    """Whether the best answer is one of gold's."""
    return any(is_of(pointed[0], group, exact) for group in groups)


def all_right(pointed: list[Pointer], groups: list[Group]) -> bool:
    """Whether each answer is one of gold's, and none of gold's is missing."""
    return all(right([p], groups) for p in pointed) and all(any(is_of(p, group) for p in pointed) for group in groups)


def links_right(claim: Claim, found: Found, known: list, judge=right) -> bool:
    for side, codes, words in (("source", claim.source, claim.source_spans), ("target", claim.target, claim.target_spans)):
        answers = [Answer([[s for s in map(found.window.document.piece_span, choice) if s] for choice in a.choices], a.otherwise)
                   for a in party_answers(codes, words, known)]
        if not judge(found.query.links[side], resolved(answers, found.window)):
            return False
    return True


def act_figures(model: Reader, dev: Dev, scores: list[list[Scores]], calibration: dict) -> dict[str, float]:
    count, hit_codes, gold_codes, found_codes = Counter(), Counter(), Counter(), Counter()
    for article, windows in zip(dev.articles, scores):
        found, known = found_acts(model, article, windows, calibration), mentions(article.claims)
        matched = pairs(article.claims, found, lambda c, f: c.code == f.query.labels[0])
        count["gold"] += len(article.claims)
        count["found"] += len(found)
        count["detect"] += len(pairs(article.claims, found, lambda c, f: True))
        count["act"] += len(matched)
        count["linked"] += len(pairs(article.claims, found, lambda c, f: c.code == f.query.labels[0] and links_right(c, f, known)))
        count["parties"] += sum(links_right(c, f, known, all_right) for c, f in matched)
        hit_codes.update(c.code for c, _ in matched)
        gold_codes.update(c.code for c in article.claims)
        found_codes.update(f.query.labels[0] for f in found)
    out = {key: f1(count[key], count["found"], count["gold"]) for key in ("detect", "act", "linked", "parties")}
    out["act_macro"] = float(np.mean([f1(hit_codes[c], found_codes[c], gold_codes[c]) for c in CODES if gold_codes[c]]))
    out["act_precision"] = count["act"] / max(count["found"], 1)
    return out


def macro_f1(gold: list[str], found: list[str], labels: list[str]) -> float:
    hits, golds, founds = Counter(g for g, f in zip(gold, found) if g == f), Counter(gold), Counter(found)
    return float(np.mean([f1(hits[x], founds[x], golds[x]) for x in labels if golds[x]]))


def gold_trigger_figures(model: Reader, scores: list[Scores], calibration: dict) -> dict[str, float]:
    """Each head alone, asked of the annotated spans."""
    tally: dict[str, list[float]] = {}
    codes, statuses = ([], []), ([], [])
    for s in scores:
        acts = s.window.mapped(s.window.document.acts)
        for (_, code, status), query in zip(acts, decode.ask(model, s, [a[0] for a in acts], (), calibration)):
            for pair, gold, got in zip((codes, statuses), (code, status), query.labels):
                pair[0].append(gold), pair[1].append(got)
        parties = s.window.mapped(s.window.document.parties)
        for (_, role), query in zip(parties, decode.ask(model, s, [p[0] for p in parties], (), calibration)):
            tally.setdefault("role", []).append(role == query.role_label)
        links = s.window.links()
        for relation in {link[0] for link in links}:
            rows = [(query, groups) for kind, query, groups in links if kind == relation]
            for (_, groups), query in zip(rows, decode.ask(model, s, [q for q, _ in rows], (relation,), calibration)):
                tally.setdefault(relation + "_exact", []).append(right(query.links[relation], groups, exact=True))
                tally.setdefault(relation, []).append(right(query.links[relation], groups))
    out = {key: float(np.mean(values)) for key, values in sorted(tally.items())}
    if codes[0]:
        out["code"] = float(np.mean([g == f for g, f in zip(*codes)]))
        out["status"] = float(np.mean([g == f for g, f in zip(*statuses)]))
        out["status_macro"] = macro_f1(*statuses, STATUSES)
    return out


def span_f1(tagger: str, scores: list[Scores], drop: str = "") -> float:
    """Exact spans of one tagger."""
    hits = found = golds = 0
    for s in scores:
        labels = s.window.tags(tagger)
        gold = set(decode.tag_spans(tagger, np.maximum(labels, 0)))
        got = {x for x in decode.spans(tagger, s) if x[2] != drop and not (labels[x[0]:x[1] + 1] == -100).any()}
        hits, found, golds = hits + len(gold & got), found + len(got), golds + len(gold)
    return f1(hits, found, golds)


def sentence_f1(scores: list[Scores]) -> float:
    hits = found = golds = 0
    for s in scores:
        gold, got = set(np.flatnonzero(s.window.tags("sentence") == 1)), set(decode.sentence_ends(s))
        hits, found, golds = hits + len(gold & got), found + len(got), golds + len(gold)
    return f1(hits, found, golds)


def read_gold(model: Reader, dev: Dev) -> list[list[Scores]]:
    flat = iter(decode.read(model, [w for windows in dev.gold for w in windows]))
    return [[next(flat) for _ in windows] for windows in dev.gold]


def figures(model: Reader, dev: Dev, calibration: dict) -> dict[str, float]:
    model.eval()
    gold = read_gold(model, dev)
    out = act_figures(model, dev, gold, calibration)
    out.update(gold_trigger_figures(model, [s for scores in gold for s in scores], calibration))
    voices = decode.read(model, dev.voices)
    for tagger in ("source", "cue", "content"):
        out["voice_" + tagger] = span_f1(tagger, voices)
    out.update(gold_trigger_figures(model, voices, calibration))
    for name, windows in dev.names.items():
        out["names_" + name] = span_f1("name", decode.read(model, windows), drop="GRP" if name == "ewt" else "")
    out["sentence"] = sentence_f1(decode.read(model, dev.sentences))
    model.train()
    return out


def tuned(model: Reader, dev: Dev, calibration: dict) -> dict:
    """Decoding numbers that do best on dev, one after the other."""
    model.eval()
    scores = read_gold(model, dev)

    def best(options: list[float], put, figure: str) -> None:
        results = []
        for value in options:
            put(value)
            results.append((act_figures(model, dev, scores, calibration)[figure], value))
        put(max(results)[1])
    best([x / 4 for x in range(-8, 5)], lambda v: calibration.update(trigger_bias=v), "act")
    for relation in ("source", "target"):
        best([x / 2 for x in range(-4, 3)], lambda v: calibration["null_bias"].update({relation: v}), "linked")
    for side in ("source", "target", "both"):
        best([0, 0.25, 0.5, 1, 2, 4], lambda v: calibration["more"].update({side: v}), "parties")
    flat = [s for windows in scores for s in windows]
    for relation in ("voice", "place"):
        results = []
        for value in [x / 2 for x in range(-4, 5)]:
            calibration["null_bias"][relation] = value
            results.append((gold_trigger_figures(model, flat, calibration)[relation], value))
        calibration["null_bias"][relation] = max(results)[1]
    model.train()
    return calibration

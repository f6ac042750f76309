"""The annotated articles: claims as triggers, parties and links."""
import csv
import os
import re
from dataclasses import dataclass

from .document import Answer, Link, Marks, Span

STATELESS = ("IGO", "NGO", "MNC", "IMG")
ROLE = re.compile(r"^[A-Z]{3}([A-Z]{3})?(?::.*)?$")


@dataclass
class Claim:
    line: int
    code: str
    source: list[str]
    target: list[str]
    status: str
    where: str
    holder: str
    trigger: Span
    source_spans: list[Span]
    target_spans: list[Span]


@dataclass
class Article:
    name: str
    text: str
    date: str
    outlet: str
    claims: list[Claim]


def base(code: str) -> str:
    head, _, name = code.partition(":")
    return name if head in STATELESS else head[:3]


def role(code: str) -> str:
    found = ROLE.match(code)
    return (found.group(1) or "-") if found and code.split(":")[0] not in STATELESS else "-"


def line_starts(text: str) -> list[int]:
    starts, at = [], 0
    for line in text.split("\n"):
        starts.append(at)
        at += len(line) + 1
    return starts


def occurrences(text: str, words: str, low: int, high: int) -> list[Span]:
    out, at = [], text.find(words, low, high)
    while at >= 0 and words:
        out.append((at, at + len(words)))
        at = text.find(words, at + 1, high)
    return out


def whole_words(text: str, spans: list[Span]) -> list[Span]:
    """The spans that do not cut a word, or all where each does."""
    def cuts(at: int) -> bool:
        return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
    return [s for s in spans if not cuts(s[0]) and not cuts(s[1])] or spans


def nearest(text: str, words: str, low: int, high: int, trigger: Span) -> Span | None:
    spans = whole_words(text, occurrences(text, words, low, high))
    return min(spans, key=lambda s: max(s[0], trigger[0]) - min(s[1], trigger[1]), default=None)


def read_claims(path: str, text: str) -> list[Claim]:
    starts, claims = line_starts(text), []
    for row in open(path, encoding="utf-8"):
        if row.startswith("#") or not row.strip():
            continue
        line, _, code, source, target, status, _, where, chain, trigger, source_text, target_text = row.rstrip("\n").split("\t")
        number = int(line) - 1
        low, high = starts[number], (starts + [len(text) + 1])[number + 1] - 1
        found = text.find(trigger, low)
        if found < 0 or found >= high:
            continue
        span = (found, found + len(trigger))

        def spans(words: str) -> list[Span]:
            parts = [] if words == "-" else words.split("; ")
            return [s for s in (nearest(text, part, low, high, span) for part in parts) if s]
        claims.append(Claim(number, code, split_codes(source), split_codes(target), status, where,
                            "-" if chain == "-" else chain.split(" > ")[-1], span, spans(source_text), spans(target_text)))
    return claims


def split_codes(field: str) -> list[str]:
    return [code.strip() for code in field.split(",")]


def read_articles(shared: str) -> list[Article]:
    folder = os.path.join(shared, "gold")
    articles = []
    with open(os.path.join(folder, "index.tsv"), encoding="utf-8") as index:
        for row in csv.DictReader(index, delimiter="\t", quoting=csv.QUOTE_NONE):
            path = os.path.join(folder, "claims", row["id"] + ".tsv")
            if not os.path.exists(path):
                continue
            with open(os.path.join(folder, "texts", row["id"] + ".txt"), encoding="utf-8", newline="") as file:
                text = file.read()
            articles.append(Article(row["id"], text, row["date"], row["outlet"], read_claims(path, text)))
    return articles


def sides(claim: Claim) -> list[tuple[list[str], list[Span]]]:
    return [(claim.source, claim.source_spans), (claim.target, claim.target_spans)]


def aligned(codes: list[str], spans: list[Span]) -> list[tuple[str, list[Span]]]:
    """Each actor with its words: one by one where the counts agree, else all words for all."""
    if len(codes) == len(spans):
        return [(code, [span]) for code, span in zip(codes, spans)]
    return [(code, spans) for code in codes] if len(codes) == 1 or not spans else [(codes[0], spans)]


def mentions(claims: list[Claim]) -> list[tuple[Span, str]]:
    out = []
    for claim in claims:
        for codes, spans in sides(claim):
            if len(codes) == len(spans) or len(codes) == 1:
                out += [(span, code) for code, found in aligned(codes, spans) for span in found if code not in "*-="]
    return list(dict.fromkeys(out))


def same_actor(code: str, known: list[tuple[Span, str]], but: Span | None = None) -> list[list[Span]]:
    others = [(span, other) for span, other in known if but is None or span[1] <= but[0] or span[0] >= but[1]]
    return [[span for span, other in others if other == code],
            [span for span, other in others if base(other) == base(code)]]


def party_answers(codes: list[str], spans: list[Span], known: list[tuple[Span, str]]) -> list[Answer]:
    if codes == ["-"]:
        return [Answer([], "none")]
    if codes == ["="]:
        return [Answer([], "both")]
    answers = []
    for code, words in aligned(codes, spans):
        if words:
            answers.append(Answer([words]))
        elif code == "*":
            answers.append(Answer([], "unnamed"))
        else:
            answers.append(Answer(same_actor(code, known), "elsewhere"))
    return answers


def holder_answer(holder: str, claim: Claim, text: str, starts: list[int]) -> Answer:
    """Mentions of the innermost holder: on the claim's own line, else on any other."""
    if holder == "-":
        return Answer([], "none")
    words = re.findall(r"\w[\w'’.-]*", holder.replace("(anon)", ""))
    if not words:
        return Answer([], "elsewhere")
    spans = []
    for found in re.finditer(r"(?<!\w)%s(?!\w)" % re.escape(words[-1]), text):
        start, left = found.start(), len(words) - 1
        while left > 0 and text[:start].rstrip(" ").endswith(words[left - 1]):
            left -= 1
            start = len(text[:start].rstrip(" ")) - len(words[left])
        spans.append((start, found.end()))
    low, high = starts[claim.line], (starts + [len(text) + 1])[claim.line + 1]
    return Answer([[s for s in spans if low <= s[0] < high], spans], "elsewhere")


def place_answer(claim: Claim, text: str, starts: list[int]) -> Answer | None:
    if claim.where == "-":
        return Answer([], "none")
    found = nearest(text, claim.where, starts[claim.line], (starts + [len(text) + 1])[claim.line + 1] - 1, claim.trigger)
    return Answer([[found]]) if found else None


def marks(article: Article) -> Marks:
    text, starts = article.text, line_starts(article.text)
    out = Marks(article.name, text)
    known = mentions(article.claims)
    out.tags["trigger"] = [(*claim.trigger, "ACT") for claim in article.claims]
    out.tags["party"] = [(*span, "PARTY") for claim in article.claims for _, spans in sides(claim) for span in spans]
    out.parties = [(span, role(code)) for span, code in known]
    for span, code in known:
        out.links.append(Link("same", span, [Answer(same_actor(code, known, span), "none")]))
    seen = set()
    for claim in article.claims:
        key = (claim.trigger, claim.code, claim.status, tuple(claim.source), tuple(claim.target), claim.holder)
        if key in seen:
            continue
        seen.add(key)
        out.acts.append((claim.trigger, claim.code, claim.status))
        links = {"source": party_answers(claim.source, claim.source_spans, known),
                 "target": party_answers(claim.target, claim.target_spans, known),
                 "voice": [holder_answer(claim.holder, claim, text, starts)],
                 "place": [place_answer(claim, text, starts)]}
        out.links += [Link(relation, claim.trigger, answers) for relation, answers in links.items() if answers != [None]]
    return out

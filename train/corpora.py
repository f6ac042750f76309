"""Readers of the other corpora: voices, names, sentences, who-does-what of treebanks, coded sentences."""
import csv
import os
import re
from typing import Iterator

from .document import Answer, Link, Marks, Span

NAME_KINDS = {
    "PER": "PER", "Person": "PER", "person": "PER", "politician": "PER",
    "ORG": "ORG", "Organisation": "ORG", "organisation": "ORG", "politicalparty": "ORG",
    "LOC": "LOC", "Location": "LOC", "location": "LOC", "country": "LOC",
    "Nationality": "GRP",
}
# Mixed kinds that hold nationalities and religions beside works, events and things.
MIXED_KINDS = ("MISC", "OTH", "misc")
GROUP_WORD = re.compile(
    r"(?:\w+(?:ian|ean|can|ese|ish|stani|qi|eli|wi|crat|tive|ist|ite|nni)|arab|french|dutch|german|greek|swiss|thai|turk|czech|muslim|moslem|"
    r"islamic|jew|hindu|sikh|kurd|tamil|serb|croat|pole|afghan|uzbek|tajik|christian|catholic|protestant|shia|hispanic|latino|"
    r"welsh|saudi|yemeni|omani|liberal|labour|somali|bengali|nazi|roma)s?$", re.I)


def join(words: list[str]) -> tuple[str, list[Span]]:
    """A sentence of words as text, with the span of each; clitics stand close, as in running text."""
    text, spans = "", []
    for word in words:
        if text and not re.match(r"(n't|['’](s|re|ve|ll|d|m))$", word, re.I):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def name_spans(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Runs of words of one kind, from BIO or IO labels."""
    start = None
    for at, label in enumerate(labels + ["O"]):
        kind = label[2:] if label[:2] in ("B-", "I-") else None
        if start is not None and (kind != open_kind or label.startswith("B-")):
            yield start, at, open_kind
            start = None
        if kind and start is None:
            start, open_kind = at, kind


def conll_sentences(path: str, word: int, label: int) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for row in open(path, encoding="utf-8"):
        field = row.rstrip("\n").split(" " if "wikigold" in path else "\t")
        if len(field) <= label or row.startswith("# "):
            if sentence and not row.strip():
                yield sentence
                sentence = []
            continue
        sentence.append((field[word], field[label]))
    if sentence:
        yield sentence


def name_marks(path: str, word: int = 0, label: int = 1, together: int = 4, groups_known: bool = False) -> list[Marks]:
    """Documents of some sentences, each a paragraph."""
    sentences = list(conll_sentences(path, word, label))
    out = []
    for first in range(0, len(sentences), together):
        marks = Marks("%s#%d" % (os.path.basename(path), first), "", {"name": []}, groups_known=groups_known)
        lines = []
        for sentence in sentences[first:first + together]:
            text, spans = join([w for w, _ in sentence])
            at = sum(len(line) + 1 for line in lines)
            for start, stop, kind in name_spans([tag for _, tag in sentence]):
                add_name(marks, (at + spans[start][0], at + spans[stop - 1][1]), kind, [w for w, _ in sentence[start:stop]])
            lines.append(text)
        marks.text = "\n".join(lines)
        out.append(marks)
    return out


def add_name(marks: Marks, span: Span, kind: str, words: list[str]) -> None:
    if kind in NAME_KINDS:
        marks.tags["name"].append((*span, NAME_KINDS[kind]))
    elif kind in MIXED_KINDS:
        if len(words) == 1 and GROUP_WORD.match(words[0]):
            marks.tags["name"].append((*span, "GRP"))
        else:
            marks.unsure.append(span)


def names(shared: str) -> tuple[list[Marks], dict[str, list[Marks]]]:
    """Training documents and named dev sets. WikiNEuRal is left out: its licence forbids commercial use."""
    folder = os.path.join(shared, "data", "ner")

    def path(name: str) -> str:
        return os.path.join(folder, name)
    dev = {"ewt": name_marks(path("uner_ewt-dev.iob2"), 1, 2), "politics": name_marks(path("crossner_politics/dev.txt"), groups_known=True)}
    dev_lines = {line for marks in dev["ewt"] for line in marks.text.split("\n") if len(line) > 30}
    ewt = [marks for marks in name_marks(path("uner_ewt-train.iob2"), 1, 2, together=5)
           if not dev_lines.intersection(marks.text.split("\n"))]
    # Half of the larger politics set trains; what is left is the dev set.
    half = len(dev["politics"]) // 2
    politics = name_marks(path("crossner_politics/train.txt"), groups_known=True) + dev["politics"][half:]
    dev["politics"] = dev["politics"][:half]
    others = name_marks(path("wikigold.conll")) + name_marks(path("re3d-train.conll"))
    twitter = name_marks(path("broad_twitter_f.conll"))[::2] + name_marks(path("broad_twitter_g.conll"))
    return ewt + 2 * politics + others + twitter, dev


def brat(path: str) -> tuple[dict[str, tuple[str, list[Span]]], list[dict[str, list[str]]]]:
    spans, events = {}, []
    for row in open(path, encoding="utf-8"):
        field = row.rstrip("\n").split("\t")
        if not re.match(r"[TE]\d+\t", row):  # notes, and quoted text that runs over several rows
            continue
        if row.startswith("T"):
            kind, _, offsets = field[1].partition(" ")
            spans[field[0]] = (kind, [tuple(map(int, part.split())) for part in offsets.split(";")])
        else:
            event: dict[str, list[str]] = {}
            for pair in field[1].split():
                key, _, value = pair.partition(":")
                event.setdefault(key.rstrip("0123456789"), []).append(value)
            events.append(event)
    return spans, events


def voice_marks(folder: str) -> list[Marks]:
    """One document per text; where several people annotated it, the first of them."""
    files: dict[str, str] = {}
    for name in sorted(os.listdir(os.path.join(folder, "attributions"))):
        files.setdefault(name[:-4].rpartition("_")[0], name)
    out = []
    for name, file in files.items():
        with open(os.path.join(folder, "text", name + ".txt"), encoding="utf-8", newline="") as text:
            marks = Marks(name, text.read(), {"source": [], "cue": [], "content": []})
        spans, events = brat(os.path.join(folder, "attributions", file))
        for event in events:
            add_attribution(marks, {key: [spans[v] for v in values if v in spans] for key, values in event.items()})
        out.append(marks)
    return out


def add_attribution(marks: Marks, event: dict[str, list[tuple[str, list[Span]]]]) -> None:
    def parts(key: str) -> list[Span]:
        return [part for _, found in event.get(key, []) for part in found]
    for key in ("Source", "Cue", "Content"):
        marks.tags[key.lower()] += [(*part, key.upper()) for part in parts(key)]
    contents = parts("Content")
    hull = [(min(s for s, _ in contents), max(e for _, e in contents))] if contents else []
    for cue in parts("Cue")[:1]:
        sources = [(found[0][0], found[-1][1]) for _, found in event.get("Source", [])]
        marks.links.append(Link("speaker", cue, [Answer([sources], None if sources else "none")]))
        marks.links.append(Link("content", cue, [Answer([hull], None if hull else "none")]))


def conllu_documents(path: str) -> Iterator[list[list[list[list[str]]]]]:
    """Documents of paragraphs of sentences of word rows."""
    document: list[list[list[list[str]]]] = []
    sentence: list[list[str]] = []
    for row in open(path, encoding="utf-8"):
        if row.startswith("# newdoc") and document:
            yield document
            document = []
        if row.startswith(("# newdoc", "# newpar")):
            document.append([])
        elif row[0].isdigit():
            field = row.rstrip("\n").split("\t")
            if field[0].isdigit():
                sentence.append(field)
        elif not row.strip() and sentence:
            if not document:
                document.append([])
            document[-1].append(sentence)
            sentence = []
    if document:
        yield document


def treebank_marks(path: str) -> list[Marks]:
    out = []
    for number, document in enumerate(conllu_documents(path)):
        marks, text = Marks("%s#%d" % (os.path.basename(path), number), "", {"sentence": []}), ""
        for paragraph in filter(None, document):
            for sentence in paragraph:
                spans = []
                for row in sentence:
                    spans.append((len(text), len(text) + len(row[1])))
                    text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
                if not text.endswith(" "):
                    text += " "
                marks.tags["sentence"].append((spans[-1][0], spans[-1][1], "END"))
                marks.links += argument_links(sentence, spans)
            text += "\n"
        marks.text = text
        out.append(marks)
    return out


LOOSE = ("acl", "acl:relcl", "advcl", "parataxis", "punct", "appos", "case", "mark", "cc", "conj")


def subtree(head: int, children: dict[int, list[tuple[int, str]]]) -> list[int]:
    """Words of a phrase without its clauses and conjuncts."""
    words = [head]
    for child, relation in children.get(head, []):
        if relation not in LOOSE:
            words += subtree(child, children)
    return words


def argument_links(sentence: list[list[str]], spans: list[Span]) -> list[Link]:
    children: dict[int, list[tuple[int, str]]] = {}
    for row in sentence:
        children.setdefault(int(row[6]), []).append((int(row[0]), row[7]))
    links = []
    for row in sentence:
        if row[3] != "VERB":
            continue
        for child, relation in children.get(int(row[0]), []):
            side = {"nsubj": "source", "obl:agent": "source", "obj": "target", "nsubj:pass": "target"}.get(relation)
            if side and sentence[child - 1][3] in ("PROPN", "NOUN"):
                words = subtree(child, children)
                span = (spans[min(words) - 1][0], spans[max(words) - 1][1])
                links.append(Link(side, spans[int(row[0]) - 1], [Answer([[span]])]))
    return links


def coded_sentences(shared: str) -> list[Marks]:
    """Sentences with a code and both parties, but no trigger; some together as paragraphs."""
    with open(os.path.join(shared, "data", "events", "plv_train.tsv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    out = []
    for first in range(0, len(rows), 4):
        marks, text = Marks("plv#%d" % first, ""), ""
        for row in rows[first:first + 4]:
            sentence = row["sentence"].replace("\n", " ")
            marks.latent.append(((len(text), len(text) + len(sentence)), row["gold_root"].upper()))
            text += sentence + "\n"
        marks.text = text
        out.append(marks)
    return out

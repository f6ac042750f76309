"""What is trained on, and in which measure."""
import hashlib
import os
from dataclasses import dataclass

from . import corpora, gold, split
from .document import Document
from .evaluate import Dev, fixed
from .tokens import WordPiece

# Shares of the pieces seen.
SHARES = {"claims": 0.53, "voices": 0.20, "names": 0.13, "sentences": 0.10, "coded": 0.04}
# Of a voice text's word 5-grams, how many a held-out article may share with it.
COPY = 0.3


@dataclass
class Data:
    tasks: dict[str, list[Document]]
    dev: Dev
    files: dict[str, str]


def voice_documents(shared: str, held: list[gold.Article]) -> tuple[list, list]:
    """Training and dev voices; texts that are dev articles are in neither."""
    folder = os.path.join(shared, "data", "polnear")
    train, dev = (corpora.voice_marks(os.path.join(folder, part)) for part in ("train", "dev"))
    grams = set().union(*(split.shingles(article.text) for article in held))
    held_grams = {article.name: split.shingles(article.text) for article in held}

    def copied(text: str) -> bool:
        own = split.shingles(text)
        return len(own & grams) >= COPY * len(own) or any(len(own & other) >= COPY * len(other) for other in held_grams.values() if own & other)
    return [marks for marks in train if not copied(marks.text)], dev


def load(shared: str, words: WordPiece) -> Data:
    articles = gold.read_articles(shared)
    held = split.dev_names(articles)
    dev_articles = [a for a in articles if a.name in held]
    voices, dev_voices = voice_documents(shared, dev_articles)
    names, dev_names = corpora.names(shared)
    treebank = os.path.join(shared, "data", "ud")

    def documents(marks: list) -> list[Document]:
        return [Document(m, words) for m in marks]

    def windows(marks: list) -> list:
        return [w for group in fixed(documents(marks), words) for w in group]
    tasks = {
        "claims": documents([gold.marks(a) for a in articles if a.name not in held]),
        "voices": documents(voices),
        "names": documents(names),
        "sentences": documents(corpora.treebank_marks(os.path.join(treebank, "en_ewt-train.conllu"))),
        "coded": documents(corpora.coded_sentences(shared)),
    }
    dev = Dev(dev_articles, fixed(documents([gold.marks(a) for a in dev_articles]), words), windows(dev_voices),
              {name: windows(marks) for name, marks in dev_names.items()},
              windows(corpora.treebank_marks(os.path.join(treebank, "en_ewt-dev.conllu"))))
    return Data(tasks, dev, hashes(shared))


def hashes(shared: str) -> dict[str, str]:
    """SHA-256 of every file trained on; of a folder, over its files' names and contents."""
    names = ["gold/claims", "gold/texts", "gold/index.tsv", "data/polnear/train", "data/ner/uner_ewt-train.iob2", "data/ner/crossner_politics",
             "data/ner/wikigold.conll", "data/ner/re3d-train.conll", "data/ner/broad_twitter_f.conll", "data/ner/broad_twitter_g.conll",
             "data/ud/en_ewt-train.conllu", "data/events/plv_train.tsv"]
    return {name: digest(os.path.join(shared, name)) for name in names}


def digest(path: str) -> str:
    total = hashlib.sha256()
    files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names) if os.path.isdir(path) else [path]
    for name in files:
        total.update(os.path.relpath(name, path).encode())
        with open(name, "rb") as file:
            total.update(file.read())
    return total.hexdigest()

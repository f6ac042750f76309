"""The training loop: mixed tasks, one schedule, checkpoints to go on from."""
import os
import time
from dataclasses import dataclass
from typing import Iterator

import numpy as np
import torch

from . import evaluate, export
from .batch import Batch, labelled
from .document import Document, Window
from .losses import losses
from .model import Reader
from .recipe import SHARES, Data
from .tokens import WordPiece

ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
WARM_UP = 0.05
SNAP_AT = 0.75  # share of the schedule after which weights train on their int8 levels
BATCH = 2048  # pieces, padding included
POOL = 12  # batches drawn together and sorted by length, so that little is padded
MASKED = 0.05
SHOUTED, LOWERED = 0.03, 0.03  # windows read in capitals, or without any


@dataclass
class Plan:
    pieces: float
    minutes: float
    folder: str
    seed: int
    evaluate_every: float
    save_minutes: float = 5


def stream(documents: list[Document], words: WordPiece, random: np.random.Generator) -> Iterator[Window]:
    while True:
        windows = [(d, a, b) for d in documents for a, b in d.random_windows(random)]
        for at in random.permutation(len(windows)):
            yield Window(*windows[at], words)


def batches(data: Data, words: WordPiece, random: np.random.Generator) -> Iterator[Batch]:
    streams = {task: stream(documents, words, random) for task, documents in data.tasks.items()}
    drawn = dict.fromkeys(streams, 0)
    while True:
        pool: list[Window] = []
        while sum(w.size for w in pool) < POOL * BATCH:
            task = min(streams, key=lambda name: drawn[name] / SHARES[name])
            pool.append(next(streams[task]))
            drawn[task] += pool[-1].size
        pool.sort(key=lambda w: w.size)
        groups: list[list[Window]] = [[]]
        for window in pool:
            if window.size * (len(groups[-1]) + 1) > BATCH and groups[-1]:
                groups.append([])
            groups[-1].append(window)
        for at in random.permutation(len(groups)):
            yield disturbed(labelled(groups[at]), words, random)


def disturbed(batch: Batch, words: WordPiece, random: np.random.Generator) -> Batch:
    """Hides a few pieces and changes the case of a few windows, so that no single cue is leant on."""
    hidden = torch.from_numpy(random.random(tuple(batch.ids.shape)) < MASKED) & batch.real
    batch.ids[hidden] = words.mask
    for row, chance in enumerate(random.random(len(batch.windows))):
        if chance < SHOUTED + LOWERED:
            letters = batch.cases[row] > 0
            batch.cases[row][letters] = 3 if chance < SHOUTED else 1
    return batch


def optimiser(model: Reader) -> torch.optim.Optimizer:
    groups: dict[tuple[float, float], list] = {}
    for name, value in model.named_parameters():
        rate = ENCODER_RATE if name.startswith(("layer.", "embed.")) and name != "embed.case" else HEAD_RATE
        groups.setdefault((rate, 0.01 if value.ndim > 1 else 0.0), []).append(value)
    return torch.optim.AdamW([{"params": values, "lr": rate, "rate": rate, "weight_decay": decay} for (rate, decay), values in groups.items()],
                             betas=(0.9, 0.98), fused=True)


class Run:
    """One training run and its state on disk."""

    def __init__(self, model: Reader, words: WordPiece, data: Data, plan: Plan):
        self.model, self.words, self.data, self.plan = model, words, data, plan
        self.optimiser = optimiser(model)
        self.pieces, self.seconds, self.evaluated = 0, 0.0, 0
        self.checkpoint = os.path.join(plan.folder, "checkpoint.pt")
        os.makedirs(plan.folder, exist_ok=True)
        if os.path.exists(self.checkpoint):
            self.resume()

    def resume(self) -> None:
        state = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.pieces, self.seconds, self.evaluated = state["pieces"], state["seconds"], state["evaluated"]
        self.model.snap_weights(self.progress >= SNAP_AT)

    def save(self) -> None:
        torch.save({"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "pieces": self.pieces,
                    "seconds": self.seconds, "evaluated": self.evaluated}, self.checkpoint + ".part")
        os.replace(self.checkpoint + ".part", self.checkpoint)

    @property
    def progress(self) -> float:
        return max(self.pieces / self.plan.pieces, self.seconds / 60 / self.plan.minutes)

    def step(self, batch: Batch) -> dict[str, float]:
        factor = min(self.progress / WARM_UP, (1 - self.progress) / (1 - WARM_UP))
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * max(factor, 1e-3)
        if self.progress >= SNAP_AT and not self.model.embed.snapped:
            self.model.snap_weights()
        with torch.autocast("cpu", torch.bfloat16):
            parts = losses(self.model, batch)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        return {name: float(value.detach()) for name, value in parts.items()}

    def train(self) -> None:
        torch.manual_seed(self.plan.seed + self.pieces)
        source = batches(self.data, self.words, np.random.default_rng(self.plan.seed + self.pieces))
        began, saved, told, recent = time.time() - self.seconds, time.time(), time.time(), Recent()
        while self.progress < 1:
            batch = next(source)
            recent.add(self.step(batch))
            self.pieces += int((~batch.padding).sum())
            self.seconds = time.time() - began
            if time.time() - told > 20:
                print(self.line(recent), flush=True)
                told = time.time()
            if time.time() - saved > self.plan.save_minutes * 60:
                self.save()
                saved = time.time()
            if self.pieces - self.evaluated >= self.plan.evaluate_every and self.progress < 0.97:
                self.evaluated = self.pieces
                self.report(export.neutral_calibration())
                self.save()
        self.save()

    def line(self, recent: "Recent") -> str:
        rate = self.pieces / max(self.seconds, 1)
        left = self.seconds * (1 / max(self.progress, 1e-6) - 1)
        return "%5.2f M pieces  %4.0f/s  %4.0f min left  %s" % (self.pieces / 1e6, rate, left / 60, recent)

    def report(self, calibration: dict) -> dict[str, float]:
        """Dev figures to the log, and the model as it is to the run's folder."""
        values = evaluate.figures(self.model, self.data.dev, calibration)
        path = os.path.join(self.plan.folder, "log.tsv")
        fresh = not os.path.exists(path)
        with open(path, "a", encoding="utf-8") as log:
            if fresh:
                log.write("\t".join(["pieces"] + list(values)) + "\n")
            log.write("\t".join([str(self.pieces)] + ["%.4f" % v for v in values.values()]) + "\n")
        print("dev at %.2f M: " % (self.pieces / 1e6) + " ".join("%s %.3f" % item for item in values.items()), flush=True)
        export.both_files(self.plan.folder, "latest", self.model, self.words.vocabulary, calibration, card(values), self.data.files)
        return values


def card(values: dict[str, float]) -> str:
    return ("Base: all-MiniLM-L6-v2 (Apache-2.0). Data: annotated articles, PolNeAR train, UNER EWT, CrossNER politics, wikigold, re3d, "
            "Broad Twitter, UD EWT, PLOVER sentences. Dev figures: " + ", ".join("%s %.3f" % item for item in values.items()))


class Recent:
    """Running means of the losses."""

    def __init__(self) -> None:
        self.values: dict[str, float] = {}

    def add(self, parts: dict[str, float]) -> None:
        for name, value in parts.items():
            self.values[name] = 0.98 * self.values.get(name, value) + 0.02 * value

    def __str__(self) -> str:
        return " ".join("%s %.3f" % item for item in sorted(self.values.items()))

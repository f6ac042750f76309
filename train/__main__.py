"""Trains the reader. usage: python -m train --out models/reader [--minutes N] [--pieces N] [--name NAME] [--shared ../shared]

The same command again goes on from the run's last checkpoint; of a finished run it tunes, measures and writes the files anew."""
import argparse
import os
import sys

# Gradient buffers are reused only if the allocator keeps them; it reads these before anything else runs.
KEEP = {"MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "8589934592"}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m train", description="Train the reader and write its model file.")
    parser.add_argument("--shared", default="../shared", help="folder of the corpora")
    parser.add_argument("--out", default="models/reader", help="OUT.casus is written: the int8 model; both forms are in build/train/NAME")
    parser.add_argument("--card", help="a file whose text becomes the model's card, instead of a line of sources and figures")
    parser.add_argument("--name", default="main", help="run name: its state is in build/train/NAME")
    parser.add_argument("--minutes", type=float, default=90, help="the schedule ends with this time or with --pieces, whichever is first")
    parser.add_argument("--pieces", type=float, default=20e6)
    parser.add_argument("--evaluate-every", type=float, default=2.5e6, help="pieces between dev evaluations")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def main() -> None:
    import torch

    from . import base, evaluate, export, recipe
    from .loop import Plan, Run, card
    from .model import Config, Reader
    from .tokens import WordPiece
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    folder = base.fetch(os.path.join("build", "train", "base"))
    words = WordPiece(base.vocabulary(folder))
    data = recipe.load(options.shared, words)
    for task, documents in data.tasks.items():
        print("%-10s %5d documents %8d pieces" % (task, len(documents), sum(len(d.ids) for d in documents)), flush=True)
    config = Config()
    model = Reader(config)
    model.load_state_dict(base.tensors(folder, config.layers), strict=False)
    plan = Plan(options.pieces, options.minutes, os.path.join("build", "train", options.name), options.seed, options.evaluate_every)
    run = Run(model, words, data, plan)
    run.train()
    export.settle(model)
    calibration = evaluate.tuned(model, data.dev, export.neutral_calibration())
    print("calibration", calibration, flush=True)
    text = card(run.report(calibration))
    if options.card:
        with open(options.card, encoding="utf-8") as file:
            text = file.read()
    export.write(f"{options.out}.casus", model, words.vocabulary, True, calibration, text, data.files, export.LICENCE)


if __name__ == "__main__":
    if any(os.environ.get(key) != value for key, value in KEEP.items()):
        os.execve(sys.executable, [sys.executable, "-m", "train"] + sys.argv[1:], {**os.environ, **KEEP})
    main()

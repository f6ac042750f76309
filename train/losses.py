"""The losses of all tasks on one batch."""
import torch
import torch.nn.functional as F
from torch import Tensor

from .batch import Batch, LinkBatch
from .labels import IGNORE, OUTSIDE_OR_GROUP, RELATIONS, TAGS, tag_slices
from .model import Reader

SLICES = tag_slices()
TAG_WEIGHTS = {"name": 1.0, "trigger": 2.0, "party": 0.7, "source": 1.0, "cue": 1.0, "content": 1.0, "sentence": 0.5}
LINK_WEIGHTS = {"source": 0.4, "target": 0.4, "voice": 0.25, "place": 0.12, "same": 0.12, "speaker": 0.15, "content": 0.15}
CODE, STATUS, ROLE, LATENT = 0.5, 0.25, 0.15, 0.15
SMOOTHING = 0.05
HIDDEN = -1e9


def tag_loss(tagger: str, logits: Tensor, labels: Tensor) -> Tensor:
    logits, labels = logits[..., SLICES[tagger]].flatten(0, 1), labels.flatten()
    known = labels >= 0
    losses = [F.cross_entropy(logits[known], labels[known], reduction="sum")]
    loose = labels == OUTSIDE_OR_GROUP
    if loose.any():
        group = [at for at, name in enumerate(TAGS["name"]) if name == "O" or name.endswith("-GRP")]
        losses.append(-logits[loose].log_softmax(-1)[:, group].logsumexp(-1).sum())
    return sum(losses) / max(int((labels != IGNORE).sum()), 1)


def link_loss(links: LinkBatch, start: Tensor, end: Tensor, null: Tensor, real: Tensor) -> Tensor:
    """-log of the share that a group's answers have among themselves and all that answers no group."""
    owner = links.group_query
    allowed = real[links.spans.window][owner]
    scores = torch.cat([start[owner].masked_fill(~allowed | links.other_start, HIDDEN), null[owner].masked_fill(links.other_null, HIDDEN)], 1)
    wanted = torch.cat([links.start, links.null], 1)
    loss = scores.logsumexp(1) - scores.masked_fill(~wanted, HIDDEN).logsumexp(1)
    pointed = links.end.any(1)
    if pointed.any():
        ends = end[owner].masked_fill(~allowed | links.other_end, HIDDEN)[pointed]
        wanted_ends = ends.masked_fill(~links.end[pointed], HIDDEN)
        loss = loss.index_add(0, pointed.nonzero()[:, 0], 0.5 * (ends.logsumexp(1) - wanted_ends.logsumexp(1)))
    per_query = torch.zeros(len(links.spans.first)).index_add(0, owner, loss)
    return (per_query / torch.bincount(owner, minlength=len(per_query))).mean()


def latent_loss(model: Reader, x: Tensor, tags: Tensor, batch: Batch) -> Tensor:
    """-log of a sentence's code, with every piece as the trigger in the measure the tagger takes it for one."""
    losses = []
    for window, first, last, codes in batch.latent:
        inside = slice(first, last + 1)
        trigger = tags[window, inside, SLICES["trigger"]].log_softmax(-1)[:, 1].log_softmax(0)
        code = model.act(x[window, inside])["code"].log_softmax(-1)[:, codes].logsumexp(-1)
        losses.append(-(trigger + code).logsumexp(0))
    return torch.stack(losses).mean()


def losses(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """Weighted losses by task."""
    x = model.encode(batch.ids, batch.cases, batch.padding)
    tags = model.tags(x)
    out = {tagger: TAG_WEIGHTS[tagger] * tag_loss(tagger, tags, labels) for tagger, labels in batch.tags.items()}
    if len(batch.codes):
        spans = batch.acts
        scores = model.act(model.act_drop(model.vectors(x, spans.window, spans.first, spans.last)))
        out["code"] = CODE * F.cross_entropy(scores["code"], batch.codes, label_smoothing=SMOOTHING)
        out["status"] = STATUS * F.cross_entropy(scores["status"], batch.statuses)
    if len(batch.roles):
        spans = batch.parties
        scores = model.mention(model.query_drop(model.vectors(x, spans.window, spans.first, spans.last)))
        out["role"] = ROLE * F.cross_entropy(scores["role"], batch.roles)
    if batch.latent:
        out["latent"] = LATENT * latent_loss(model, x, tags, batch)
    keys = model.link.keys(x) if batch.links else None
    for relation, links in batch.links.items():
        spans = links.spans
        vectors = model.query_drop(model.vectors(x, spans.window, spans.first, spans.last))
        scores = model.link(RELATIONS.index(relation), keys, model.link.queries(vectors), model.nulls(vectors), spans.window, spans.first)
        out["link." + relation] = LINK_WEIGHTS[relation] * link_loss(links, *scores, batch.real)
    return out

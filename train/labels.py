"""The label sets of the model file, in the order the file gives them."""

CODES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
         "MOBILIZE COERCE ASSAULT POS NEG CLOSER APART").split()
STATUSES = "actual negated possible conditional intended".split()
ROLES = "- GOV MIL COP SPY LEG JUD PTY OPP REB SEP UAF CVL REF JRN BUS LAB EDU REL CRM ELI".split()
RELATIONS = "source target voice place same speaker content".split()
NULLS = "none unnamed elsewhere both".split()
NULLS_USED = {
    "source": ("unnamed", "elsewhere"),
    "target": ("none", "unnamed", "elsewhere", "both"),
    "voice": ("none", "elsewhere"),
    "place": ("none",),
    "same": ("none",),
    "speaker": ("none",),
    "content": ("none",),
}
TAGS = {
    "name": ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-GRP", "I-GRP"],
    "trigger": ["O", "B-ACT", "I-ACT"],
    "party": ["O", "B-PARTY", "I-PARTY"],
    "source": ["O", "B-SOURCE", "I-SOURCE"],
    "cue": ["O", "B-CUE", "I-CUE"],
    "content": ["O", "B-CONTENT", "I-CONTENT"],
    "sentence": ["O", "END"],
}
IGNORE = -100
# A name label for pieces that are outside every annotated name where the corpus does not annotate GRP.
OUTSIDE_OR_GROUP = -1


def tag_slices() -> dict[str, slice]:
    """Rows of the stacked tag matrix that belong to each tagger."""
    slices, at = {}, 0
    for name, labels in TAGS.items():
        slices[name] = slice(at, at + len(labels))
        at += len(labels)
    return slices


def as_json() -> dict:
    return {"tags": TAGS, "codes": CODES, "statuses": STATUSES, "roles": ROLES, "relations": RELATIONS, "nulls": NULLS}

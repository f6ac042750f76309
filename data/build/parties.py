"""parties.tsv: political parties by state (Party Facts), without a role: who
rules changes with time, so the text or bodies.tsv must say."""
import re

import facts

HEADER = ["name", "aliases", "actor", "from", "to", "kind", "flags"]


def main():
    known = set()
    for line in open(facts.os.path.join(facts.DATA, "bodies.tsv"),
                     encoding="utf-8"):
        cells = line.split("\t")
        known |= {n.lower() for n in [cells[0]] + cells[1].split("|")}
    codes = {row["iso3"] for row in facts.states()}
    rows = []
    for row in facts.read("parties/partyfacts-core-parties.csv"):
        if row["country"] not in codes or row["technical"]:
            continue
        names = []
        for part in (row["name_english"] or "").split("/"):
            names.append(facts.clean(part))
        native = facts.clean(row["name"]).split(" / ")[0]
        names.append(native)
        names = [n for n in dict.fromkeys(names)
                 if len(n) > 6 and 1 < len(re.findall(r"\w+", n)) < 10 and
                 n.lower() not in known and "(" not in n and "," not in n]
        short = facts.clean(row["name_short"])
        if short.isupper() and 3 <= len(short) <= 6 and \
                short.lower() not in known and short.isalpha():
            names.append(short)
        if not names or float(row["share"] or 0) < 5:
            continue
        rows.append([names[0], "|".join(names[1:]), row["country"], "", "",
                     "party", "ambiguous"])
    rows.sort(key=lambda r: (r[2], r[0]))
    facts.write("parties.tsv", HEADER, rows)


if __name__ == "__main__":
    main()

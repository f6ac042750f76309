"""groups.tsv: armed groups of the UCDP actor dataset 22.1 with their states."""
import re

import facts

HEADER = ["name", "aliases", "actor", "from", "to", "kind", "flags"]


def main():
    known = set()
    for line in open(facts.os.path.join(facts.DATA, "bodies.tsv"),
                     encoding="utf-8"):
        cells = line.split("\t")
        known |= {n.lower() for n in [cells[0]] + cells[1].split("|")}
    for row in facts.states():
        for column in ("name", "aliases", "adjectives", "people", "capital",
                       "cities"):
            known |= {n.lower() for n in row[column].split("|")}
    rows = []
    for row in facts.read("groups/ucdp-actor-221.csv"):
        name = facts.clean(row["NameData"])
        if row["Org"] == "4" or name.startswith(("Government of", "Civilians",
                                                 "Supporters of")):
            continue
        numbers = [n for n in re.findall(r"\d+", row["GWNOLoc"])]
        codes = {facts.iso_of(n, "2000-01-01") for n in numbers} - {""}
        if len(codes) != 1:
            continue
        state = codes.pop()
        others = [facts.clean(row[k]) for k in
                  ("NameOrigFullEng", "NameOrigFull", "NewNameFullEng")]
        others = [re.sub(r"\s*\(.*?\)", "", o) for o in others]
        others = [o for o in dict.fromkeys(others)
                  if o and o.lower() not in ("n/a", "unknown") and o != name
                  and "," not in o and ";" not in o]
        names = [n for n in [name] + others if n.lower() not in known and
                 len(n) > 2 and len(re.findall(r"\w+", n)) < 10]
        names = [n for n in names if "(" not in n and
                 (n == name or len(n.split()) > 1 or n.isupper())]
        if not names or "(" in name:
            continue
        if any(n.lower() in known for n in [name] + others):
            continue
        # Ethnic groups that fight each other are not organisations.
        if row["Org"] in ("3",):
            continue
        short = re.sub(r"\s*-\s*", "-", name).upper()
        rows.append([names[0], "|".join(names[1:]), "%sREB:%s" % (state, short),
                     "", "", "group",
                     "ambiguous" if len(names[0]) < 5 else ""])
    rows.sort(key=lambda r: (r[2], r[0]))
    facts.write("groups.tsv", HEADER, rows)


if __name__ == "__main__":
    main()

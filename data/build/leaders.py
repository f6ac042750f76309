"""leaders.tsv: who led which state from day to day, 1945 to now.

Archigos 4.1 (to 2015), REIGN (2015 to 2021), the World Factbook's spells (to
2026), US presidents and vice-presidents, UK ministers.
"""
import re

import facts

# Family name first.
EASTERN = {"CHN", "PRK", "KOR", "VNM", "KHM", "TWN", "VDR", "HUN", "SGP"}
HEADER = ["name", "surname", "aliases", "actor", "office", "from", "to",
          "source"]


def title(name):
    return " ".join(w.capitalize()
                    if w.isupper() and w.isalpha() and len(w) > 1 and
                    not re.match(r"[IVX]+$", w) or w.isupper() and len(w) > 3
                    else w for w in name.split())


def known_ends():
    """When those who held office at the end of Archigos left it, from the two
    younger lists: {(state, surname): day or ""}."""
    ends = {}
    for row in facts.read("leaders/leaderlist_3_21.csv"):
        state = facts.iso_of(row["ccode"], "2015-12-31")
        words = facts.clean(row["leader"]).lower().split()
        if not words or not state:
            continue
        end = "%s-%02d-28" % (row["eyear"], int(row["emonth"])) \
            if row["eyear"] else ""
        for word in words:
            if ends.get((state, word), "0") != "":
                ends[state, word] = end and max(
                    end, ends.get((state, word), "0"))
    for row in facts.read("leaders/factbook_leader_spells.tsv", "\t"):
        state = facts.FIPS.get(row["fips"])
        for word in facts.clean(row["title_and_name"]).split():
            key = (state, word.lower().strip(","))
            if word.isupper() and len(word) > 2 and ends.get(key) == "":
                ends[key] = "?" + row["last_seen"]
            elif str(ends.get(key)).startswith("?"):
                ends[key] = max(ends[key], "?" + row["last_seen"])
    return {k: "" if v >= "?2026" else v.lstrip("?") for k, v in ends.items()}


def archigos():
    ends = known_ends()
    for row in facts.read("leaders/archigos.csv"):
        if row["enddate"] < "1945-01-01":
            continue
        middle = "%04d-07-01" % ((int(row["startdate"][:4]) +
                                  int(row["enddate"][:4])) // 2)
        if row["startdate"][:4] == row["enddate"][:4]:
            middle = row["enddate"]
        state = facts.iso_of(row["gwcode"], middle)
        name = facts.clean(row["leader"]).replace("_", " ")
        words = name.split()
        if not state or not words or re.search(
                r"Council|Junta|Committee|Government", name):
            continue
        if "," in name: # "Gandhi, I."
            words = name.split(",")[0].split()
            name = " ".join(words)
        surname = words[0] if state in EASTERN else words[-1]
        if row["obsid"].startswith("KUW-1990") and "Hussein" in name:
            continue
        end = row["enddate"]
        if end >= "2015-12-31":
            end = ends.get((state, surname.lower()), "")
        aliases = ""
        if len(words) > 2:
            aliases = " ".join(words[-2:])
        yield [name, surname, aliases, state + "GOV", "leader",
               row["startdate"], end, "archigos"]


def reign():
    for row in facts.read("leaders/leaderlist_3_21.csv"):
        if not row["sdate"] or int(row["syear"]) < 2015:
            continue
        start = "%s-%02d-%02d" % (row["syear"], int(row["smonth"]),
                                  int(row["sdate"]))
        state = facts.iso_of(row["ccode"], start)
        if not state:
            continue
        end = ""
        if row["eyear"]:
            end = "%s-%02d-28" % (row["eyear"], int(row["emonth"]))
        name = facts.clean(row["leader"])
        words = name.split()
        surname = words[0] if state in EASTERN else words[-1]
        yield [name, surname, "", state + "GOV", "leader", start, end, "reign"]


OFFICES = re.compile(
    r"^(?:represented by |interim |acting |caretaker |transitional |first |"
    r"executive |deputy |vice |prime |council |co-|under )*"
    r"(?:president(?:-elect)?|prime ministers?|premiers?|minister(?:s)?|king|"
    r"queen|emir|amir|sultan|prince|chancellor|governor[- ]general|"
    r"chief executive|supreme leader|chairman|chairperson|pope|captain regent|"
    r"crown prince|head|secretary|state counsellor|general|gen\.|lt\. gen\.|"
    r"taoiseach|grand duke|federal chancellor|president of the republic|"
    r"and|of|foreign affairs|the|defense|interior|finance|for|minister of|"
    r"sovereign council|transitional|military council|leader|state|"
    r"co-prince|paramount ruler|sheikh|yang di-pertuan agong|"
    r"speaker|commander|field marshal|ruler|affairs|council|party|"
    r"archbishop|o le ao o le malo|his holiness|co-)[\s,]+", re.I)


def factbook():
    for row in facts.read("leaders/factbook_leader_spells.tsv", "\t"):
        state = facts.FIPS.get(row["fips"])
        text = facts.clean(row["title_and_name"])
        elect = "elect" in text.lower().split(" ")[0]
        if not state or elect or "represented by" in text and state in (
                "GBR",):
            continue
        text = text.replace("represented by ", "")
        text = re.sub(r"\s+[-(;].*$|\s+(?:serving|since|elected|of the)\b.*$",
                      "", text)
        office, rest = "", text
        while True:
            match = OFFICES.match(rest)
            if not match:
                break
            office += match.group(0)
            rest = rest[match.end():]
        rest = re.sub(r"\"[^\"]*\" ?", "", rest).strip(" ,")
        upper = [w for w in rest.split()
                 if sum(c.isupper() for c in w) > 1 and
                 not re.match(r"^(?:[A-Z]\.)+$|^[IVX]+$|^Jr", w)]
        if not upper or len(rest.split()) > 6:
            continue
        if re.search(r"CHARLES III|ELIZABETH II", rest) and state != "GBR" or \
                state == "AND" and row["role"] == "chief of state" or \
                re.search(r"Council|Junta|Committee|Government", rest, re.I):
            continue
        since = row["since"].replace("-00", "-01")
        if not re.match(r"\d{4}-\d\d-\d\d$", since):
            continue
        last = row["last_seen"]
        end = "" if last >= "2026-01-01" else last
        name = title(rest.replace(",", ""))
        surname = title(" ".join(upper)).strip(",")
        plain = " ".join(w for w in name.split() if not w.endswith("."))
        if not plain:
            continue
        aliases = [a for a in (plain, plain.split()[0] + " " + surname)
                   if a != name and a and len(set(a.split())) > 1]
        yield [name, surname, "|".join(dict.fromkeys(aliases)), state + "GOV",
               facts.clean(office).strip(" ,").lower() or row["role"], since,
               end, "factbook"]


def us_executive():
    path = facts.os.path.join(facts.FACTS, "us_executive", "executive.yaml")
    first = last = ""
    kind = start = ""
    for line in open(path, encoding="utf-8"):
        key, _, value = line.strip().lstrip("- ").partition(":")
        value = value.strip().strip("'")
        if key == "first":
            first = value
        elif key == "last":
            last = value
        elif key == "type":
            kind = value
        elif key == "start":
            start = value
        elif key == "end" and value >= "1945-01-01":
            office = "President" if kind == "prez" else "Vice President"
            yield ["%s %s" % (first, last), last, "", "USAGOV", office, start,
                   "" if value >= "2026-06-01" else value, "us_executive"]


def uk_ministers():
    people = {}
    for row in facts.read("ministers_uk/person.csv"):
        people.setdefault(row["id"], []).append(row)
    posts = {row["id"]: row for row in facts.read("ministers_uk/post.csv")}
    for row in facts.read("ministers_uk/appointment.csv"):
        post = posts.get(row["post_id"])
        person = people.get(row["person_id"])
        if not post or not person or not row["start_date"]:
            continue
        names = list(dict.fromkeys(facts.clean(p["display_name"] or p["name"])
                                   for p in person))
        office = post["display_name"] or post["name"]
        senior = re.match(r"(Secretary of State|Prime|Foreign|Chancellor|Home|"
                          r"Defence|Deputy Prime|First Secretary)", office)
        surname = facts.clean(person[-1]["short_name"]) if senior else ""
        yield [names[-1], surname, "|".join(names[:-1]), "GBRGOV",
               facts.clean(post["display_name"] or post["name"]),
               row["start_date"], row["end_date"] or "", "ministers_uk"]


def merge(rows):
    """Joins spells of one person and office that touch or overlap."""
    out = {}
    for row in rows:
        key = (row[0], row[3], row[7], row[4] if row[7] != "factbook" else "")
        spells = out.setdefault(key, [])
        for other in spells:
            if row[5] <= (other[6] or "9999") and other[5] <= (row[6] or "9999"):
                other[5] = min(other[5], row[5])
                other[6] = max(other[6], row[6]) if other[6] and row[6] else ""
                break
        else:
            spells.append(row)
    return [row for spells in out.values() for row in spells]


def main():
    rows = []
    for source in (archigos, reign, factbook, us_executive, uk_ministers):
        rows += merge(source())
    for row in rows:
        if re.match(r"(Jr\.?|[A-Z]\.|[IVX]+)$", row[1]):
            row[1] = ""
            if row[0].count(" ") == 0:
                row[6] = "0"
    rows = [r for r in rows if not r[6] or r[5] <= r[6]]
    rows.sort(key=lambda r: (r[3], r[5], r[0]))
    facts.write("leaders.tsv", HEADER, rows)


if __name__ == "__main__":
    main()

"""The tables of sentiment, added up anew from the layers of documents.jsonl; and each sentence's score and label, as a
person worked them out (sentences.csv: document, number, sum, label; the score is sum / sqrt(sum² + 15))."""
import csv
import json
import math
import pathlib
import sys

out, expected = pathlib.Path(sys.argv[1]), sys.argv[2]
wrong = []


def check(ok, what):
    if not ok:
        wrong.append(what)


def rows(name):
    with open(out / "tables" / f"sentiment.sentiment_{name}.by-craft.csv", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


documents = [json.loads(line) for line in open(out / "documents.jsonl", encoding="utf-8")]
found = {}
said = []       # document, person, group, begin, end, sentiment
for d in documents:
    layers = d["layers"]
    check([(r["begin"], r["end"]) for r in layers["sentence"]] ==
          [(r["begin"], r["end"]) for r in layers["sentiment"]], f"{d['document']}: a row per sentence")
    for number, r in enumerate(layers["sentiment"], 1):
        found[d["document"], number] = r
        themes = {t["code"] for t in layers.get("theme", []) if t["begin"] < r["end"] and r["begin"] < t["end"]}
        said.append((d["document"], d["speakers"][0]["person"], d["variables"].get("craft", "(missing)"), r, themes))

with open(expected, encoding="utf-8", newline="") as f:
    truth = list(csv.DictReader(f))
check(len(truth) == len(found), f"{len(found)} sentences, expected {len(truth)}")
for t in truth:
    r = found.get((t["document"], int(t["number"])), {"score": 9, "label": "none"})
    total = float(t["sum"])
    score = total / math.sqrt(total * total + 15)
    check(abs(r["score"] - score) < 5e-6 and r["label"] == t["label"], f"{t}: {r}")


def mean(sentences):
    length = sum(r["end"] - r["begin"] for *_, r, _ in sentences)
    return sum(r["score"] * (r["end"] - r["begin"]) for *_, r, _ in sentences) / length


def of_persons(sentences):
    """The mean of the persons' means."""
    persons = {s[1] for s in sentences}
    return sum(mean([s for s in sentences if s[1] == p]) for p in persons) / len(persons)


def compare(name, keys, choose, value):
    table = rows(name)
    seen = {tuple(r[k] for k in keys) for r in table}
    wanted = {}
    for s in said:
        for key in choose(s):
            wanted.setdefault(key, []).append(s)
    check(seen == set(wanted), f"{name}: rows {sorted(seen ^ set(wanted))}")
    for r in table:
        of = wanted.get(tuple(r[k] for k in keys), [])
        if not of:
            continue
        check(abs(float(r["score"]) - value(of)) < 1e-5, f"{name}: {r}: {value(of)}")
        check(int(r["sentences"]) == len(of), f"{name}: {r}: {len(of)} sentences")
        check(int(r["speakers"]) == len({s[1] for s in of}), f"{name}: {r}: speakers")
        for label in "negative", "neutral", "mixed", "positive":
            check(int(r[label]) == sum(s[3]["label"] == label for s in of), f"{name}: {r}: {label}")


compare("documents", ["document", "group"], lambda s: [(s[0], s[2])], mean)
compare("speakers", ["speaker", "group"], lambda s: [(s[1], s[2])], mean)
compare("groups", ["group"], lambda s: [(s[2],)], of_persons)
compare("themes", ["theme", "group"], lambda s: [(t, s[2]) for t in s[4]], of_persons)
compare("theme_speakers", ["theme", "speaker", "group"], lambda s: [(t, s[1], s[2]) for t in s[4]], mean)

words = {(r["word"], r["group"]): r for r in rows("words")}
utile = words["utile", "traduction"]
check((utile["times"], utile["denied"], utile["speakers"]) == ("2", "0", "2"), f"utile: {utile}")
check(abs(float(utile["mean"]) - (2.293 + 2) / 2) < 1e-6, f"utile: {utile}")
peur = words["peur", "traduction"]
check((peur["times"], peur["denied"], float(peur["mean"])) == ("1", "1", 1.628), f"peur: {peur}")
check("sans doute" not in {w for w, _ in words} and "doute" not in {w for w, _ in words}, "neutral words count")

for what in wrong:
    print(what)
sys.exit(bool(wrong))

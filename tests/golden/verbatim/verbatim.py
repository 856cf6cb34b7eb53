"""The passages of a run, OUT, chosen a second time, as README says: verbatim.py OUT KEEP LEAST MOST PER-SPEAKER SHARE THEMES GROUP,
THEMES yes or no, GROUP a variable. How complete a passage is, its stance, contrasts and cases are those of the layer; everything
else is told from texts, turns, sentiment, themes."""
import csv, json, math, pathlib, re, sys

out = pathlib.Path(sys.argv[1])
keep, least, most, per_speaker, percent = map(int, sys.argv[2:7])
themes, group = sys.argv[7] == "yes", sys.argv[8]
documents = [json.loads(line) for line in open(out / "documents.jsonl", encoding="utf-8")]


def inside(row, whole):
    return whole["begin"] <= row["begin"] and row["end"] <= whole["end"]


def meet(a, b):
    return a["begin"] < b["end"] and b["begin"] < a["end"]


def runs(d):
    """By the sentence of a respondent with which it begins: the runs of whole sentences, in one turn, with words enough and not
    too many, by their end."""
    layers = d["layers"]
    respondents = {s["id"] for s in d["speakers"] if s["role"] == "respondent"}
    found = {}
    if d["variables"]["quotable"] != "oui":
        return found
    for turn in layers["turn"]:
        if turn["speaker"] not in respondents:
            continue
        sentences = [s for s in layers["sentence"] if inside(s, turn)]
        for i, first in enumerate(sentences):
            for last in sentences[i:]:
                span = {"begin": first["begin"], "end": last["end"]}
                words = sum(inside(t, span) and t["kind"] in ("word", "number") for t in layers["token"])
                if least <= words <= most:
                    found.setdefault(first["begin"], {})[last["end"]] = words
    return found


def worth_quoting(v, share):
    parts = [v["stance"], v["contrast"], v["concrete"], v["feeling"], share]
    return v["complete"] * (1 + 2 * sum(parts) / 5) / 3


def covered(d, v, code):
    """Share of the bytes of v in rows of the theme, or of any."""
    rows = [t for t in d["layers"].get("theme", []) if meet(t, v) and code in (None, t["code"])]
    places = {i for t in rows for i in range(max(t["begin"], v["begin"]), min(t["end"], v["end"]))}
    text = d["text"]
    return sum(len(text[i].encode()) for i in places) / len(text[v["begin"]:v["end"]].encode())


candidates = {}
for number, d in enumerate(documents):
    text, layers = d["text"], d["layers"]
    coded = layers.get("theme", [])
    expected, found = runs(d), layers.get("verbatim", [])
    assert [v["begin"] for v in found] == list(expected), (d["document"], found, expected)
    for row, v in enumerate(found):
        assert expected[v["begin"]].get(v["end"]) == v["words"], (d["document"], v, expected)
        moods = [s["score"] for s in layers["sentiment"] if inside(s, v)]
        assert abs(v["mood"] - sum(moods) / len(moods)) < 1e-5 and abs(v["feeling"] - max(map(abs, moods))) < 1e-5, (v, moods)
        # Sentences only: what is between them isn't looked at.
        assert v["kind"] == "passage" and abs(v["score"] - worth_quoting(v, v["on_theme"])) < 1e-5, v
        for code in sorted({t["code"] for t in coded if meet(t, v)}) if themes else [""]:
            score = worth_quoting(v, covered(d, v, code) if themes else v["on_theme"])
            pole = (v["mood"] >= 0.05) - (v["mood"] <= -0.05)
            cell = (code, d["variables"][group])
            candidates.setdefault(cell, []).append({**v, "score": score, "pole": pole, "document": d["document"],
                                                    "text": text[v["begin"]:v["end"]], "order": (number, row)})


def words_of(c):
    return set(re.findall(r"\w+", c["text"].lower()))


def twins(a, b):
    a, b = words_of(a), words_of(b)
    return 2 * len(a & b) > len(a | b)


places = sum(min(keep, len({c["document"] for c in cell}) * per_speaker) for cell in candidates.values())
limit = math.ceil(places * percent / 100)
shown, expected = [], []
for cell in sorted(candidates):
    mine = []

    def quoted(c):
        return sum(o["document"] == c["document"] for o in shown)

    def worth(c):
        return max(c["score"] - 0.06 * quoted(c) - 0.2 * sum(o["document"] == c["document"] and meet(o, c) for o in shown), 0)

    for rank in range(1, keep + 1):
        free = [c for c in candidates[cell] if not any(o["document"] == c["document"] and meet(o, c) or twins(o, c) for o in mine)
                and sum(o["document"] == c["document"] for o in mine) < per_speaker]
        poles = {o["pole"] for o in mine} - {0}
        if rank == keep and keep > 1 and len(poles) == 1:
            free = [c for c in free if c["pole"] == -min(poles)] or free
        free = [c for c in free if quoted(c) < limit] or free
        if not free:
            break
        best = min(free, key=lambda c: (-round(worth(c), 5), -round(c["score"], 5), c["order"]))
        mine.append(best)
        shown.append(best)
        expected.append((*cell, str(rank), str(best["words"]), best["text"], best["score"]))

path = out / "tables" / f"verbatim.passages.by-{group}.csv"
with open(path, encoding="utf-8", newline="") as f:
    table = list(csv.DictReader(f))
assert len(table) == len(expected) and table, (len(table), len(expected))
for row, (theme, value, rank, words, text, score) in zip(table, expected, strict=True):
    got = (row["theme"], row["group"], row["rank"], row["words"])
    assert got == (theme, value, rank, words), (got, theme, value, rank, words, text)
    assert abs(float(row["score"]) - score) < 1e-5 and row["specific"] == "", (row, score)
    assert row["passages"] == row["documents"] == row["speakers"] == "1" and (row["why"] or not theme), row
    assert row["theme_label"] == {"machine": "La machine", "tarif": "Les tarifs", "": ""}[theme], row
    print("\t".join((theme, value, rank, " ".join(text.split()))))

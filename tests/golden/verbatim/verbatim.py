"""The passages of a run, OUT, chosen a second time, as README says: verbatim.py OUT KEEP LEAST MOST PER-SPEAKER THEMES GROUP,
THEMES yes or no, GROUP a variable. The scores are those of the layer; everything else is told from texts, turns, themes."""
import csv, json, pathlib, sys

out = pathlib.Path(sys.argv[1])
keep, least, most, per_speaker = map(int, sys.argv[2:6])
themes, group = sys.argv[6] == "yes", sys.argv[7]
documents = [json.loads(line) for line in open(out / "documents.jsonl", encoding="utf-8")]


def inside(row, whole):
    return whole["begin"] <= row["begin"] and row["end"] <= whole["end"]


def meet(a, b):
    return a["begin"] < b["end"] and b["begin"] < a["end"]


def runs(d):
    """Every shortest run of whole sentences of a respondent, in one turn, that has words enough and not too many."""
    layers = d["layers"]
    respondents = {s["id"] for s in d["speakers"] if s["role"] == "respondent"}
    if d["variables"]["quotable"] != "oui":
        return
    for turn in layers["turn"]:
        if turn["speaker"] not in respondents:
            continue
        sentences = [s for s in layers["sentence"] if inside(s, turn)]
        for i, first in enumerate(sentences):
            for last in sentences[i:]:
                span = {"begin": first["begin"], "end": last["end"]}
                words = sum(inside(t, span) and t["kind"] in ("word", "number") for t in layers["token"])
                if words >= least:
                    if words <= most:
                        yield turn, span, words
                    break


candidates = {}
for number, d in enumerate(documents):
    text, layers = d["text"], d["layers"]
    coded = layers.get("theme", [])
    expected = [r for r in runs(d) if not themes or not coded or any(meet(t, r[1]) for t in coded)]
    found = layers.get("verbatim", [])
    assert [(v["begin"], v["end"], v["words"]) for v in found] == [(s["begin"], s["end"], n) for _, s, n in expected], \
        (d["document"], found, expected)
    for row, v in enumerate(found):
        assert v["kind"] == "passage" and 0 < v["score"] <= 1, v
        size = len(text[v["begin"]:v["end"]].encode())
        for code in sorted({t["code"] for t in coded if meet(t, v)}) if themes else [""]:
            on = sum(len(text[max(t["begin"], v["begin"]):min(t["end"], v["end"])].encode())
                     for t in coded if t["code"] == code and meet(t, v))
            score = v["score"] * (0.5 + 0.5 * on / size) if themes else v["score"]
            pole = (v["mood"] >= 0.05) - (v["mood"] <= -0.05)
            cell = (code, d["variables"][group])
            candidates.setdefault(cell, []).append({**v, "score": score, "pole": pole, "document": d["document"],
                                                    "text": text[v["begin"]:v["end"]], "order": (number, row)})

shown, expected = [], []
for cell in sorted(candidates):
    mine = []

    def worth(c):
        cost = sum(0.06 for o in shown if o["document"] == c["document"])
        cost += sum(0.2 for o in shown if o["document"] == c["document"] and meet(o, c))
        return max(c["score"] - cost, 0)

    for rank in range(1, keep + 1):
        free = [c for c in candidates[cell] if not any(o["document"] == c["document"] and meet(o, c) for o in mine)
                and sum(o["document"] == c["document"] for o in mine) < per_speaker]
        poles = {o["pole"] for o in mine} - {0}
        if rank == keep and keep > 1 and len(poles) == 1:
            free = [c for c in free if c["pole"] == -min(poles)] or free
        if not free:
            break
        best = min(free, key=lambda c: (-round(worth(c), 6), -round(c["score"], 6), c["order"]))
        mine.append(best)
        shown.append(best)
        expected.append((*cell, str(rank), str(best["words"]), best["text"]))

path = out / "tables" / f"verbatim.passages.by-{group}.csv"
with open(path, encoding="utf-8", newline="") as f:
    table = list(csv.DictReader(f))
assert len(table) == len(expected) and table, (len(table), len(expected))
for row, (theme, value, rank, words, text) in zip(table, expected, strict=True):
    got = (row["theme"], row["group"], row["rank"], row["words"])
    assert got == (theme, value, rank, words), (got, theme, value, rank, words, text)
    assert row["passages"] == row["documents"] == row["speakers"] == "1" and (row["why"] or not theme), row
    assert row["theme_label"] == {"machine": "La machine", "tarif": "Les tarifs", "": ""}[theme], row
    print("\t".join((theme, value, rank, " ".join(text.split()))))

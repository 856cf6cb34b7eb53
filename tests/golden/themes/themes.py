"""themes.py FOLDER CASES: does the run in FOLDER code each of the CASES as they say?"""
import csv
import json
import pathlib
import sys

out, wrong = pathlib.Path(sys.argv[1]), []


def check(ok, what):
    if not ok:
        wrong.append(what)


def table(name):
    with open(out / "1" / "tables" / f"{name}.by-lang.csv", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


documents = {}
with open(out / "1" / "documents.jsonl", encoding="utf-8") as f:
    for line in f:
        d = json.loads(line)
        documents[d["document"]] = d


def rows(name, layer="theme"):
    return documents[name]["layers"][layer]


with open(sys.argv[2], encoding="utf-8", newline="") as f:
    cases = list(csv.DictReader(f))
for case in cases:
    got = " ".join(sorted({r["code"] for r in rows(case["id"])}))
    check(got == " ".join(sorted(case["codes"].split())), f"{case['id']} \"{case['text']}\": {got}, not {case['codes']}")

# Traces, spans, weights.
row, = (r for r in rows("a1") if r["code"] == "articles")
check(row["rule"] == "articles, lemmas, «\u00a0supprimer un poste\u00a0», codebook.xml:11", row["rule"])
check((row["hits"], row["weight"], row["origin"]) == (1, 1, "theme-coder"), row)
row, = rows("p1")[:1]
check(row["code"] == "poste" and row["rule"].startswith("tarif, lemmas"), f"a parent has its child's rows: {row}")
row, = rows("a5")
check(row["rule"] == "articles, lemmas, “lose one's job”, codebook.xml:12 (jobs)", row["rule"])
text = documents["a1"]["text"]
hits = [(text[r["begin"]:r["end"]], r["code"]) for r in rows("a1", "theme-coder:hit")]
check(hits == [("supprimait nos postes", "articles"), ("postes", "poste")], hits)
row, = (r for r in rows("w2") if r["code"] == "calme")
check(row["weight"] == 1 and "; " in row["rule"], row)
check(rows("l1")[0]["origin"] == "loose", rows("l1"))
row, = rows("t1")
check(row["begin"] == 0 and row["end"] == len(documents["t1"]["text"]), f"the turn is coded, not the sentence: {row}")

# Tables.
themes = {(r["theme"], r["group"]): r for r in table("theme-coder.themes")}
fear, heading = themes["peur", "fr"], themes["emotions", "fr"]
check(fear["speakers"] == "3" and fear["of_speakers"] == str(sum(c["lang"] == "fr" for c in cases)), fear)
check(heading["kind"] == "heading" and heading["passages"] == "3" and heading["theme_label"] == "Emotions", heading)
check(fear["parent"] == "Emotions" and fear["kind"] == "theme", fear)
check(themes["lecture", "fr"]["several"] == themes["lecture", "fr"]["mentions"] == "3", themes["lecture", "fr"])
check(themes["tour", "fr"]["passages"] == "1", "words of a coded turn are in one sentence or two")
pairs = {(r["theme"], r["with"], r["group"]): r for r in table("theme-coder.cooccurrence")}
check(not any({"emotions"} & {a, b} for a, b, _ in pairs), "a heading occurs with something")
check(("poste", "tarif", "fr") not in pairs, "a parent occurs with its child")
pair = pairs["peur", "serenite", "fr"]
n = int(next(r for r in table("theme-coder.coverage") if r["coded"] == "all" and r["group"] == "fr")["passages"])
check(pair["passages"] == "1" and abs(float(pair["lift"]) - n / 3) < 1e-3 and abs(float(pair["jaccard"]) - 1 / 3) < 1e-3, pair)
phi = (1 * (n - 3) - 2 * 0) / ((3 * 1 * (n - 3) * (n - 1)) ** .5)
check(abs(float(pair["phi"]) - phi) < 1e-3, pair)
rules = table("theme-coder.rules")
check(sum(int(r["hits"]) for r in rules if r["theme"] == "peur" and r["group"] == "fr") == 3, "rules of peur")
silent = {(r["theme"], r["entry"]) for r in table("theme-coder.silent-rules")}
check(("jamais", "abracadabra") in silent and ("peur", "peur") not in silent, silent)
coverage = {(r["group"], r["coded"]): int(r["passages"]) for r in table("theme-coder.coverage")}
check(coverage["fr", "coded"] + coverage["fr", "not coded"] == coverage["fr", "all"], coverage)
examples = [r["result"] for r in table("theme-coder.examples")]
check(examples == ["coded", "not coded"], examples)
failed, = table("theme-coder.failed-examples")
check(failed["example"] == "On nous menace." and failed["place"] == "codebook.xml:14" and failed["todo"].startswith("add a rule"), failed)
uncoded = {(r["group"], r["length"]): r for r in table("theme-coder.uncoded")}
check(sum(int(r["passages"]) for (g, _), r in uncoded.items() if g == "fr") == coverage["fr", "not coded"], uncoded)
check(all(5 <= int(r["words"]) / int(r["passages"]) < 15 for (_, k), r in uncoded.items() if k == "middle"), uncoded)
with open(out / "fears-1" / "tables" / "theme-coder.dominant-rules.csv", encoding="utf-8", newline="") as f:
    dominant = [(r["theme"], r["entry"], r["hits"], r["of_hits"]) for r in csv.DictReader(f)]
check(dominant == [("fear", "fear", "12", "13")], dominant)
with open(out / "fears-1" / "tables" / "theme-coder.silent-rules.csv", encoding="utf-8", newline="") as f:
    silent = {(r["theme"], r["entry"]) for r in csv.DictReader(f)}
check(silent == {("fear", "abhorrence"), ("trust", "faith")}, silent)

# What is said.
said = (out / "said").read_text(encoding="utf-8")
for part in ['codebook.xml:14', 'articles does not code its example', '"tarifs" is a form of the lemma "tarif": write tarif, or move it']:
    check(part in said, f"not said: {part}\n{said}")
why = (out / "why").read_text(encoding="utf-8")
check("Je n'ai pas peur" in why, why)

if wrong:
    sys.exit("\n".join(map(str, wrong)))

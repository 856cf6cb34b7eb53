"""Counts the sample study of word association anew from its tables, and compares."""
import collections, csv, math, pathlib, sys
out, corpus = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
wrong = []


def table(name, path=None):
    with open(path or out / "tables" / f"word-association.{name}.by-group.csv", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=";" if path else ","))


form = lambda w: w.replace("’", "'").lower()
synonyms, categories = {}, {}
for r in table(None, corpus / "thesaurus.csv"):
    as_ = form(r["as"] or r["word"])
    synonyms[form(r["word"])] = as_
    if r["category"]:
        categories[as_] = form(r["category"])
groups = {r["value"]: r["as"] for r in table(None, corpus / "values.csv")}
said = []           # person, group, word, rank, valence
for r in table(None, corpus / "fr.csv"):
    said.append((r["id"], groups[r["groupe"]], r["mot"], int(r["rang"]) if r["rang"] else None, r["valence"]))
with open(corpus / "en.csv", encoding="cp1252", newline="") as f:
    for r in csv.DictReader(f):
        for k in "123":
            if r["word" + k]:
                said.append((r["id"], groups[r["group"]], r["word" + k], int(k), r["valence" + k]))
kept, doubles = {}, 0
for person, group, word, rank, valence in said:
    key = (group, synonyms.get(form(word), form(word)), person)
    if key not in kept or (rank or 99) < (kept[key][0] or 99):
        kept[key] = (rank, valence)
words = collections.defaultdict(lambda: collections.defaultdict(list))
for (group, word, person), x in kept.items():
    words[group][word].append(x)


def same(what, found, expected):
    ok = found == expected
    if isinstance(expected, float):
        ok = found != "" and abs(float(found) - expected) <= 1e-5 * max(1, abs(expected))
    elif isinstance(expected, int):
        ok = found != "" and float(found) == expected
    if not ok:
        wrong.append(f"{what}: {found}, expected {expected}")


expected_rows = 0
for r in table("summary"):
    w = words[r["group"]]
    counts = [len(x) for x in w.values()]
    n, t, h = sum(counts), len(counts), counts.count(1)
    values = [v for x in w.values() for _, v in x]
    entropy = -sum(c / n * math.log2(c / n) for c in counts)
    frequent = {x: c for x, c in w.items() if len(c) >= 2}
    ranks = [k for c in frequent.values() for k, _ in c if k]
    cut_f, cut_r = sum(map(len, frequent.values())) / len(frequent), sum(ranks) / len(ranks)
    p = (values.count("+") - values.count("-")) / n
    for column, value in {
            "speakers": len({q for g, _, q in kept if g == r["group"]}), "evocations": n, "types": t, "hapax": h,
            "diversity": t / n, "rarity": h / t, "hapax-share": h / n, "entropy": entropy,
            "evenness": entropy / math.log2(t), "stereotypy": 1 - 2 * t / n, "polarity": p,
            "neutrality": (values.count("0") - values.count("+") - values.count("-")) / n,
            "source": "participant", "kept": len(frequent), "cut-frequency": cut_f, "cut-rank": cut_r}.items():
        same(f"summary of {r['group']}: {column}", r[column], value)
    for row in (x for x in table("words") if x["group"] == r["group"]):
        expected_rows += 1
        c = w[row["word"]]
        ranks = [k for k, _ in c if k]
        mean = sum(ranks) / len(ranks) if ranks else None
        zone = "" if len(c) < 2 or not ranks else {
            (True, True): "core", (True, False): "first-periphery", (False, True): "contrasted",
            (False, False): "second-periphery"}[len(c) >= cut_f, mean <= cut_r]
        for column, value in {"frequency": len(c), "speakers": len(c), "rank": "" if mean is None else float(mean),
                              "zone": zone, "category": categories.get(row["word"], ""),
                              "positive": [v for _, v in c].count("+")}.items():
            same(f"{row['word']} of {r['group']}: {column}", row[column], value)
same("rows of words", expected_rows, sum(map(len, words.values())))

(a, b), = [(words[r["group"]], words[r["other"]]) for r in table("contrasts")]
row = table("contrasts")[0]
common = set(a) & set(b)
na, nb = sum(map(len, a.values())), sum(map(len, b.values()))
every = set(a) | set(b)
less = sum(min(len(a.get(x, "")), len(b.get(x, ""))) for x in every)
same("common", row["common"], len(common))
same("jaccard", row["jaccard"], len(common) / len(every))
same("ellegard", row["ellegard"], len(common) / math.sqrt(len(a) * len(b)))
same("dice", row["dice"], 2 * len(common) / (len(a) + len(b)))
same("ruzicka", row["ruzicka"], less / (na + nb - less))
same("hellinger", row["hellinger"],
     math.sqrt(1 - sum(math.sqrt(len(a[x]) / na * len(b[x]) / nb) for x in common)))

for r in table("differences"):
    n, m, k = int(r["respondents"]), int(r["other-respondents"]), int(r["speakers"]) + int(r["other-speakers"])
    chance = lambda x: math.comb(n, x) * math.comb(m, k - x) / math.comb(n + m, k)
    here = chance(int(r["speakers"]))
    p = sum(chance(x) for x in range(max(0, k - m), min(n, k) + 1) if chance(x) <= here * (1 + 1e-7))
    same(f"p of {r['word']}", r["p"], min(p, 1.0))
    same(f"caution of {r['word']}", r["caution"], "n < 30")
repairs = {(r["document"], r["kind"]) for r in csv.DictReader(open(out / "tables/core.repairs.csv", encoding="utf-8"))}
same("repairs", repairs, {("E-02", "encoding"), ("T-09", "word said twice")})
if wrong:
    print("\n".join(wrong))
sys.exit(bool(wrong))

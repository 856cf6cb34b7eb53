"""A sample study that has been run, OUT, against truth.csv: studies.py OUT TRUTH. Prints what is wrong and ends
with 1, or a word that is said often."""
import collections, csv, json, pathlib, re, sqlite3, sys, unicodedata

out, truth = pathlib.Path(sys.argv[1]), sys.argv[2]
wrong = []


def check(ok, what):
    if not ok:
        wrong.append(what)


def rows(path, delimiter=","):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=delimiter))


def nfc(s):
    return unicodedata.normalize("NFC", s)


def words(text, remarks):
    """What stands between two spaces and holds a letter or a digit; remarks of the transcriber aren't said."""
    for begin, end in reversed(remarks):
        text = text[:begin] + " " + text[end:]
    return sum(any(c.isalnum() for c in w) for w in text.split())


truth = rows(truth, ";")
expected = {(nfc(r["document"]).removesuffix(".txt"), r["speaker"]): r for r in truth}
speakers = rows(out / "tables" / "core.speakers.csv")
turns = {k: (r["role"], int(r["turns"])) for k, r in expected.items()}
found = {(nfc(r["document"]), r["speaker"]): (r["role"], int(r["turns"])) for r in speakers}
check(found == turns, f"speakers: {sorted(set(found.items()) ^ set(turns.items()))}")
persons = {r["person"] for r in speakers if r["role"] == "respondent"}

documents = [json.loads(line) for line in open(out / "documents.jsonl", encoding="utf-8")]
check(len(documents) == len({d for d, _ in expected}), "documents")
said = collections.Counter()
for d in documents:
    text, layers, name = d["text"], d["layers"], nfc(d["document"])
    notes = layers.get("note", [])
    spans = sorted((r["begin"], r["end"]) for r in layers["turn"] + [n for n in notes if n["kind"] == "marker"])
    at = 0
    for begin, end in spans:        # what stands between marks and turns is blank, but for a heading
        check(begin >= at, f"{name}: marks and turns overlap at {begin}")
        check(not at or not text[at:begin].strip(" \t\n\u00a0\u202f\ufeff*_"), f"{name}: lost: {text[at:begin]!r}")
        at = max(at, end)
    check(not text[at:].strip(), f"{name}: the end is lost")

    counted = collections.Counter()
    remarks = sorted((n["begin"], n["end"]) for n in notes if n["kind"] in ("transcriber", "time"))
    for t in layers["turn"]:
        inside = [(b - t["begin"], e - t["begin"]) for b, e in remarks if t["begin"] <= b and e <= t["end"]]
        counted[t["speaker"]] += words(text[t["begin"]:t["end"]], inside)
    for speaker, n in counted.items():
        r = expected.get((name, speaker))
        check(r and int(r["words"]) == n, f"{name}, {speaker}: {n} words, not {r and r['words']}")

    heard = [(t["begin"], t["end"]) for t in layers["turn"]
             if expected.get((name, t["speaker"]), {}).get("role") == "respondent"]
    last = 0
    for t in layers["token"]:
        check(t["begin"] >= last and t["end"] > t["begin"], f"{name}: token at {t['begin']}")
        last = t["end"]
        if t["kind"] in ("word", "number") and any(b <= t["begin"] < e for b, e in heard):
            said[t["form"]] += 1

table = collections.Counter()
for path in (out / "tables").glob("frequencies.forms.by-*.csv"):
    for r in rows(path):
        table[r["form"]] += int(r["tokens"])
        check(0 < int(r["speakers"]) <= min(len(persons), int(r["tokens"])), f"speakers of {r}")
        check(int(r["documents"]) <= int(r["passages"]) <= int(r["tokens"]), f"counts of {r}")
check(table, "no table of forms by group")
for form in table:
    check(table[form] == said[form], f"{form}: {table[form]} counted, {said[form]} said")

check(json.load(open(out / "manifest.json", encoding="utf-8")), "manifest")
db = sqlite3.connect(out / "run.sqlite")
check(db.execute("select count(*) from documents").fetchone()[0] == len(documents), "run.sqlite")
if wrong:
    print("\n".join(wrong[:20]))
    sys.exit(1)
print(max((f for f in table if re.fullmatch("[a-z]{4,}", f)), key=lambda f: (table[f], f)))

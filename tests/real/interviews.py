"""interviews.py OUT DATA: is what glane says of the interviews true? Read again here by other means."""
import collections
import csv
import json
import pathlib
import re
import sys

out, data = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
wrong = []
mark = re.compile(r"^(Assistant|AI|User):(?: |$)", re.M)


def check(ok, what):
    if not ok:
        wrong.append(what)


texts = {}
for path in sorted(data.glob("*.csv")):
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            texts[row["transcript_id"]] = (path.stem, row["text"].replace("\r\n", "\n"))

said = collections.defaultdict(collections.Counter)     # what respondents say, word by word, by group
documents = 0
for line in open(out / "documents.jsonl", encoding="utf-8"):
    d = json.loads(line)
    documents += 1
    group, expected = texts[d["document"]]
    text, layers = d["text"], d["layers"]
    check(text == expected, f"{d['document']}: another text")
    marks = list(mark.finditer(text))
    turns = layers["turn"]
    check([t["speaker"] for t in turns] == [m[1] for m in marks], f"{d['document']}: turns")
    markers = [n for n in layers["note"] if n["kind"] == "marker"]
    at, back = 0, []
    for row in sorted(turns + markers, key=lambda r: r["begin"]):
        check(not text[at:row["begin"]].strip(), f"{d['document']}: lost {text[at:row['begin']]!r}")
        back.append(text[at:row["end"]])
        at = row["end"]
    check("".join(back) + text[at:] == text and not text[at:].strip(), f"{d['document']}: the end is lost")
    for i, t in enumerate(turns):
        asks = t["speaker"] != "User"
        check(asks == (i % 2 == 0), f"{d['document']}: turn {i} is {t['speaker']}'s")
    spans = [(t["begin"], t["end"]) for t in turns if t["speaker"] == "User"]
    for begin, end in spans:
        said[group].update(re.findall(r"[a-z]+", text[begin:end].lower()))
check(documents == 626, f"{documents} documents")

table = collections.defaultdict(dict)
with open(next((out / "tables").glob("frequencies.forms*.csv")), encoding="utf-8", newline="") as f:
    for row in csv.DictReader(f):
        table[row["form"]][row["group"]] = row
check({g for rows in table.values() for g in rows} == set(said), "groups")
# Words without another way of cutting them: as often as a plain search finds them among respondents' words.
for word in "stigma trust worried because chemistry novel illustrator moodboard spreadsheet".split():
    for group in said:
        got = int(table.get(word, {}).get(group, {"tokens": 0})["tokens"])
        check(got == said[group][word], f"{word} in {group}: {got}, not {said[group][word]}")
# Words of the interviewer alone.
for word in ("anthropic",):
    for group in said:
        got = int(table.get(word, {}).get(group, {"tokens": 0})["tokens"])
        check(got <= said[group][word], f"{word} in {group}: the interviewer is counted")
for line in wrong[:20]:
    print(line)
print(f"{documents} documents, {sum(sum(c.values()) for c in said.values())} words of respondents, {len(wrong)} wrong")
sys.exit(bool(wrong))

"""A row per person, from the documents as write-jsonl has them: words, turns, themes and tone counted a second time."""
import csv, json, pathlib, sys

out = pathlib.Path(sys.argv[1])


def rows(path):
    with open(out / path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


people = {r["person"]: r for r in rows("view/respondents.people.people.csv")}
assert list(people) == ["Ana", "Bob", "Cléo", "d"], list(people)
assert list(people["Ana"]) == """person document documents turns words source job age tools.brush tools.pen tools.scissors
    var.words half lang sentiment theme.fear theme.work""".split(), list(people["Ana"])

# What the metadata say, and of whom nothing is known.
assert people["Ana"]["document"] == "a1; a2" and people["Ana"]["documents"] == "2" and people["d"]["document"] == "d"
assert [p["age"] for p in people.values()] == ["41", "36.5", "", ""]
assert [p["job"] for p in people.values()] == ["painter", "=cook", '"writer", too', ""]
tools = [[p["tools." + t] for t in ("brush", "pen", "scissors")] for p in people.values()]
assert tools == [["1", "1", "0"], ["", "", ""], ["0", "0", "1"], ["", "", ""]], tools
assert [p["var.words"] for p in people.values()] == ["many", "few", "", ""]

# What they say.
said = {name: {"words": 0, "turns": 0, "themes": set(), "score": 0.0, "characters": 0} for name in people}
of = {"a1": "Ana", "a2": "Ana", "b": "Bob", "c": "Cléo", "d": "d"}
for line in open(out / "documents.jsonl", encoding="utf-8"):
    doc = json.loads(line)
    person = said[of[doc["document"]]]
    turns = [t for t in doc["layers"]["turn"] if t["speaker"] == "Respondent"]
    assert turns and len(turns) < len(doc["layers"]["turn"])
    inside = lambda row: any(t["begin"] <= row["begin"] < t["end"] for t in turns)
    person["turns"] += len(turns)
    person["words"] += sum(t["kind"] == "word" and inside(t) for t in doc["layers"]["token"])
    person["themes"] |= {t["code"] for t in doc["layers"]["theme"] if t["origin"] == "theme-coder" and inside(t)}
    for s in doc["layers"]["sentiment"]:
        if inside(s):
            person["score"] += s["score"] * (s["end"] - s["begin"])
            person["characters"] += s["end"] - s["begin"]
for name, p in people.items():
    s = said[name]
    assert (int(p["words"]), int(p["turns"])) == (s["words"], s["turns"]), name
    assert {t for t in ("fear", "work") if p["theme." + t] == "1"} == s["themes"], name
    assert {p["theme.fear"], p["theme.work"]} <= {"0", "1"}, name
    assert abs(float(p["sentiment"]) - s["score"] / s["characters"]) < 1e-6, name
assert said["Ana"]["themes"] == {"fear", "work"} and not said["d"]["themes"]

# The long table says the same, of everybody in the same order, with the passages behind it.
long = rows("tables/respondents.people.csv")
assert [r["measure"] for r in long] == list(people["Ana"])[1:] * 4
assert all(not (r["value"] and r["text"]) and people[r["person"]][r["measure"]] == r["value"] + r["text"] for r in long)
assert all((r["passages"] == "0") == (r["value"] == "0" or not r["value"] + r["text"]) for r in long if r["measure"] != "sentiment")

# Coded passages are the words that stand there, of all coders; not what interviewers say.
text = {d["document"]: d["text"] for d in map(json.loads, open(out / "documents.jsonl", encoding="utf-8"))}
codings = rows("tables/coded-passages.codings.csv")
assert {r["coder"] for r in codings} == {"theme-coder", "marie"} and len(codings) >= 6
for r in codings:
    assert text[r["document"]][int(r["begin"]):int(r["end"])] == r["words"], r
    assert r["person"] == of[r["document"]] and r["speaker"] == "Respondent", r
assert [r["words"] for r in codings if r["coder"] == "marie"] == ["I’m afraid 👍 of the machine", "my job"]

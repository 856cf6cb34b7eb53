"""documents.py REPORT DOCUMENTS: in the report's documents, is what was said whole, and do numbers and passages lead to each other?

REPORT is one file; DOCUMENTS is what write-jsonl says of the same run."""
import json
import re
import sys
import xml.etree.ElementTree as ET

wrong = []
page = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", open(sys.argv[1], encoding="utf-8").read(), count=1))
parent = {c: p for p in page.iter() for c in p}
at = {e.get("id"): e for e in page.iter() if e.get("id")}


def check(ok, *what):
    if not ok:
        wrong.append(" ".join(map(str, what)))


def said(e):
    """The text of an element without what the report adds: names, classes, numbers of themes, lists."""
    own = e.tag in ("sup", "i", "details") or e.get("class") in ("who", "codes")
    return "" if own else (e.text or "") + "".join(said(c) + (c.tail or "") for c in e)


def squeezed(text):
    return "".join(text.split())


def around(e, tag, name):
    while e is not None and not (e.tag == tag and name in (e.get("class") or "").split()):
        e = parent.get(e)
    return e


documents = {}
for line in open(sys.argv[2], encoding="utf-8"):
    d = json.loads(line)
    documents[d["document"]] = d
articles = list(page.iter("article"))
check(len(articles) == len(documents), len(articles), "documents")
codes = 0
for article in articles:
    d = documents[article.find("h3").text]
    turns, themes = d["layers"]["turn"], d["layers"]["theme"]
    shown = [e for e in article.iter("div") if (e.get("class") or "").startswith("turn ")]
    check(len(shown) == len(turns), d["document"], "turns")
    for e, t in zip(shown, turns):
        if any(p.text and p.text.startswith("[words that may not") for p in e.iter("p")):
            continue
        text = d["text"][t["begin"]:t["end"]]
        check(squeezed(said(e)) == squeezed(text), d["document"], "says", said(e)[:60], "for", text[:60])
        names = {c.text.split("\u00a0", 1)[1] for p in e.findall("p") if p.get("class") == "codes" for c in p}
        here = {r["code"] for r in themes if r["begin"] < t["end"] and r["end"] > t["begin"]}
        if "respondent" in e.get("class"):
            check(len(names) == len(here), d["document"], names, "for", here)
            codes += len(names)
        else:
            check(not names, "themes of an interviewer")

# From a number to the passage, and from there back to the number.
there = back = 0
for details in page.iter("details"):
    if details.get("class") != "counted":
        continue
    turn = around(details, "div", "turn")
    for a in details.iter("a"):
        evidence = at.get(a.get("href")[1:])
        check(evidence is not None and evidence.get("class") == "evidence", a.get("href"), "is no evidence")
        places = [at.get(x.get("href")[1:]) for x in evidence.iter("a") if re.match(r"#d\d+-\d+$", x.get("href") or "")]
        check(None not in places, a.get("href"), "leads nowhere")
        if turn is not None:
            check(any(around(p, "div", "turn") is turn for p in places), a.get("href"), "has no passage in the turn that names it")
            back += 1
for evidence in page.iter("section"):
    for x in evidence.iter("a") if evidence.get("class") == "evidence" else ():
        if re.match(r"#d\d+-\d+$", x.get("href") or ""):
            there += 1
check(codes > 50 and back > 500 and there > 500, codes, "themes", back, "rows", there, "passages")
if wrong:
    sys.exit("\n".join(wrong[:20]))

"""families.py LEXICON.tsv LEAST: at least LEAST entries of one word are judged; every derived entry names a judged one, and has its
valence times what the rule of its ending says."""
import csv
import sys
import unicodedata

rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
base = {}
for r in rows:
    if not r["family"]:
        base.setdefault(r["word"], []).append(float(r["valence"]))
judged = {w for w in base if " " not in w and "'" not in w}
wrong = [] if len(judged) >= int(sys.argv[2]) else [f"{len(judged)} words judged"]


def plain(word):
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("œ", "oe")


derived = {r["word"]: float(r["valence"]) for r in rows if r["family"]}
for r in rows:
    family, value = r["family"], float(r["valence"])
    if not -4 <= value <= 4:
        wrong.append(f"{r['word']}: {value}")
    if not family:
        continue
    of = base.get(family) or [derived[family]] if family in base or family in derived else []
    factors = (1.0,) if plain(r["word"]) == plain(family) else (0.8, 0.9, 1.0)
    if not any(abs(value - v * f) < 0.011 for v in of for f in factors):
        wrong.append(f"{r['word']}: {value}, but {family} has {of}")
for line in wrong:
    print(line)
sys.exit(bool(wrong))

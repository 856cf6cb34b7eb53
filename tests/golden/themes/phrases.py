"""phrases.py PHRASES DOCUMENTS: whether each phrase has the codes that it must have, and no others."""
import json
import sys

wrong = 0
expected = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8") if not line.startswith("#")]
for line in open(sys.argv[2], encoding="utf-8"):
    document = json.loads(line)
    codes, phrase = expected[int(document["document"]) - 1]
    found = sorted({row["code"] for row in document["layers"].get("theme", [])})
    if found != sorted(codes.split()) or document["text"] != phrase:
        print(f"{sys.argv[1]}: {phrase!r} is {' '.join(found) or 'not coded'}, expected: {codes or 'not coded'}")
        wrong += 1
print(f"{len(expected)} phrases, {wrong} wrong")
sys.exit(wrong > 0)

"""Who speaks: the attributions of quotations beside the speakers that annotators of novels wrote down.

Asked only where the text names the speaker beside the quotation. French (brat, as in fr-litbank): the quotation has an introducing
verb, and its source (no pronoun) stands at most NEAR characters from that verb. English (LitBank): a word of the character's
name stands among the narrator's words of the quotation's line, or of the next one if that goes on with the sentence.
An attribution is right if its words are among the source's, or the source's among its, articles aside; in English if it has a
word of the name. Quotations that were not found count as wrong.
"""
import re

NEAR = 60
PRONOUNS = set("je j' tu il elle on nous vous ils elles lui moi toi eux qui celui-ci celle-ci celui-là celle-là l'autre".split())
ARTICLES = set("le la les l un une son sa mon ma the a d de du".split())
TITLES = set("mr mrs miss sir lady lord dr the of m madame captain uncle aunt".split())


def words(text):
    return re.findall(r"\w+", text.lower())


def read(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return stream.read()


def cells(path):
    return [line.split("\t") for line in read(path).splitlines()]


def asked_french(path, text):
    """(span, words of the source) of each quotation beside which the text names its speaker."""
    span, name, kind, source, verbs = {}, {}, {}, {}, {}
    for row in cells(path):
        if row[0].startswith("T"):
            kind[row[0]], offsets = row[1].split(" ", 1)
            pairs = sorted(tuple(map(int, pair.split())) for pair in offsets.split(";"))
            span[row[0]], name[row[0]] = (pairs[0][0], pairs[-1][1]), row[2].lower().replace("’", "'")
        elif row[0].startswith("R"):
            relation, who, quote = re.match(r"(\w+) Arg1:(\w+) Arg2:(\w+)", row[1]).groups()
            if relation == "Source":
                source.setdefault(quote, who)
            elif relation == "Introduction":
                verbs.setdefault(quote, []).append(who)
    for quote in (q for q in span if kind[q] == "Citation" and q in source and q in verbs):
        begin, end = span[source[quote]]
        away = min(max(span[v][0] - end, begin - span[v][1]) for v in verbs[quote])
        named = [w for w in words(name[source[quote]]) if w not in ARTICLES]
        if away <= NEAR and name[source[quote]] not in PRONOUNS and named:
            yield span[quote], named


def asked_english(path, text, quotes):
    """The same from LitBank's form; `quotes`: spans in the order of the file."""
    rows = cells(path)
    who = {row[1]: row[2] for row in rows if row[0] == "ATTRIB"}
    said = bytearray(len(text) + 1)
    for begin, end in quotes:
        said[begin:end] = b"\1" * (end - begin)
    told = "".join(c if c == "\n" or not said[i] else " " for i, c in enumerate(text))
    for (begin, end), quote in zip(quotes, (row[1] for row in rows if row[0] == "QUOTE")):
        named = [w for w in words(re.sub(r"-\d+$", "", who.get(quote, "")).replace("_", " ")) if w not in TITLES and len(w) > 1]
        last = (told.find("\n", end) + len(told)) % len(told)
        next_line = told[last:].split("\n", 2)[1:2]
        beside = told[told.rfind("\n", 0, begin) + 1:last]
        beside += next_line[0] if next_line and re.match(r"\s*[a-z]", next_line[0]) else ""
        if set(named) & set(words(beside)):
            yield (begin, end), named


def score(spans, brat, folder, documents, english):
    """How many were asked, and the share of right attributions. `spans`, `brat`: the scoring tools' modules."""
    asked = right = 0
    for path in sorted(folder.glob("*.ann")):
        text, document = read(path.with_suffix(".txt")), spans.find(documents, path.name)
        quotes = [(q[0][0], q[-1][1]) for q in brat.read_gold(path, text, ["Citation"])] if english else []
        gold = list(asked_english(path, text, quotes) if english else asked_french(path, text))
        rows = [row for row in spans.layer(document, "verbatim") if row["kind"] == "verbatim"]
        pairs = spans.match([spans.trim(text, *span) for span, _ in gold],
                            [spans.trim(text, row["begin"], row["end"]) for row in rows], brat.OVERLAP)
        asked += len(gold)
        for i, j in pairs:
            named, found = set(gold[i][1]), set(words(rows[j].get("attribution") or "")) - ARTICLES
            right += bool(named & found) if english else bool(found) and (named <= found or found <= named)
    return asked, right / asked

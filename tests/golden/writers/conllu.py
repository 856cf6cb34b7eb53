"""A file in CoNLL-U against the documents it is of: conllu.py WORDS.CONLLU DOCUMENTS.JSONL. What holds of any such file
is looked at here, from the format's description: https://universaldependencies.org/format.html."""
import json, sys, unicodedata


def fold(s):
    return " ".join(s.split())


def blocks(path):
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    assert text.endswith("\n\n") and "\r" not in text and "\n\n\n" not in text
    for block in text[:-2].split("\n\n"):
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        assert lines[:len(comments)] == comments, block
        yield comments, [line.split("\t") for line in lines[len(comments):]]


def surface(rows):
    """The tokens of a sentence, in order: (form, followed by a blank?, its words)."""
    number, i = 1, 0
    while i < len(rows):
        at = rows[i]
        assert len(at) == 10 and all(c and c == c.strip() and "  " not in c for c in at), at
        assert at[4:9] == ["_"] * 5 and at[9] in ("_", "SpaceAfter=No"), at
        if "-" in at[0]:
            first, last = map(int, at[0].split("-"))
            assert first == number and last > first and at[2:4] == ["_", "_"], at
            words = rows[i + 1:i + 2 + last - first]
            assert [w[0] for w in words] == [str(n) for n in range(first, last + 1)], words
            assert all(w[9] == "_" for w in words), words
            i += 1 + len(words)
        else:
            assert at[0] == str(number), at
            words = [at]
            i += 1
        number += len(words)
        yield at[1], at[9] == "_", words


path, documents = sys.argv[1:]
documents = [json.loads(line) for line in open(documents, encoding="utf-8")]
found, ids = {}, set()
name = None
for comments, rows in blocks(path):
    value = dict(c[2:].split(" = ", 1) for c in comments if " = " in c)
    keys = [c[2:].split(" = ")[0] for c in comments]
    order = ["newdoc id", "newpar", "sent_id", "speaker", "text"]
    assert keys == [k for k in order if k in keys] and "sent_id" in keys and "text" in keys, comments
    if "newdoc id" in value:
        name = value["newdoc id"]
        assert name not in found and "newpar" in keys, comments
        found[name] = []
    assert value["sent_id"] == f"{name}-{len(found[name]) + 1}" and value["sent_id"] not in ids, comments
    ids.add(value["sent_id"])
    tokens = list(surface(rows))
    text = "".join(form + " " * blank for form, blank, _ in tokens)
    assert value["text"] == text.rstrip(" "), (value["text"], text)
    found[name].append((value.get("speaker"), "newpar" in keys, tokens))

assert list(found) == [d["document"] for d in documents if d["layers"]["token"]], list(found)
for d in documents:
    text, layers, name = d["text"], d["layers"], d["document"]
    # All tokens are there, and what they say is the text without notes, but for blanks.
    tokens = [t for _, _, s in found.get(name, []) for t in s]
    assert [form for form, _, _ in tokens] == [fold(text[t["begin"]:t["end"]]) for t in layers["token"]], name
    for n in reversed(layers.get("note", [])):
        text = text[:n["begin"]] + " " * (n["end"] - n["begin"]) + text[n["end"]:]
    assert "".join("".join(form for form, _, _ in tokens).split()) == "".join(text.split()), name
    # Each blank, and none that isn't.
    for k, (form, blank, _) in enumerate(tokens[:-1]):
        a, b = layers["token"][k:k + 2]
        assert blank == (a["end"] < b["begin"]), (name, form)
    # Who speaks, and a paragraph where the sentence before ends with an empty line.
    last = 0
    for (speaker, paragraph, _), at in zip(found.get(name, []), layers["sentence"], strict=True):
        turn = [t["speaker"] for t in layers.get("turn", []) if t["begin"] <= at["begin"] < t["end"]]
        assert speaker == (turn[0] if turn else None), (name, speaker, at)
        gap = d["text"][last:at["begin"]]
        lines = "\n" + gap if not last else gap
        assert paragraph == (not last or any(not l.strip() for l in lines.split("\n")[1:-1])), (name, gap)
        last = at["end"]
    # Words of a range: as the layer word has them.
    words = [(w["token"], w["form"], w["lemma"], w["upos"]) for w in layers.get("word", [])]
    if words:
        written = [(k, unicodedata.normalize("NFC", w[1]), w[2], w[3]) for k, (_, _, ws) in enumerate(tokens) for w in ws]
        assert [w[0] for w in written] == [w[0] for w in words], name
        for w, (_, form, lemma, upos) in zip(written, words, strict=True):
            assert w[2:] == (fold(lemma) or "_", upos or "_"), (w, lemma, upos)
        parts = [w for w in written if sum(x[0] == w[0] for x in written) > 1]
        assert all(w[1] == form for w, form in zip(parts, [f for k, f, _, _ in words if sum(x[0] == k for x in words) > 1], strict=True))
    else:
        assert all(w[2:4] == ["_", "_"] for _, _, ws in tokens for w in ws), name

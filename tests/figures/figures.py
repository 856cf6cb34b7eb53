"""figures.py GLANE SHARED SOURCE [PLUGIN …]: measures the plugins and writes the figures into their READMEs.

Run by `make figures`. GLANE is the command, SHARED the folder of texts, gold annotations and scoring tools, SOURCE the
source tree. In SOURCE/plugins/PLUGIN/README.md what stands between `<!-- figures -->` and `<!-- /figures -->` is written
anew; nothing else is touched. A figure whose data aren't there stops the run: an old one would look new.
"""
import csv
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

import speakers

glane, shared, source = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
tools, data = shared / "tools", shared / "data"
work = pathlib.Path(tempfile.mkdtemp(prefix="glane-figures-"))

TREEBANKS = [("fr", "fr_gsd-ud-dev", "French GSD, dev (web, encyclopaedia)"),
             ("fr", "fr_sequoia-ud-dev", "French Sequoia, dev (newspaper, administration)"),
             ("fr", "fr_parisstories-ud-dev", "French ParisStories, dev (spoken)"),
             ("fr", "fr_rhapsodie-ud-train", "French Rhapsodie, train (spoken)"),
             ("en", "en_ewt-ud-dev", "English EWT, dev (blogs, mail, answers)")]


def run(*command):
    """Standard output; what the command says is shown when it fails."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=work)
    if done.returncode not in (0, 3):
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def score(tool, *arguments):
    return json.loads(run(sys.executable, tools / tool, "--json", *arguments))


def study(name, inside):
    """Runs a pipeline made of these elements; returns its output folder."""
    file = work / f"{name}.xml"
    file.write_text('<?xml version="1.0" encoding="UTF-8"?>\n<pipeline version="1" study="figures" languages="fr en" '
                    f'report-language="en">\n{inside}\n</pipeline>\n', encoding="utf-8")
    run(glane, "run", file, "-o", work / name)
    return work / name


def percent(value):
    return "–" if value is None else f"{100 * value:.2f}"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def treebank(language, name, *steps, gold=None):
    """Figures of score_conllu.py for a treebank (gold: such a file, otherwise the one of that name), from its plain text."""
    gold = gold or data / "ud" / f"{name}.conllu"
    text = work / f"{gold.name}.txt"
    if not text.exists():
        text.write_text(run(sys.executable, tools / "raw_text.py", gold), encoding="utf-8")
    out = work / f"{name}.system.conllu"
    chain = [part for step in steps for part in ("!", *([step] if isinstance(step, str) else step))]
    run(glane, "pipe", "read-text", f"files={text}", f"lang={language}", *chain, "!", "write-conllu", f"to={out}")
    return score("score_conllu.py", gold, out)


def sentences(path):
    return path.read_text(encoding="utf-8").strip().split("\n\n")


def bare(path):
    """A treebank as a transcript without punctuation and capitals has it: tokens that are PUNCT left out, forms small."""
    out = work / f"{path.stem}.bare.conllu"
    done = []
    for sentence in sentences(path):
        lines, text, number, last = [], "", {}, None
        rows = [line.split("\t") for line in sentence.split("\n") if line[:1].isdigit() and "." not in line.split("\t")[0]]
        kept = [row for row in rows if row[3] != "PUNCT"]
        for row in kept:
            if "-" not in row[0]:
                number[row[0]] = str(len(number) + 1)
        for i, row in enumerate(rows):
            if row[3] == "PUNCT":
                continue
            first, _, end = row[0].partition("-")
            after = rows[i + (int(end) - int(first) + 2 if end else 1):][:1]
            glued = "SpaceAfter=No" in row[9] and after and after[0][3] != "PUNCT"
            inside = last is not None and not end and int(first) <= last
            if end:
                last = int(end)
            ids = number[first] + ("-" + number[end] if end else "")
            lines.append("\t".join([ids, row[1].lower(), row[2], row[3]] + ["_"] * 5 + ["SpaceAfter=No" if glued else "_"]))
            if not inside:
                text += row[1].lower() + ("" if glued else " ")
        if lines:
            done.append(f"# text = {text.strip()}\n" + "\n".join(lines) + "\n\n")
    out.write_text("".join(done), encoding="utf-8")
    return out


def tokenizer(language):
    rows = []
    for lang, name, label in TREEBANKS:
        if lang == language:
            f = treebank(lang, name, f"tokenize-{lang}")
            rows.append([label] + [percent(f[k]) for k in ("tokens.precision", "tokens.recall", "tokens.f1",
                                                           "sentences.precision", "sentences.recall", "sentences.f1")])
    return (table(["treebank", "tokens P", "R", "F1", "sentences P", "R", "F1"], rows) +
            "\n\nPer cent, as `score_conllu.py` counts them, from the treebank's plain text.")


def lexicon():
    rows = []
    for lang, name, label in TREEBANKS:
        f = treebank(lang, name, f"tokenize-{lang}", "lexicon")
        rows.append([label] + [percent(f[k]) for k in ("words.f1", "upos.f1", "lemmas.f1", "upos.aligned",
                                                       "lemmas.aligned")])
    return (table(["treebank", "words F1", "UPOS F1", "lemmas F1", "UPOS of aligned words", "lemmas"], rows) +
            "\n\nPer cent, as `score_conllu.py` counts them, from the treebank's plain text; no context is looked at yet.")


def covered(gold, documents, polar):
    """Of the texts that people call good or bad, how many have a word of the lexicon."""
    value = {name: float(number) for name, number in (line.split("\t") for line in gold.read_text(encoding="utf-8").splitlines())}
    found = [any("trace" in row for row in d["layers"]["sentiment"]) for d in map(json.loads, documents.open(encoding="utf-8"))
             if abs(value[d["document"]]) > polar]
    return sum(found) / len(found)


def sentiment():
    sets = [("vader/tweets_GroundTruth.txt", "en", "tweets, mean of 20 raters", []),
            ("vader/amazonReviewSnippets_GroundTruth.txt", "en", "reviews of products, mean of 20 raters", []),
            ("tweets-english", "en", "tweets, three classes", []), ("tweets-french", "fr", "French tweets, three classes", [])]
    rows = []
    for place, lang, label, options in sets:
        name = place.split("/")[-1].split(".")[0]
        csv, gold = work / f"{name}.csv", work / f"{name}.tsv"
        run(sys.executable, tools / "score_sentiment.py", "--make", data / "sentiment" / place, "--csv", csv, "--gold", gold)
        out = study(name, f'<read use="read-csv" files="{csv}" id-column="id" text-column="text" set="lang={lang}"/>'
                          f'<step use="tokenize-{lang}"/><step use="lexicon"/><step use="sentiment"/>'
                          '<write use="write-jsonl" to="documents.jsonl"/>')
        vader = place.startswith("vader/")
        f = score("score_sentiment.py", gold, out / "documents.jsonl", *(["--gold-threshold", "0.5"] if vader else []), *options)
        two = score("score_sentiment.py", gold, out / "documents.jsonl", "--classes", "2")
        rows.append([label, str(f["pairs"]), f"{f['pearson']:.3f}", f"{f['spearman']:.3f}", percent(f["macro_f1"]),
                     percent(two["macro_f1"]), percent(two["accuracy"]),
                     percent(covered(gold, out / "documents.jsonl", 0.5 if vader else 0))])
    return (table(["texts", "n", "Pearson", "Spearman", "macro-F1, 3 classes", "macro-F1, 2 classes", "accuracy, 2 classes",
                   "polar texts with a word of the lexicon"], rows) +
            "\n\nAs `score_sentiment.py` counts, with the default options: these texts are short, and have one score each.")


def reports():
    """The study of reports, run once for all who are measured on it."""
    out = work / "reports"
    if not out.exists():
        run(glane, "run", source / "pipelines/reports.xml", "--set", f"texts.files={data}/reports/*.txt", "-o", out)
    return out / "documents.jsonl"


def annotated(folder):
    """The folder of texts with quotations beside them; a corpus that is one JSON file is written out as such."""
    place = data / "quotes" / folder
    if (place / "corpus.json").exists():
        corpus = json.loads((place / "corpus.json").read_text(encoding="utf-8"))
        place = work / f"{folder}.texts"
        place.mkdir(exist_ok=True)
        for name, document in corpus.items():
            (place / f"{name}.txt").write_text(document["text"], encoding="utf-8", newline="")
            (place / f"{name}.ann").write_text("".join(f"T{i}\tCitation {begin} {end}\t\n" for i, (begin, end) in
                                                       enumerate(document["labels"])), encoding="utf-8")
    if not any(place.glob("*.ann")):
        sys.exit(f"{place}: no annotated text")
    return place


def quotations():
    gold = data / "reports/gold/verbatims.dev.jsonl"
    f = score("score_verbatims.py", gold, reports())
    names = [("detection, overlap F1", "overlap.f1"), ("detection, exact F1", "exact.f1"), ("kind", "kind.accuracy"),
             ("no verbatim where gold has another kind", "not_verbatim.kept_out"), ("attribution", "attribution.accuracy"),
             ("no attribution where there is none", "attribution.null_accuracy"), ("role", "role.accuracy"),
             ("organisation", "organisation.accuracy"), ("profile", "profile.accuracy")]
    text = table(["reports and press", "per cent"], [[label, percent(f[key])] for label, key in names])
    rows, named = [], []
    sys.path.insert(0, str(tools))
    import score_brat_quotes
    import spans
    for folder, lang, label in (("fr-litbank", "fr", "French novels (fr-litbank)"), ("aads-french", "fr", "French novels (aads-french)"),
                                ("litbank", "en", "English novels (LitBank)")):
        place = annotated(folder)
        for cut in ("kept", "cut"):
            out = study(f"{folder}-{cut}", f'<read use="read-text" files="{place}/*.txt" set="lang={lang}"/>'
                        f'<step use="quotations" incises="{cut}"/><write use="write-jsonl" to="documents.jsonl"/>')
            f = score("score_brat_quotes.py", place, out / "documents.jsonl")
            rows.append([label, cut] + [percent(f[f"{reading}.{match}.f1"]) for reading in ("whole", "pieces")
                                        for match in ("overlap", "exact")])
        if folder != "aads-french":
            asked, right = speakers.score(spans, score_brat_quotes, place, spans.read_documents(work / f"{folder}-kept/documents.jsonl"),
                                          lang == "en")
            named.append([label, str(asked), percent(right)])
    return "\n\n".join((text, table(["direct speech", "incises", "whole, overlap F1", "whole, exact F1", "pieces, overlap F1",
                                     "pieces, exact F1"], rows), table(["speaker, where the text names it", "quotations", "right"], named)))


def themes():
    gold = data / "reports/gold"
    f = score("score_themes.py", gold / "themes.dev.jsonl", gold / "verbatims.dev.jsonl", reports())
    return table(["15 themes of the reports", "precision", "recall", "F1"],
                 [[mean] + [percent(f[f"{mean}.{k}"]) for k in ("precision", "recall", "f1")] for mean in ("micro", "macro")]) + (
        f"\n\nKrippendorff's alpha with MASI distance {f['alpha']:.3f}; the same set of themes for "
        f"{percent(f['same_set'])} per cent of the verbatims. The codebook is `pipelines/codebooks/ai-at-work.xml`.")


TRAINING = ["fr_sequoia-ud-train", "fr_sequoia-ud-train", "fr_parisstories-ud-train"]
FOLDS = 5


def folds(path):
    """The treebank in FOLDS parts by document, and models learnt from all else: (part, model)."""
    all_of = sentences(path)
    names = [next(line for line in s.split("\n") if line.startswith("# sent_id = "))[12:].rsplit("-", 1)[0] for s in all_of]
    order = {name: i for i, name in enumerate(sorted(set(names)))}
    for fold in range(FOLDS):
        part, rest = work / f"{path.stem}.{fold}.conllu", work / f"{path.stem}.without-{fold}.conllu"
        for file, wanted in ((part, True), (rest, False)):
            file.write_text("".join(s + "\n\n" for s, n in zip(all_of, names) if (order[n] % FOLDS == fold) == wanted),
                            encoding="utf-8")
        files = [str(data / "ud" / f"{name}.conllu") for name in TRAINING]
        files += [str(source / "plugins/tagger/train/suis.conllu"), str(rest)]
        run(glane, "train", "tagger", "lang=fr", f"files={';'.join(files)}", "-o", work / f"fold-{fold}")
        yield part, work / f"fold-{fold}" / "fr.model"


FIGURES = ("words.f1", "upos.f1", "lemmas.f1", "upos.aligned", "lemmas.aligned")


def mean(figures):
    """Of several parts, each counted by its number of gold words."""
    words = sum(n for n, _ in figures)
    return {key: sum(n * f[key] for n, f in figures) / words for key in FIGURES}


def crossed(name, change):
    figures = []
    for part, model in folds(data / "ud" / f"{name}.conllu"):
        gold = change(part)
        words = sum(line.split("\t")[0].isdigit() for line in gold.read_text(encoding="utf-8").split("\n"))
        figures.append((words, treebank("fr", part.stem, "tokenize-fr", "lexicon", ("tagger", f"model-fr={model}"), gold=gold)))
    return mean(figures)


def tagger():
    rows = []

    def row(label, f):
        rows.append([label] + [percent(f[key]) for key in FIGURES])

    for lang, name, label in TREEBANKS:
        if not name.endswith("-train"):
            row(label, treebank(lang, name, f"tokenize-{lang}", "lexicon", "tagger"))
    rhapsodie, stories = "fr_rhapsodie-ud-train", "fr_parisstories-ud-dev"
    row("French Rhapsodie, train (spoken), crossed", crossed(rhapsodie, lambda part: part))
    row("French ParisStories, dev, bare", treebank("fr", stories, "tokenize-fr", "lexicon", "tagger",
                                                   gold=bare(data / "ud" / f"{stories}.conllu")))
    row("French Rhapsodie, train, crossed, bare", crossed(rhapsodie, bare))
    return (table(["treebank", "words F1", "UPOS F1", "lemmas F1", "UPOS of aligned words", "lemmas"], rows) +
            "\n\nPer cent, as `score_conllu.py` counts them, from plain text, lemmas as the treebanks have them. Bare: without "
            f"punctuation and capitals. Crossed: {FOLDS} parts by document, each tagged by a model that has not seen it.")


def published(passages, documents):
    """Of each published passage: the candidate of its interview that overlaps best with the sentence in which its anchor
    stands, and all candidates."""
    for row in passages:
        d = documents[row["transcript_id"]]
        begin = d["text"].index(row["anchor"], max(0, row["para_start"] - 100))
        stands = [x for x in d["layers"]["sentence"] if x["begin"] < begin + len(row["anchor"]) and x["end"] > begin]
        low, high = stands[0]["begin"], stands[-1]["end"]
        candidates = d["layers"]["verbatim"]

        def overlap(c):
            return max(0, min(high, c["end"]) - max(low, c["begin"])) / (max(high, c["end"]) - min(low, c["begin"]))
        yield row["anchor"], max(candidates, key=overlap), candidates


PARTS = ("stance", "contrast", "concrete", "feeling", "on_theme")


def worth(c, parts=PARTS):
    return c["complete"] * (1 + 2 * sum(c[p] for p in parts) / max(1, len(parts))) / 3


def rank_share(it, candidates, value):
    """0: the best of its interview, 1: the last; the mean of its places where others are as good."""
    mine = value(it)
    better = sum(value(c) > mine + 1e-9 for c in candidates)
    return (better + sum(abs(value(c) - mine) <= 1e-9 for c in candidates) / 2) / len(candidates)


def verbatim():
    passages = [json.loads(line) for file in sorted((data / "reports/gold").glob("originals*.jsonl"))
                for line in file.read_text(encoding="utf-8").splitlines()]
    out = study("passages", f'<read use="read-csv" files="{data}/interviews/anthropic_interviewer/*.csv" id-column="transcript_id" '
                'text-column="text" group="file" set="lang=en"/><include profile="interviews"/>'
                '<step use="turns" interviewer="Assistant; AI" respondent="User" other-labels="text"/>'
                f'<step use="theme-coder" codebook="{source}/pipelines/codebooks/ai-at-work.xml"/><step use="sentiment"/>'
                '<step use="verbatim" per="theme group"/>'
                '<write use="write-jsonl" to="documents.jsonl" layers="sentence; verbatim"/>')
    wanted = {row["transcript_id"] for row in passages}
    documents = {}
    with open(out / "documents.jsonl", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            if d["document"] in wanted:
                documents[d["document"]] = d
    found = list(published(passages, documents))
    places = list({anchor: (anchor, it, candidates) for anchor, it, candidates in found}.values())

    def row(label, value, of):
        shares = sorted(rank_share(it, candidates, value) for _, it, candidates in of)
        without = sorted(statistics.median(shares[:i] + shares[i + 1:]) for i in range(len(shares)))
        return [label, str(len(shares)), percent(statistics.median(shares)), percent(statistics.mean(shares)),
                f"{sum(x <= 0.25 for x in shares)} of {len(shares)}", f"{percent(without[0])}–{percent(without[-1])}"]

    rows = [row("the score, all that were published", lambda c: c["score"], found),
            row("the score, each place once", lambda c: c["score"], places),
            row("*complete* alone", lambda c: c["complete"], places)]
    for part in PARTS:
        rows.append(row(f"without *{part}*", lambda c, p=part: worth(c, [x for x in PARTS if x != p]), places))
    return table(["published passages among the candidates of their interview", "n", "median rank", "mean rank", "in the top quarter",
                  "median, one passage left out"], rows) + (
        "\n\nPer cent of the candidates that are better; 50 by chance. Interviews of "
        f"{statistics.median(len(c) for _, _, c in places):.0f} candidates in the median.")


def cells(out, name):
    """The rows of a table that write-csv wrote."""
    with open(out / "tables" / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def between(row, value, low, high):
    f = [row[c] and f"{float(row[c]):.2f}" for c in (value, low, high)]
    return f"{f[0]} ({f[1]} to {f[2]})" if f[1] else f[0] or "–"


def coded_twice(label, name, texts, text_column, id_column, codings, **how):
    """Two tables of codings of whole answers, compared."""
    out = study(name, f'<read use="read-csv" files="{texts}" id-column="{id_column}" text-column="{text_column}" set="lang=en"/>'
                      f'<step use="tokenize-en"/><step use="codings" codings="{codings}" empty="unread"/>'
                      '<step use="agreement" unit="document"/><write use="write-csv" to="tables/"/>')
    (row,) = cells(out, "agreement.overall")
    pairs = cells(out, "agreement.confusions")
    crossed = sum(int(r["passages"]) for r in pairs if r["theme"] != r["other"] and "(none)" not in (r["theme"], r["other"]))
    return [label, row["units"], row["themes"], f"{float(row['agreement']):.0f}", between(row, "alpha_masi", "alpha_low", "alpha_high"),
            f"{float(row['alpha_jaccard']):.2f}", f"{float(row['kappa_mean']):.2f}", between(row, "f1", "f1_low", "f1_high"), str(crossed)]


def answers_coded_twice():
    folder, rows = data / "coding" / "gwusec", []
    for first in sorted(folder.glob("*(primary).csv")):
        files = []
        for file in (first, first.with_name(first.name.replace("primary", "secondary"))):
            copy = work / (first.name.split(" - ")[1].split()[0] + "-" + file.name.split("(")[1].split(")")[0] + ".csv")
            copy.write_bytes(file.read_bytes())
            files.append(copy)
        question = first.name.split(" - ")[1].split()[0]
        with open(first, encoding="utf-8-sig", newline="") as file:
            column = next(csv.reader(file))[1].replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        rows.append(coded_twice(f"survey on proctoring, {question}: two researchers", f"gwusec-{question}", files[0], column, "ResponseId",
                                f"{files[0]}; {files[1]}"))
    with open(data / "coding" / "llmcode" / "bopp_test_human-llm-comparison.csv", encoding="cp1252", newline="") as file:
        answers = [(f"a{i:04}", r) for i, r in enumerate(csv.DictReader(file)) if r["why_art"].strip()]
    texts, codings = work / "llmcode.csv", work / "llmcode-codings.csv"
    for path, head, body in ((texts, ["id", "text"], [[i, r["why_art"]] for i, r in answers]),
                             (codings, ["document", "coder", "theme"],
                              [[i, c, r[c + "_codes"]] for i, r in answers for c in ("human", "gpt")])):
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head] + body)
    rows.append(coded_twice("games as art: a language model against a researcher", "llmcode", texts, "text", "id", codings))
    return table(["answers and coders", "answers", "codes", "same codes, %", "α MASI (95 %)", "α Jaccard", "mean κ", "F1 of codings (95 %)",
                  "codes crossed"], rows)


def scored_twice():
    rows = []
    for name, label in (("tweets", "tweets"), ("amazonReviewSnippets", "reviews of products")):
        table_of = work / f"scored-{name}.csv"
        lines = (data / "sentiment" / "vader" / f"{name}_GroundTruth.txt").read_text(encoding="utf-8", errors="replace").splitlines()
        with open(table_of, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["id", "people", "text"]] + [[i, float(v) / 4, t] for i, v, t in (x.split("\t", 2) for x in lines)])
        out = study(f"scored-{name}", f'<read use="read-csv" files="{table_of}" id-column="id" text-column="text" set="lang=en"/>'
                    '<step use="tokenize-en"/><step use="lexicon"/><step use="sentiment"/>'
                    '<step use="agreement" unit="document" scores="sentiment {people}"/><write use="write-csv" to="tables/"/>')
        (row,) = cells(out, "agreement.scores")
        rows.append([label, row["documents"], between(row, "alpha_interval", "alpha_low", "alpha_high"), f"{float(row['alpha_ordinal']):.2f}",
                     f"{float(row['r']):.2f}", f"{float(row['higher']):+.2f}", f"{float(row['apart']):.2f}"])
    return table(["glane's sentiment against 20 raters", "n", "α interval (95 %)", "α ordinal", "r", "glane higher", "apart"], rows)


def agreement():
    return (answers_coded_twice() + "\n\nAnswers that both have coded; codes as they were written, sub-codes apart; a code is crossed where one coder gives "
            "it and the other, at the same answer, another one that the first doesn't.\n\n" + scored_twice() +
            "\n\nThe raters' means, from -4 to 4, divided by 4.")


def associations():
    """Evocations of one stimulus with a thesaurus by hand: forms, lemmas, and what people put together."""
    folder = data / "word-association" / "cnrt"
    evocations, thesaurus = work / "evocations.csv", work / "thesaurus.csv"
    with open(folder / "cartes_cog_la_mine.csv", encoding="utf-8-sig", newline="") as file:
        lists = [(r[0], [w.strip() for w in r[1:] if w.strip()]) for r in csv.reader(file, delimiter=";")]
    with open(folder / "thesaurus.csv", encoding="utf-8-sig", newline="") as file:
        entries = [[t[0].strip(), t[2].strip(), t[3].strip()] for t in csv.reader(file, delimiter=";")]
    for path, body in ((evocations, [["respondent", "rang", "mot"]] + [[who, i, w] for who, words in lists for i, w in enumerate(words, 1)]),
                       (thesaurus, [["word", "as", "category"]] + entries)):
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(body)
    ways = [("forms", "words as written", 'join="forms"'), ("lemmas", "lemmas", ""), ("thesaurus", "thesaurus by hand", f'thesaurus="{thesaurus}"')]
    out = study("cnrt", f'<read use="read-associations" files="{evocations}" set="lang=fr"/><step use="tokenize-fr"/><step use="lexicon"/>' +
                "".join(f'<step use="word-association" id="{i}" {o}/>' for i, _, o in ways) + '<write use="write-csv" to="tables/"/>')
    rows, zones = [], {}
    for name, label, _ in ways:
        (s,) = cells(out, f"{name}.summary")
        held = cells(out, f"{name}.stability")
        zones[name] = {r["word"]: r["zone"] for r in held}
        core = [r for r in held if r["zone"] == "core"]
        rows.append([label, s["speakers"], s["evocations"], s["types"], s["hapax"], s["kept"], f"{float(s['cut-frequency']):.2f}",
                     f"{float(s['cut-rank']):.2f}", str(len(core)), str(sum(r["hangs-on"] == "nothing" for r in core)),
                     percent(sum(r["hangs-on"] == "nothing" for r in held) / len(held))])
    both = set(zones["forms"]) & set(zones["thesaurus"])
    same = sum(zones["forms"][w] == zones["thesaurus"][w] for w in both)
    return (table(["“la mine”, French", "respondents", "N", "T", "H", "kept", "frequent from", "early up to", "words in the core",
                   "of them hang on nothing", "% of all words that do"], rows) +
            f"\n\n{same} of {len(both)} words that are kept with and without the thesaurus are in the same zone: joining words moves the others. "
            "The words of this table stand in their dictionary forms already, so that lemmas find nothing to join. "
            "There is no published classification into zones to compare with.")


BLOCKS = {"tokenize-fr": lambda: tokenizer("fr"), "tokenize-en": lambda: tokenizer("en"), "lexicon": lexicon, "tagger": tagger,
          "sentiment": sentiment, "quotations": quotations, "theme-coder": themes, "verbatim": verbatim,
          "agreement": agreement, "word-association": associations}
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->"


def rewrite(plugin):
    readme = source / "plugins" / plugin / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"{readme}: the lines {BEGIN.strip()} and {END} are missing")
    block = "Written by `make figures`.\n\n" + BLOCKS[plugin]() + "\n"
    readme.write_text(before + begin + block + end + after, encoding="utf-8")
    print(f"plugins/{plugin}/README.md\n{block}")


for wanted in sys.argv[4:] or BLOCKS:
    if wanted not in BLOCKS:
        sys.exit(f"{wanted}: no figures are known for it; known are {', '.join(BLOCKS)}")
    rewrite(wanted)

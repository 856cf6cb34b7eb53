# office.py OUT: the workbook and the text document of a run hold what its tables do, and are well made.
import csv, json, pathlib, re, sys, xml.etree.ElementTree as ET, zipfile

out = pathlib.Path(sys.argv[1])
want = sys.argv[2:]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, OFFICE, STYLE, DRAW = (ODF % n for n in ("text", "table", "office", "style", "drawing"))


def sheets(path):
    z = zipfile.ZipFile(path)
    assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in z.infolist())
    names = [s.get("name") for s in ET.fromstring(z.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    assert len(set(n.lower() for n in names)) == len(names) and all(0 < len(n) <= 31 for n in names), names
    assert not any(set("[]:*?/\\") & set(n) for n in names), names
    for i, name in enumerate(names):
        root = ET.fromstring(z.read(f"xl/worksheets/sheet{i + 1}.xml"))
        assert not list(root.iter(MAIN + "f")), f"{name}: a formula"
        rows = []
        for row in root.iter(MAIN + "row"):
            cells = {}
            for c in row.iter(MAIN + "c"):
                value = c.find(MAIN + "v")
                text = "".join(t.text or "" for t in c.iter(MAIN + "t"))
                column = re.match("[A-Z]+", c.get("r")).group()
                at = 0
                for letter in column:
                    at = at * 26 + ord(letter) - 64
                cells[at - 1] = (None if value is None and c.get("t") != "inlineStr" else text if c.get("t") == "inlineStr"
                                 else float(value.text)) if c.get("t") in (None, "inlineStr") else "?"
            rows.append(cells)
        yield name, root, rows


def workbook():
    book = {name: (root, rows) for name, root, rows in sheets(out / "tables.xlsx")}
    names = list(book)
    assert names[0] == "README", names
    told = [" ".join(str(v) for v in row.values()) for row in book["README"][1]]
    french = "fr" == out.name
    assert any("Réglages en vigueur" in line for line in told) == french, "README isn't in the report's language"
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    for table in results["tables"]:
        name = f"{table['stage']}.{table['table']}"[:31]
        root, (head, *rows) = book[name]
        assert any(name in line for line in told), f"README says nothing of {name}"
        columns = table["columns"]
        labels = [head[i] for i in range(len(columns))]
        assert labels == [c["name"] if "names" in want else c.get("label", c["name"]) for c in columns], (name, labels)
        pane, filters = root.find(f".//{MAIN}pane"), root.find(MAIN + "autoFilter")
        assert pane.get("ySplit") == "1" and pane.get("state") == "frozen" and filters is not None, name
        assert len(rows) == len(table["rows"]), (name, len(rows), len(table["rows"]))
        suppressed = {tuple(x) for x in table.get("suppressed", [])}
        for r, (row, cells) in enumerate(zip(rows, table["rows"])):
            for c, (cell, column) in enumerate(zip(cells, columns)):
                got = row.get(c)
                if cell is None or (r, c) in suppressed:
                    assert not isinstance(got, float), (name, row, column)
                    if column["type"] != "text":
                        assert got is None, (name, got)
                elif column["type"] == "text":
                    # Groups have labels; words of the tables are in the report's language.
                    assert isinstance(got, str) and (got == cell or french or column["name"] == "group"), (name, got, cell)
                else:                   # as a number, and the same as the tables'
                    assert isinstance(got, float) and abs(got - cell) <= 1e-5 * abs(cell), (name, got, cell)
            if any(r == x for x, _ in suppressed):
                assert row.get(len(columns)), (name, "suppressed cells that aren't named")


def document():
    z = zipfile.ZipFile(out / "report.odt")
    first = z.infolist()[0]
    assert first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED and not first.extra
    assert z.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in z.infolist())
    listed = {e.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path")
              for e in ET.fromstring(z.read("META-INF/manifest.xml"))} - {"/"}
    assert listed == set(z.namelist()) - {"mimetype", "META-INF/manifest.xml"}, listed
    content, styles = ET.fromstring(z.read("content.xml")), ET.fromstring(z.read("styles.xml"))
    ET.fromstring(z.read("meta.xml"))
    known = {s.get(STYLE + "name") for root in (content, styles) for s in root.iter(STYLE + "style")}
    for e in content.iter():
        for key in (TEXT + "style-name", TABLE + "style-name", DRAW + "style-name"):
            assert e.get(key) is None or e.get(key) in known, f"no style {e.get(key)}"
    marks = [e.get(TEXT + "name") for e in content.iter(TEXT + "bookmark-start")]
    headings = list(content.iter(TEXT + "h"))
    assert len(set(marks)) == len(marks) == len(headings) > 3
    assert [e.get(TEXT + "ref-name") for e in content.iter(TEXT + "bookmark-ref")] == marks
    for name in ("Table", "Figure"):
        numbers = [e.text for e in content.iter(TEXT + "sequence") if e.get(TEXT + "name") == name]
        assert numbers == [str(i + 1) for i in range(len(numbers))], numbers
    wide = {s.get(STYLE + "name"): s[0].get(STYLE + "column-width") for s in content.iter(STYLE + "style")
            if s.get(STYLE + "family") == "table-column"}
    tables = list(content.iter(TABLE + "table"))
    assert tables
    for t in tables:
        n = len(t.findall(TABLE + "table-column"))
        assert 0 < n <= 9 and all(len(row.findall(TABLE + "table-cell")) == n for row in t.iter(TABLE + "table-row"))
        # No word or number is broken where the page has room: a letter of 9 points is 1.6 mm wide on average, a digit 1.77.
        widths = [float(wide[c.get(TABLE + "style-name")][:-2]) for c in t.findall(TABLE + "table-column")]
        words = [max(len(w) for row in t.iter(TABLE + "table-row") for w in "".join(row[i].itertext()).split(" ")) for i in range(n)]
        assert sum(words) * 1.6 > 150 or all(width >= 1.6 * k for width, k in zip(widths, words)), (t.get(TABLE + "name"), widths, words)
    for image in content.iter(DRAW + "image"):
        assert image.get("{http://www.w3.org/1999/xlink}href") in z.namelist()
    text = " ".join("".join(p.itertext()) for p in content.iter(TEXT + "p"))
    for words in want:
        if words.startswith("+"):
            assert words[1:] in text, f"the document doesn't say {words[1:]}"


def unsaid(path):
    z = zipfile.ZipFile(path)
    text = "".join(z.read(n).decode("utf-8", "replace") for n in z.namelist() if n.endswith(".xml"))
    for words in want:
        assert not words.startswith("-") or words[1:] not in text, f"{path.name} says {words[1:]}"


for path in (out / "tables.xlsx", out / "report.odt"):
    if path.exists():
        unsaid(path)
if (out / "tables.xlsx").exists():
    workbook()
if (out / "report.odt").exists():
    document()

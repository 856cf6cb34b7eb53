"""Of each result: what methods.md cites is in references.bib and on the page, and nothing else; entries are well-formed."""
import re
import sys

wrong = 0


def tell(*text):
    global wrong
    wrong += 1
    print(*text)


def entries(text):
    """Keys and fields of a .bib file, by its braces alone."""
    at = 0
    while (at := text.find("@", at)) >= 0:
        kind, depth, end = re.match(r"@([a-z]+)\{([a-z0-9-]+),\n", text[at:]), 0, at
        if not kind:
            tell("no entry:", text[at:at + 40])
            return
        while end < len(text):
            escaped = text[end - 1] == "\\"
            depth += 0 if escaped else (text[end] == "{") - (text[end] == "}")
            end += 1
            if depth == 0 and text[end - 1] == "}":
                break
        if depth:
            tell(kind[2], "is never closed")
        yield kind[2], dict(re.findall(r"^\t([a-z]+) = \{(.*)\},$", text[at:end], re.M))
        at = end


for out in sys.argv[1:]:
    said = open(out + "/methods.md", encoding="utf-8").read()
    page = open(out + "/report.html", encoding="utf-8").read()
    works = list(entries(open(out + "/references.bib", encoding="utf-8").read()))
    keys = [key for key, _ in works]
    cited = {key for group in re.findall(r"\[(@[^]]*)\]", said) for key in re.findall(r"@([a-z0-9-]+)", group)}
    if len(keys) != len(set(keys)):
        tell(out, "keys that are there twice:", keys)
    if set(keys) != cited:
        tell(out, "cited or listed alone:", set(keys) ^ cited)
    for key, fields in works:
        if not all(fields.get(name) for name in ("author", "year", "title")):
            tell(out, key, "has no author, year or title:", fields)
    listed = re.findall(r'<li id="ref-([a-z0-9-]+)">', page)
    if sorted(listed) != sorted(keys):
        tell(out, "on the page:", listed)
    links = set(re.findall(r'href="#ref-([a-z0-9-]+)"', page))
    if links != set(keys):
        tell(out, "links:", links ^ set(keys))
    if re.search(r"\{[a-z-]+\}", said):
        tell(out, "an option isn't put in:", re.search(r".{0,40}\{[a-z-]+\}.{0,20}", said)[0])
sys.exit(wrong > 0)

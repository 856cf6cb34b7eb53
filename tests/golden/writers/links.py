"""links.py FOLDER: every link of every page below FOLDER is relative and leads to something that is there; only references of
the literature lead elsewhere, and don't say from where.

Says how many links there are; anything wrong is a line on stderr and status 1. A page may load nothing; its script stands inside."""
import functools
import html
import pathlib
import re
import sys
from urllib.parse import unquote, urlsplit

# As glane writes them: values in double quotes. What a script or a style sheet says is no tag.
TAG = re.compile(r'<([a-zA-Z][\w-]*)([^"<>]*(?:"[^"]*"[^"<>]*)*)>')
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
CODE = re.compile(r"<(script|style)\b([^>]*)>.*?</\1>", re.S)


class Page:
    def __init__(self, path):
        self.ids, self.links, self.wrong = set(), [], []
        for tag, attributes in TAG.findall(CODE.sub(r"<\1\2>", path.read_text(encoding="utf-8"))):
            if tag in ("link", "img", "iframe", "object"):
                self.wrong.append(f"<{tag}>")
            if "=" in attributes:
                self.look_at(dict(ATTRIBUTE.findall(attributes)))

    def look_at(self, attributes):
        for name, value in attributes.items():
            if name == "id":
                if value in self.ids:
                    self.wrong.append(f"the id {value} is there twice")
                self.ids.add(value)
            elsewhere = attributes.get("rel") == "noreferrer" and value.startswith("https://")
            if name == "href" and not elsewhere:
                self.links.append(html.unescape(value))
            if name == "src" or name.startswith("on"):
                self.wrong.append(f"{name}={value}")


@functools.cache
def target_of(folder, link):
    """What a link from a page in this folder leads to, without its fragment; None: out of the folder."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    return (folder / unquote(parts.path)).resolve()


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    pages = {path: Page(path) for path in root.rglob("*.html")}
    files = {path for path in root.rglob("*") if path.is_file()}
    wrong = [f"{path.name}: {what}" for path, page in pages.items() for what in page.wrong]
    for path, page in pages.items():
        for link in page.links:
            name, _, fragment = link.partition("#")
            target = target_of(path.parent, name) if name else path
            if target is None:
                wrong.append(f"{path.name}: {link} leaves the folder")
            elif target not in files or (fragment and (target not in pages or fragment not in pages[target].ids)):
                wrong.append(f"{path.name}: {link} leads nowhere")
    print(sum(len(page.links) for page in pages.values()))
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(bool(wrong))


main()

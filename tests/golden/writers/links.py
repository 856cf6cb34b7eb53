"""links.py FOLDER: every link of every page below FOLDER is relative and leads to something that is there; only references of
the literature lead elsewhere, and don't say from where.

Says how many links there are; anything wrong is a line on stderr and status 1. A page may load nothing; its script stands inside."""
import pathlib
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.wrong = set(), [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        if tag in ("link", "img", "iframe", "object"):
            self.wrong.append(f"<{tag}>")
        for name, value in attributes:
            if name == "id":
                if value in self.ids:
                    self.wrong.append(f"the id {value} is there twice")
                self.ids.add(value)
            elsewhere = dict(attributes).get("rel") == "noreferrer" and (value or "").startswith("https://")
            if name == "href" and not elsewhere:
                self.links.append(value)
            if name == "src" or name.startswith("on"):
                self.wrong.append(f"{name}={value}")


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    pages = {path: Page(path) for path in root.rglob("*.html")}
    wrong = [f"{path.name}: {what}" for path, page in pages.items() for what in page.wrong]
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                wrong.append(f"{path.name}: {link} leaves the folder")
            elif not target.is_file() or (parts.fragment and (target not in pages or parts.fragment not in pages[target].ids)):
                wrong.append(f"{path.name}: {link} leads nowhere")
    print(sum(len(page.links) for page in pages.values()))
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(bool(wrong))


main()

"""tokens.py DATA OUT: what there is of text in DATA, whatever its format, as files in OUT of half a megabyte at most.

Markup and tables are taken as they are: tokenizers must bear any text. Of treebanks the texts of their sentences, of
compressed collections of novels the beginning."""
import lzma
import pathlib
import sys

data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
FOLDERS = ("coding", "corpora", "formats", "interviews", "quotes", "reports", "sentiment", "ud", "word-association")
NOVELS = 3_000_000      # bytes of a collection
PIECE = 500_000         # characters of a file, and what is left of its line


def content(path):
    if path.suffix == ".xz":
        with lzma.open(path) as f:
            return f.read(NOVELS)
    raw = path.read_bytes()
    if path.suffix == ".conllu":
        raw = b"\n".join(line[9:] for line in raw.split(b"\n") if line.startswith(b"# text = "))
    return raw


def text(raw):
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as e:
        return raw[: e.start].decode("utf-8") if e.start > len(raw) - 4 else raw.decode("latin-1")


def pieces(t):
    at = 0
    while at < len(t):
        end = t.find("\n", at + PIECE) + 1 or len(t)
        yield t[at:end]
        at = end


n = 0
for folder in FOLDERS:
    for path in sorted(p for p in (data / folder).rglob("*") if p.is_file()):
        raw = content(path)
        if b"\0" in raw:        # no text
            continue
        for i, piece in enumerate(pieces(text(raw))):
            name = str(path.relative_to(data)).replace("/", "-")
            (out / f"{name}-{i}.txt").write_text(piece, encoding="utf-8", newline="\n")
            n += 1
if n < 100:
    sys.exit(f"only {n} texts: is {data} what it was?")

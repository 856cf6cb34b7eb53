"""recount.py HERE TABLES: kappa, alpha, F1, confusions and scores of three coders, by their definitions from pairs of codings."""
import csv
import itertools
import pathlib
import sys

here, tables = map(pathlib.Path, sys.argv[1:])


def rows(path, **how):
    return list(csv.DictReader(open(path, encoding="utf-8-sig", newline=""), **how))


def near(what, found, expected):
    if expected is None:
        assert found == "", f"{what}: {found}, expected nothing"
    else:
        assert found != "" and abs(float(found) - expected) < 5e-6 * max(1, abs(expected)), f"{what}: {found}, expected {expected}"


def alpha(units, delta):
    """units: lists of codings. 1 - Do/De over all pairs of codings, by no shortcut."""
    units = [u for u in units if len(u) > 1]
    n = sum(map(len, units))
    observed = sum(delta(a, b) / (len(u) - 1) for u in units for a, b in itertools.permutations(u, 2)) / n
    everything = [x for u in units for x in u]
    expected = sum(delta(a, b) for a, b in itertools.permutations(everything, 2)) / (n * (n - 1))
    return None if expected == 0 else 1 - observed / expected


def masi(a, b):
    if not a | b:
        return 0
    m = 1 if a == b else 0 if not a & b else 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - len(a & b) / len(a | b) * m


def kappa(pairs):
    n = len(pairs)
    po = sum(a == b for a, b in pairs) / n
    pe = sum((sum(a == k for a, _ in pairs) / n) * (sum(b == k for _, b in pairs) / n) for k in (False, True))
    return None if pe == 1 else (po - pe) / (1 - pe)


answers = [r["id"] for r in rows(here / "answers.csv", delimiter=";")]
codes = {}
for r in rows(here / "codings.csv"):
    codes.setdefault(r["coder"], {})[r["document"]] = frozenset(t for t in r["theme"].split(";") if t)
coders, themes = sorted(codes), sorted({t for c in codes.values() for s in c.values() for t in s})
read = {a: [codes[c][a] for c in coders if a in codes[c]] for a in answers}

seen = 0
kappas = {t: [] for t in themes}
for r in rows(tables / "agreement.themes.csv"):
    first, second, t = codes[r["coder"]], codes[r["with"]], r["theme"]
    both = [a for a in answers if a in first and a in second]
    k = kappa([(t in first[a], t in second[a]) for a in both])
    near("kappa", r["kappa"], k)
    kappas[t].append(k)
    near("alpha", r["alpha"], alpha([[t in first[a], t in second[a]] for a in both], lambda a, b: a != b))
    if r["kappa_low"]:
        assert float(r["kappa_low"]) <= k <= float(r["kappa_high"]), r
    seen += 1
assert seen == 3 * len(themes), seen
pairs = [(r["coder"], r["with"], r["theme"], r["alpha"]) for r in rows(tables / "agreement.themes.csv")]
low = [(r["coder"], r["with"], r["theme"], r["alpha"]) for r in rows(tables / "agreement.low-agreement.csv")]
assert sorted(low) == sorted(p for p in pairs if p[3] and float(p[3]) < 0.667) and 0 < len(low) < len(pairs), low

for r in rows(tables / "agreement.overall.csv"):
    first, second = codes[r["coder"]], codes[r["with"]]
    value = alpha([[first[a], second[a]] for a in answers if a in first and a in second], masi)
    near("masi", r["alpha_masi"], value)
    drawn = sum(a in first and a in second for a in answers)
    if drawn < 10:
        assert not r["alpha_low"] and r["drawn"] == f"{drawn} speakers drawn from, too few for intervals", r
    else:
        assert float(r["alpha_low"]) < value < float(r["alpha_high"]) and r["drawn"] == f"{drawn} speakers drawn from", r

(overall,) = rows(tables / "agreement.panel-overall.csv")
near("masi of all", overall["alpha_masi"], alpha(read.values(), masi))
assert overall["same"] == str(sum(len(set(u)) == 1 for u in read.values())), overall
panel = rows(tables / "agreement.panel.csv")
assert [r["theme"] for r in panel] == themes
for r in panel:
    votes = [[r["theme"] in s for s in u] for u in read.values()]
    near("alpha of all", r["alpha"], alpha(votes, lambda a, b: a != b))
    near("mean kappa", r["kappa_mean"], sum(kappas[r["theme"]]) / 3)
    assert r["all"] == str(sum(all(v) for v in votes)) and r["disputed"] == str(sum(any(v) and not all(v) for v in votes)), r

cells = {(r["coder"], r["with"], r["theme"], r["other"]): int(r["passages"]) for r in rows(tables / "agreement.confusions.csv")}
expected = {}
for c, w in {k[:2] for k in cells}:
    for a in set(codes[c]) & set(codes[w]):
        x, y = codes[c][a], codes[w][a]
        found = [(t, t) for t in x & y] + list(itertools.product(x - y or {"(none)"}, y - x or {"(none)"}))
        for t, o in found:
            if (t, o) != ("(none)", "(none)"):
                expected[c, w, t, o] = expected.get((c, w, t, o), 0) + 1
assert cells == expected, set(cells.items()) ^ set(expected.items())

scores = {r["id"]: [float(r[c]) if r[c] else None for c in ("marie", "luc", "zoe")] for r in rows(here / "answers.csv", delimiter=";")}
names = ["marie", "luc", "zoe"]
found = rows(tables / "agreement.scores.csv")
assert len(found) == 4
for r in found:
    which = [0, 1, 2] if r["coder"] == "(all coders)" else [names.index(r["coder"]), names.index(r["with"])]
    units = [[s[i] for i in which if s[i] is not None] for s in scores.values()]
    units = [u for u in units if len(u) > 1]
    near("interval", r["alpha_interval"], alpha(units, lambda a, b: (a - b) ** 2))
    flat = [x for u in units for x in u]
    rank = {v: sum(x < v for x in flat) + sum(x == v for x in flat) / 2 for v in flat}
    near("ordinal", r["alpha_ordinal"], alpha([[rank[x] for x in u] for u in units], lambda a, b: (a - b) ** 2))
    assert r["documents"] == str(len(units)), r
    if len(which) == 2:
        near("higher", r["higher"], sum(u[0] - u[1] for u in units) / len(units))
        near("apart", r["apart"], sum(abs(u[0] - u[1]) for u in units) / len(units))

"""The numbers of a document, by the token that they begin at (kg/values/numbers.py reads them)."""

from kg.extract.parse import Count, Parse
from kg.schema import Schema

ONES = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
TENS = {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
VAGUE = {"dozens": (24, None), "hundreds": (200, None), "dozen": (12, 12), "thousands": (2000, None), "scores": (None, None), "several": (None, None), "many": (None, None)}


def counts_by_token(parse: Parse, schema: Schema) -> dict[int, Count]:
    """{index of each token inside a number: the number}; dates and names are left out."""
    out: dict[int, Count] = {}
    toks = parse.tokens
    taken = {k for n in parse.names if n.via == "name" for k in range(n.first, n.last)}
    i = 0
    while i < len(toks):
        if i in taken or any(w.start <= toks[i].start < w.end for w in parse.whens):
            i += 1
            continue
        j, value = read_number(toks, i)
        if j == i:
            i += 1
            continue
        low: int | None = value[0]
        high: int | None = value[1]
        first = i
        back = [t.lower for t in toks[max(0, i - 3):i]]
        if back[-2:] in (["at", "least"], ["more", "than"], ["no", "fewer"], ["less", "than"]):
            first = i - 2
            low, high = (None, high) if back[-2] == "less" else (low, None)
        elif back[-3:] == ["no", "fewer", "than"]:
            first, high = i - 3, None
        elif back[-2:] == ["up", "to"]:
            first, low = i - 2, None
        elif back[-1:] and back[-1] == "over":
            first, high = i - 1, None
        elif back[-1:] and back[-1] in ("nearly", "almost"):
            first, low = i - 1, None
        elif back[-1:] and back[-1] in ("about", "some", "around"):
            first = i - 1
        other = j < len(toks) and toks[j].lower in ("other", "others", "more") or (first > 0 and toks[first - 1].lower == "another")
        count = Count(toks[first].start, toks[j - 1].end, parse.text[toks[first].start:toks[j - 1].end], low, high, other=other)
        for k in range(i, j):
            out[k] = count
        i = j
    return out


def read_number(toks, i):
    low = toks[i].lower
    if low in VAGUE:
        return i + 1, VAGUE[low]
    if low.replace(",", "").isdigit() and low[0].isdigit():
        n = int(low.replace(",", ""))
        if 1900 <= n <= 2100 and "," not in low:
            return i, None
        return i + 1, (n, n)
    if low in ONES:
        if low == "one" and i + 1 < len(toks) and toks[i + 1].lower not in ("of", "other", "more") and not toks[i + 1].text.isalpha():
            return i, None
        n, j = ONES[low], i + 1
    elif low in TENS:
        n, j = TENS[low], i + 1
        if j + 1 < len(toks) and toks[j].text == "-" and toks[j + 1].lower in ONES:
            n, j = n + ONES[toks[j + 1].lower], j + 2
    elif "-" in low and low.split("-")[0] in TENS and low.split("-")[1] in ONES:
        n, j = TENS[low.split("-")[0]] + ONES[low.split("-")[1]], i + 1
    else:
        return i, None
    if j < len(toks) and toks[j].lower == "hundred":
        n, j = n * 100, j + 1
        if j + 1 < len(toks) and toks[j].lower == "and" and (toks[j+1].lower in ONES or toks[j+1].lower in TENS):
            k, v = read_number(toks, j + 1)
            n, j = n + v[0], k
    return j, (n, n)

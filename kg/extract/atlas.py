"""Which place a name means: candidates of the gazetteer, weighed by what else the document names."""

from dataclasses import dataclass, field
from math import log10

from kg.extract.lexicon import Lexicon
from kg.extract.page import Found, Page
from kg.ids import fold, slug
from kg.values.places import Place, Places

LONGEST = 6
BIG = 300_000


@dataclass
class Atlas:
    """The places of a document. `weights`: how much of it is about each country; `keys`: places settled so far."""

    places: Places
    lex: Lexicon
    weights: dict[str, float] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    cache: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def options(self, form: str) -> tuple[Place, ...]:
        """The places that bear a folded form."""
        if form not in self.cache:
            self.cache[form] = self.places.lookup(form) if form in self.places.by_form else ()
        return self.cache[form]

    def at(self, page: Page, first: int, last: int) -> Found | None:
        """The longest place name that begins at token `first` and ends before `last`."""
        most = self.places.first_words.get(page.folded[first].partition(" ")[0], 0)
        best, text, i = 0, "", first
        while i < last and most:
            part = page.folded[i]
            if part:
                text = f"{text} {part}".lstrip()
                if text.count(" ") >= most:
                    break
                if text in self.places.by_form and (page.capital[i] or len(part) > 2):
                    best = i + 1
            elif page.parse.tokens[i].text not in "-–'’." or not (page.tight(i) or page.parse.tokens[i].text == "."):
                break
            i += 1
        if not best:
            return None
        options = self.options(page.form(first, best))
        if not options:
            return None
        return Found(
            first, best, "Place", options[0].name, options=options, known=True, sure=self.plain(page, first, best, options)
        )

    def plain(self, page: Page, first: int, last: int, options: tuple[Place, ...]) -> bool:
        """True if the form needs no other word to be a place: a country, a province or a city, and no common word."""
        form = page.form(first, last)
        if form in self.lex["not_names"] or form in self.lex["openers"] or form in self.lex["common_places"]:
            return False
        big = [
            o for o in options if o.kind in ("country", "region", "admin1") or (o.population >= 100_000 and o.forms[0] == form)
        ]
        return (bool(big) and len(form) > 3) or any(o.kind == "country" for o in options)

    def weigh(self, country: str, weight: float) -> None:
        if country:
            self.weights[country] = self.weights.get(country, 0.0) + weight

    def country(self) -> str | None:
        """The country that the document is about: the heaviest, if clearly heavier than the next."""
        ranked = sorted(self.weights.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.2 * ranked[1][1]):
            return None
        return ranked[0][0]

    def survey(self, found: list[Found], nations: list[str]) -> None:
        """Weigh the countries by the names that can mean one country only; then the rest."""
        self.weights.clear()
        for country in nations:
            self.weigh(country, 0.7)
        for homes in {f.key: f.homes for f in found if f.sure and 0 < len(f.homes) < 4}.values():
            for country in homes:
                self.weigh(country, 1.2 / len(homes))
        for at, name in enumerate(sorted((f for f in found if f.options and f.type == "Place"), key=lambda f: f.first)):
            countries = {o.country for o in name.options}
            first = name.options[0]
            if at == 0 and name.dateline and len(countries) < 3:
                self.weigh(max(name.options, key=lambda o: o.population).country, 1.5)
            seat = next((self.lex.capitals[form] for form in first.forms if form in self.lex.capitals), None)
            if first.kind == "country" and name.sure:
                self.weigh(first.country, 2.0)
            elif seat and countries == {seat}:
                self.weigh(seat, 1.0)
            elif len(countries) == 1 and (name.sure or (name.where and first.kind != "city")):
                self.weigh(first.country, 2.0)
        for name in found:
            countries, unit = {o.country for o in name.options}, next((o for o in name.options if o.kind == "admin1"), None)
            if unit and name.sure and len(countries) > 1 and not any(self.weights.get(c) for c in countries):
                self.weigh(unit.country, 0.8)
        self.small(found)

    def small(self, found: list[Found]) -> None:
        """Where nothing larger is named, small places speak for their country."""
        for name in found if not self.weights else ():
            if name.where and len({o.country for o in name.options}) == 1:
                self.weigh(name.options[0].country, 1.0)

    def choose(self, name: Found) -> tuple[Place, float] | None:
        """The best candidate and its score; below 2 it should not be believed."""
        most = max(self.weights.values(), default=0.0)
        form = fold(name.name)
        ranked = sorted(((self.score(o, name, form, most), o) for o in name.options), key=lambda pair: (-pair[0], pair[1].key))
        return (ranked[0][1], ranked[0][0]) if ranked else None

    def score(self, option: Place, name: Found, form: str, most: float) -> float:
        weight, own = self.weights.get(option.country, 0.0), {o.key for o in name.options}
        total = 4.0 * weight / most if most else 0.0
        total += {"country": 5.0, "admin1": 1.5, "region": 2.5, "admin2": 1.3, "city": 0.0, "site": 0.0}[option.kind]
        total += 3.0 * any(p in self.keys and p not in own for p in option.parents if "/" in p)
        total += 1.5 * (option.forms[0] == form)
        total += 3.0 * (name.kind == option.kind) - 2.0 * (name.kind == "city" and option.kind != "city")
        total += 0.2 * log10(option.population + 1) if option.kind == "city" else 0.0
        total += 2.2 * (option.kind == "city" and option.population >= BIG)
        return total

    def unknown(self, name: str, container: str | None) -> str:
        """Key of a place that the gazetteer lacks."""
        return f"place:~{slug(name)}@{container}" if container else f"place:~{slug(name)}"

"""Reads runs of capitals into mentions: gazetteers first, then names typed by their own words, titles, places, the rest."""

from dataclasses import dataclass, field, replace

from kg.extract.atlas import Atlas
from kg.extract.known import Known
from kg.extract.lexicon import Lexicon
from kg.extract.page import POSSESSIVES, Forms, Found, Page
from kg.extract.parse import Sentence
from kg.extract.runs import HYPHENS, Run, body, extend, opens, site_after
from kg.ids import fold, slug


@dataclass
class Reader:
    """What reading a document needs: its page, the word lists, the gazetteers."""

    page: Page
    lex: Lexicon
    known: Known
    atlas: Atlas
    nations: list[str] = field(default_factory=list)
    """Countries of the adjectives of nationality met."""
    own: Forms[Found] = field(default_factory=lambda: Forms({}))
    """Forms that the document itself defines."""

    def read(self, run: Run) -> None:
        """Take the run apart from left to right."""
        i, titled = run.first, False
        while i < run.last:
            if self.page.taken[i] or not self.page.folded[i]:
                i += 1
            else:
                i, titled = (i + 1, False) if self.ordinary(i, run) else self.step(i, run, titled)

    def ordinary(self, i: int, run: Run) -> bool:
        """A common word with the capital of its sentence before a name: "Declaring Mosul a closed area"."""
        page, s = self.page, run.sentence
        if i > run.first or i + 1 >= run.last or not opens(page, i, s) or page.parse.tokens[i + 1].text in HYPHENS:
            return False
        word = page.folded[i]
        common = word in page.small or any(word.endswith(end) for end in self.lex["endings"])
        listed = (
            self.lex.titles.match(page, i, run.last)
            or self.lex.nations.match(page, i, run.last)
            or self.lex.roles.match(page, i, s.last)
        )
        if not common or listed or self.given(i, s.last) or body(page, self.lex, i, run.last, s):
            return False
        return bool(self.atlas.at(page, i + 1, s.last) or self.given(i + 1, s.last))

    def given(self, i: int, end: int) -> Found | None:
        """The longest name at token i that the document defines or a gazetteer knows."""
        found, own = self.known.at(self.page, i, end), self.own.match(self.page, i, end)
        if own and (found is None or own[0] >= found.last) and any(self.page.capital[i : own[0]]):
            return replace(own[1], first=i, last=own[0])
        return found

    def step(self, i: int, run: Run, titled: bool) -> tuple[int, bool]:
        """(where to go on, whether a title stands before it)."""
        page, lex, s = self.page, self.lex, run.sentence
        unit = self.unit(i, run)
        if unit:
            return unit, False
        found, grown = self.given(i, s.last), body(page, lex, i, run.last, s)
        place = self.atlas.at(page, i, s.last)
        if grown and place and self.unit_body(place, grown.last, run):
            return self.add_place(place, run), False
        if grown and (found is None or grown.last > found.last):
            return self.add_body(grown.first, grown.last, grown.type, grown.kind, s), False
        if found:
            return self.add_known(found, s), False
        title, nation = lex.titles.match(page, i, run.last), lex.nations.match(page, i, run.last)
        if title and not (place and place.last > title[0]):
            return title[0], True
        branch = lex.roles.match(page, i, run.last)
        if branch and lex.ranks.match(page, branch[0], run.last):
            return branch[0], False
        if (
            page.parse.tokens[i].lower in lex["directions"]
            and not place
            and i + 1 < run.last
            and self.atlas.at(page, i + 1, run.last)
        ):
            return i + 1, False
        if nation and not (place and (place.last > nation[0] or self.noun(nation[0], place, s))):
            self.nations.append(nation[1])
            return nation[0], titled
        if place and self.stands(place, run, titled):
            return self.add_place(place, run), False
        return self.unknown(i, run, titled), False

    def noun(self, after: int, place: Found, s: Sentence) -> bool:
        """ "Myanmar" is a country unless a noun follows, as in "Myanmar troops"; "Pakistani" never is."""
        lex, word = self.lex, self.page.word(after, s)
        verbal = word in lex["closed"] | lex["adverbs"] | lex["political_verbs"] | lex["person_verbs"] | lex["locatives"]
        return place.options[0].kind == "country" and word not in HYPHENS and (not word.isalpha() or verbal)

    def unit_body(self, place: Found, last: int, run: Run) -> bool:
        """ "Nalgonda District Police": a role word after a unit; which unit is settled first, the body then by its role."""
        kind = self.lex.kinds.match(self.page, place.last, run.last) if place.last < run.last else None
        start = kind[0] if kind else place.last
        role = self.lex.roles.match(self.page, start, last) if start < last else None
        return place.options[0].kind != "country" and role is not None and role[0] == last

    def unit(self, i: int, run: Run) -> int:
        """End of "Tarmuwa Local Government Area": a kind of several words with capitals ends the place's name."""
        for k in range(i + 1, run.last):
            match = self.lex.kinds.match(self.page, k, run.sentence.last)
            if match and match[0] > k + 1:
                self.page.add(self.as_place(i, k, match[1]))
                return match[0]
        return 0

    def add_known(self, found: Found, s: Sentence) -> int:
        """A known body, with the faction in brackets; the country of a possessive inside is a place as well."""
        page, tokens, last = self.page, self.page.parse.tokens, found.last
        if last + 2 < s.last and tokens[last].text == "(" and tokens[last + 2].text == ")" and tokens[last + 1].text.istitle():
            found = Found(found.first, last + 3, found.type, page.text(found.first, last + 3), confidence=0.7)
        for k in range(found.first + 1, found.last):
            land = self.atlas.at(page, found.first, k) if tokens[k].text in POSSESSIVES else None
            if land and land.options[0].kind == "country":
                page.found.append(land)
        page.add(found)
        return found.last

    def stands(self, place: Found, run: Run, titled: bool) -> bool:
        """A place inside a run stands alone if the rest of the run begins something else."""
        page, lex, end = self.page, self.lex, place.last
        if end >= run.last:
            return not titled or place.last - place.first == 1
        if titled:
            return False
        if page.parse.tokens[end].text in "-–/":
            twin = self.atlas.at(page, end + 1, run.last)
            pair = twin is not None and twin.last == run.last and not site_after(page, lex, run.last, run.sentence)
            return page.parse.tokens[end].text == "/" or pair
        return bool(
            lex.ranks.match(page, end, run.last)
            or lex.nations.match(page, end, run.last)
            or self.given(end, run.last)
            or lex.kinds.match(page, end, run.last)
            or lex.roles.match(page, end, run.last)
            or (place.options[0].kind in ("country", "admin1") and body(page, lex, end, run.last, run.sentence))
        )

    def add_place(self, place: Found, run: Run) -> int:
        """A place of the gazetteer, with the word for its kind or as the name of a site."""
        page, lex, s = self.page, self.lex, run.sentence
        site = site_after(page, lex, place.last, s) if place.last >= run.last else 0
        if (
            site
            and page.parse.tokens[site - 1].lower in lex["site_of_town"]
            and page.parse.tokens[place.last].lower not in POSSESSIVES
        ):
            return self.add_body(place.first, site, "Place", "site", s)
        if place.last < run.last and page.parse.tokens[place.last].lower in lex["kind_in_name"]:
            page.add(self.as_place(place.first, place.last + 1, "region"))
            return place.last + 1
        wider = page.form(place.first - 1, place.last) if page.word(place.first - 1, s) in lex["directions"] else ""
        if any(o.kind == "region" for o in self.atlas.options(wider)):
            place.first, place.options, place.name = place.first - 1, self.atlas.options(wider), wider
        place.kind = self.kind_beside(place.first, place.last, s) or place.kind
        place.where, place.dateline = self.where(place.first, place.last, s), self.dateline(place.first, place.last, s)
        page.add(place)
        return place.last

    def kind_beside(self, first: int, last: int, s: Sentence) -> str | None:
        """ "X district", "district of X", "tehsil X"."""
        page, kinds = self.page, self.lex.kinds
        after = kinds.match(page, last, s.last) if last < s.last else None
        if after:
            return after[1]
        linked = page.word(first - 1, s) == "of"
        word = page.word(first - 2 if linked else first - 1, s)
        return self.lex.place_kinds.get(word) if linked or word in self.lex["kinds_before"] else None

    def where(self, first: int, last: int, s: Sentence) -> bool:
        """A preposition of place stands before, maybe with an article, direction or kind between; or it is a dateline."""
        page, lex = self.page, self.lex
        if self.dateline(first, last, s):
            return True
        for back in range(first - 1, max(s.first - 1, first - 6), -1):
            word = page.word(back, s)
            if word in lex["locatives"]:
                return True
            if not (word in lex["directions"] or word in ("the", "of") or word in lex.place_kinds or word in lex["settings"]):
                return False
        return False

    def dateline(self, first: int, last: int, s: Sentence) -> bool:
        """ "KABUL, Dec 26 -": a place in capitals that opens the sentence."""
        page = self.page
        marks = ("-", "–", "—", ":", "/", ",", "(")
        return (
            first == s.first
            and page.word(last, s) in marks
            and len(page.form(first, last)) > 3
            and page.text(first, last).isupper()
        )

    def add_body(self, first: int, last: int, type_: str, kind: str | None, s: Sentence) -> int:
        """A name typed by its own words."""
        page = self.page
        if kind == "site":
            if page.parse.tokens[first].text not in self.lex["site_starts"]:
                last = site_after(page, self.lex, last, s) or last
            last = self.with_town(first, last, s)
        if kind == "site" and self.speaks(first, last, s):
            type_, kind = "Institution", None
        bare = self.lex.roles.match(page, first, last) if type_ == "Institution" else None
        if bare and bare[0] == last:
            return last
        role = self.state_body(first, last) if type_ == "Institution" else None
        page.add(role or Found(first, last, type_, self.tidy(first, last), kind=kind, confidence=0.8))
        return last

    def with_town(self, first: int, last: int, s: Sentence) -> int:
        """ "General Hospital, Babbangida", "DHQ Hospital Khar": a site of generic words is told apart by its town."""
        page = self.page
        start = last + (page.word(last, s) == ",")
        if start >= s.last or not page.capital[start] or page.taken[start] or not self.generic(first, last):
            return last
        town = self.atlas.at(page, start, s.last)
        return town.last if town else extend(page, self.lex, start, s)

    def generic(self, first: int, last: int) -> bool:
        """All words are the common ones of hospitals, schools, stations."""
        words = self.page.parse.tokens[first:last]
        common = self.lex["site_joins"] | self.lex["site_ends"]
        return all(
            t.text in self.lex["institution_words"] or t.lower in common or (t.text.isupper() and len(t.text) < 4) for t in words
        )

    def speaks(self, first: int, last: int, s: Sentence) -> bool:
        """A hospital that says something is a body."""
        page, lex = self.page, self.lex
        spokesman = page.word(first - 1, s) == "for" and page.word(first - 2, s) in lex["person_nouns"]
        return spokesman or page.word(last, s) in lex["person_verbs"]

    def state_body(self, first: int, last: int) -> Found | None:
        """ "Malian Armed Forces" by role and country."""
        nation = self.lex.nations.match(self.page, first, last)
        place = None if nation else self.atlas.at(self.page, first, last)
        if place and place.options[0].kind != "country":
            return None
        start = nation[0] if nation else place.last if place else last
        role = self.lex.roles.match(self.page, start, last) if start < last else None
        if not role or role[0] < last:
            return None
        return self.role(first, last, role[1][0], nation[1] if nation else place.options[0].country if place else "")

    def role(self, first: int, last: int, role: str, country: str) -> Found:
        """The body of a country by its role."""
        name = self.lex.role_names[role].format(place=self.lex.countries.get(country, country))
        if country in self.lex["articled"]:
            name = name.replace("of ", "of the ")
        return Found(first, last, "Institution", name, f"institution:{country}/{role}", country)

    def unknown(self, i: int, run: Run, titled: bool) -> int:
        """A stretch that no list knows: up to the next known name, rank or the end of the run."""
        page, lex, _s = self.page, self.lex, run.sentence
        last = i + 1
        while last < run.last and not self.breaks(last, run, titled):
            last += 1
        while last > i and not page.folded[last - 1]:
            last -= 1
        words = [t.lower for t in page.parse.tokens[i:last] if t.lower not in lex["particles"]]
        if all(w in lex["not_names"] for w in words) and not titled:
            return last
        found = self.open_name(i, last, run, titled)
        if found:
            page.add(found)
        return max(last, found.last if found else last)

    def breaks(self, i: int, run: Run, titled: bool) -> bool:
        """Something else begins at token i of the run."""
        page = self.page
        if page.taken[i]:
            return True
        if not page.folded[i] or page.parse.tokens[i - 1].text in "-–":
            return False
        known = self.given(i, run.sentence.last)
        return bool((known and known.sure) or (not titled and self.lex.ranks.match(page, i, run.last)))

    def open_name(self, i: int, last: int, run: Run, titled: bool) -> Found | None:
        """Type an unknown stretch by the words right beside it; None if nothing can be a name here."""
        page, lex, s = self.page, self.lex, run.sentence
        tokens, after, name = page.parse.tokens, page.word(last, s), self.tidy(i, last)
        if titled:
            return Found(i, last, "Person", name)
        if tokens[last - 1].text in lex["no_bodies"] or tokens[i].text in lex["no_body_starts"]:
            return None
        more = last - i > 1
        if more and tokens[i].lower in lex["person_nouns"]:
            return Found(i + 1, last, "Person", self.tidy(i + 1, last))
        if more and tokens[i].lower in lex["kinds_before"]:
            return self.as_place(i + 1, last, lex.place_kinds[tokens[i].lower])
        if more and tokens[last - 1].lower in lex["kind_in_name"]:
            return self.as_place(i, last, "region")
        if tokens[last - 1].lower in lex.place_kinds and not page.text(i, last).isupper():
            return self.as_place(i, last - 1, lex.place_kinds[tokens[last - 1].lower]) if more else None
        if tokens[i].text in lex["institution_first"] and last > i + 1:
            return Found(i, last, "Institution", name, confidence=0.8)
        aside = page.word(i - 1, s) in HYPHENS  # "a pro-Assad militia"
        if after in lex["group_ends"] and not aside and not page.capital[last] and not self.numeric(i, last):
            return Found(i, last + 1, "Group", f"{name} {after}", confidence=0.8)
        site = site_after(page, lex, last, s) if last == run.last else 0
        if site:
            return Found(i, site, "Place", self.tidy(i, site), kind="site", confidence=0.7)
        kind = self.kind_beside(i, last, s)
        if kind:
            return self.as_place(i, last, kind)
        before = page.word(i - 1, s)
        if before in lex["ships"] or (before in ("the", "named", "called") and page.word(i - 2, s) in lex["ships"]):
            return Found(i, last, "Place", name, kind="site", confidence=0.7)
        if tokens[i].lower in lex["openers"] and last == i + 1:
            return None
        options = self.atlas.options(page.form(i, last))
        return Found(i, last, "", name, confidence=0.6, sure=False, where=self.where(i, last, s), options=options)

    def as_place(self, first: int, last: int, kind: str) -> Found:
        """A place named with its kind."""
        options = self.atlas.options(self.page.form(first, last))
        return Found(first, last, "Place", self.tidy(first, last), kind=kind, options=options, where=True, confidence=0.8)

    def numeric(self, first: int, last: int) -> bool:
        return not any(c.isalpha() for t in self.page.parse.tokens[first:last] for c in t.text)

    def tidy(self, first: int, last: int) -> str:
        """The name as it stands, without a final possessive."""
        text = self.page.text(first, last)
        return text[:-2] if text.endswith(("'s", "’s")) else text


def person_key(name: str, scope: str) -> str:
    """A bare surname or first name identifies nobody elsewhere."""
    return f"person:~{slug(name)}" if " " in fold(name) else f"person:~{slug(name)}@{scope}"

"""What reading a document's names needs: its page, the word lists, the gazetteers, and what stands beside a name."""

from dataclasses import dataclass, field, replace

from kg.extract.atlas import Atlas
from kg.extract.known import Known
from kg.extract.lexicon import Lexicon
from kg.extract.page import Forms, Found, Page
from kg.extract.parse import Sentence


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

    def given(self, i: int, end: int) -> Found | None:
        """The longest name at token i that the document defines or a gazetteer knows."""
        found, own = self.known.at(self.page, i, end), self.own.match(self.page, i, end)
        if own and (found is None or own[0] >= found.last) and any(self.page.capital[i : own[0]]):
            return replace(own[1], first=i, last=own[0])
        return found

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

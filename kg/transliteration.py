"""Spelling variants of names from Arabic script: the particles by rule, single words by table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Transliteration:
    """Rules as in schema/lexicon/transliteration.yaml; all words folded.

    The Arabic article: al, el, ul; assimilated before sun letters (ash-Sham, us-Sunna); attached to the next word at the
    start of a name (Alshabaab), to the word before if it begins with an attaching vowel (Jamaatul Ahrar).
    The Persian genitive: e, i, or nothing (Lashkar-e-Taiba, Lashkar Taiba). Single words: jaish, jaysh, jeish.
    """

    articles: tuple[str, ...]
    attaching: frozenset[str]
    sun_letters: tuple[str, ...]
    genitives: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(
        cls,
        articles: Sequence[str],
        attaching: Sequence[str],
        genitives: Sequence[str],
        sun_letters: Sequence[str],
        spellings: Mapping[str, Sequence[str]],
    ) -> "Transliteration":
        """From lists; each row of `spellings` is a word and its other spellings, all interchangeable."""
        rows = [(word, *others) for word, others in spellings.items()]
        longest_first = tuple(sorted(sun_letters, key=len, reverse=True))
        words = {word: row for row in rows for word in row}
        return cls(tuple(articles), frozenset(attaching), longest_first, tuple(genitives), words)

    def variants(self, folded: str) -> tuple[str, ...]:
        """A folded form, then its other spellings, folded, each once. One style of particles holds for a whole variant,
        and at most one word is respelled in it: writers are more consistent than a free product would be."""
        words = folded.split()
        respelled = [
            words,
            *([*words[:at], other, *words[at + 1 :]] for at, word in enumerate(words) for other in self.words.get(word, ())),
        ]
        return tuple(dict.fromkeys((folded, *(written for row in respelled for written in self._styled(row)))))

    def _styled(self, words: list[str]) -> Iterator[str]:
        """The words under each style of article and genitive."""
        last = len(words) - 1
        articles = {at for at, word in enumerate(words) if word in self.articles and at < last}
        genitives = {at for at, word in enumerate(words) if word in self.genitives and 0 < at < last}
        if not articles and not genitives:
            yield " ".join(words)
            return
        for article, assimilated, attached in product(self.articles if articles else ("",), (False, True), (False, True)):
            for genitive in (*self.genitives, "") if genitives else ("",):
                parts = []
                for at, word in enumerate(words):
                    if at in articles:
                        head = article[0] + self._sun(words[at + 1]) if assimilated and self._sun(words[at + 1]) else article
                        parts.append(self._attach(head, at) if attached else f" {head}")
                    else:
                        parts.append(f" {genitive}" if at in genitives and genitive else "" if at in genitives else f" {word}")
                yield "".join(parts).replace("+ ", "").lstrip()

    def _attach(self, head: str, at: int) -> str:
        """ "+" says that the space after it goes."""
        return f" {head}+" if at == 0 else head if head[0] in self.attaching else f" {head}"

    def _sun(self, following: str) -> str:
        return next((s for s in self.sun_letters if following.startswith(s)), "")

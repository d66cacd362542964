"""What the readers of single formats give, and what they say of a file that they cannot use."""

from dataclasses import dataclass

from kg.errors import InputError


@dataclass(frozen=True)
class Raw:
    """A report as a format gives it. published: as written there, any form."""

    key: str
    text: str
    headline: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Problem:
    """A file or record that was left out, or read with something missing; one line says what and what to do."""

    path: str
    message: str

    def __str__(self) -> str:
        return " ".join(f"{self.path}: {self.message}".split())


class UnreadableError(InputError):
    """A file's content is not what its kind promises; the message says what was found."""

"""Files to documents: text, HTML, PDF, Word, mail, JSON Lines, CSV; folders, globs and standard input."""

from kg.documents.raw import Problem
from kg.documents.reading import read

__all__ = ["Problem", "read"]

"""Errors, split by who can mend them.

    KgError
    ├── SchemaError   a file under schema/ or queries/ is wrong: mend the file
    ├── InputError    a document, a data file or an argument is wrong: mend the input
    ├── QueryError    a query is refused or fails: mend the query
    └── StoreError    the store is absent, locked, newer than the program or damaged: mend the store
        └── OutdatedError   somebody else wrote since the store was read: read it again

Every message says what was expected, where, and what to do. The command line prints it in one line and exits with 1;
anything that is not a KgError is a fault of the program and keeps its traceback.
"""


class KgError(Exception):
    """Root of every error that a user can mend."""


class SchemaError(KgError):
    """A file of the vocabulary is wrong; the message names file and key."""


class InputError(KgError):
    """A document or argument cannot be used; the message names it."""


class QueryError(KgError):
    """A query is unknown, refused or fails; the message says why."""


class StoreError(KgError):
    """The store cannot be opened, read or written; the message says what to do."""


class OutdatedError(StoreError):
    """Somebody else wrote to the store since it was read; what was computed from it must be computed anew."""

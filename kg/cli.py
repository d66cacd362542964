"""The command line: a command parses options, calls one function, prints."""


def main() -> None:
    """Run a command."""

"""Text as a test types it, to be compared with what is said; no tests here."""


def plain(text: object) -> str:
    """With spaces that break."""
    return str(text).replace("\N{NO-BREAK SPACE}", " ")

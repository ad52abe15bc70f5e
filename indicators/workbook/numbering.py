"""Texts that repeat → a number each, so that a column of them is hardly more than numbers."""


class Numbering(dict[str, int]):
    """Each text's number, in the order in which they were met; asking for a new one counts on."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number

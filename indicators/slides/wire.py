"""What painting and painter, two processes, say to each other over a socket.

A request is a line of JSON: the figure, form, width, height and scale. An answer is one of the
bytes below, the number of bytes that follow, and those.
"""

import struct
from typing import Final

READY: Final = b"r"
"""The browser has started; said once, without being asked."""
PAINTED: Final = b"p"
"""The picture follows."""
REFUSED: Final = b"f"
"""The page cannot draw this figure; why follows."""
KINDS: Final = frozenset((READY, PAINTED, REFUSED))
HEAD: Final = struct.Struct("!cI")
"""What stands before every answer: one of the bytes above, and the number of bytes to come."""
BROWSER_LOG: Final = "browser.log"
"""In the painter's temporary folder: what the browser says."""

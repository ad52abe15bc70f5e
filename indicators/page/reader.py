"""The session that some long work is for: it ends with the tab that began it."""

import time
from typing import Final

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

_AWAY: Final = 5.0
"""Seconds that a reader may be away, a network's hiccup, before the work ends."""


class Reader:
    """The session that some work is for, and since when it is not there any more."""

    def __init__(self) -> None:
        context = get_script_run_ctx(suppress_warning=True)
        self._session = context.session_id if context else ""
        self._since: float | None = None

    def gone(self) -> bool:
        """Whether the tab was closed or loaded anew, and has been for a while."""
        if self._there():
            self._since = None
            return False
        self._since = self._since or time.monotonic()
        return time.monotonic() - self._since >= _AWAY

    def _there(self) -> bool:
        try:
            server = runtime.get_instance()
        except RuntimeError:
            # Nobody serves pages here, so nobody can have closed one.
            return True
        return not self._session or server.is_active_session(self._session)

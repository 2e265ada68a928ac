"""The web server's log of requests: what was asked for and how it went, never by whom."""

import re
from typing import Any

from gunicorn.glogging import Logger

_TELLING = re.compile(r"(?<=/)(?=[^/]*\d)[^/]+|(?<=/)[^/]{25,}|(?<=/)[^/]*[@%][^/]*")
"""Parts of a path that name somebody or let somebody in: numbers and codes, secrets of links, mail addresses."""

_PLAIN = ("m", "s", "B", "M")
"""Method, status, bytes sent and milliseconds."""


class AccessLog(Logger):
    """Writes no address, account, browser, query, nor the parts of a path that name or admit somebody."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> Any:
        """What the format may print; of a path only what every such address has in common."""
        found = super().atoms(resp, req, environ, request_time)
        return {name: found.get(name) for name in _PLAIN} | {"U": without_names(found.get("U") or "")}


def without_names(path: str) -> str:
    """A path in which each part that may name or admit somebody is an ellipsis."""
    return path if path.startswith("/static/") else _TELLING.sub("…", path)

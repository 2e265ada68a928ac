"""What gunicorn runs."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

from nanfeng.web import city

LARGEST = 32 * 2**20
"""Bytes of a request's body, the files in it included; the proxy in front should allow as much."""

_TOO_LARGE = "文件过大，一次最多32兆 · Too large: at most 32 megabytes at a time\n".encode()

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nanfeng.web.settings")

_django = get_wsgi_application()
resolve("/")  # every page and what it stands on is loaded now, not while the first reader waits
city.pack()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request; a body that is too large is refused before any of it is read."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) > LARGEST:
        start_response(
            "413 Content Too Large", [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")]
        )
        return [_TOO_LARGE]
    return _django(environ, start_response)

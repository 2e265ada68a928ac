"""The platform and the bare site, each behind gunicorn with one process, as a reader would meet them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

_PLATFORM = ("-c", "python:nanfeng.web.operations.gunicorn_settings")
_BARE = ("--worker-class", "gthread", "--threads", "4", "django.core.wsgi:get_wsgi_application()")
_PATIENCE = 60
"""Seconds until a server has to answer."""


@contextmanager
def platform() -> Iterator[HTTPConnection]:
    """A connection to the platform."""
    with _served(_PLATFORM, {}) as connection:
        yield connection


@contextmanager
def bare() -> Iterator[HTTPConnection]:
    """A connection to the bare site."""
    with _served(_BARE, {"DJANGO_SETTINGS_MODULE": "benchmarks.platform.bare.settings"}) as connection:
        yield connection


@contextmanager
def _served(arguments: tuple[str, ...], surroundings: dict[str, str]) -> Iterator[HTTPConnection]:
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", *arguments]
    process = subprocess.Popen(command, env=os.environ | surroundings, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield HTTPConnection("127.0.0.1", port)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no server answered at port {port} within {_PATIENCE} seconds")

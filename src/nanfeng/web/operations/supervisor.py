"""One process that keeps others running: starts them, starts them again when they die, and ends them together."""

import asyncio
import ctypes
import logging
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a child that died is started again; the pause doubles each time that it died young."""

_YOUNG = 60.0
"""Seconds after which a child counts as running well."""

_GRACE = 45.0
"""Seconds that children have to end; longer than the web server gives its last requests and the worker its job."""

_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Child:
    """A program to keep running. `reload` is the signal after which it runs the newly installed code: the web server
    replaces its workers by itself, others end and are started again.
    """

    name: str
    command: Sequence[str]
    reload: signal.Signals = signal.SIGTERM


def supervise(children: Sequence[Child], started: Callable[[], object] = lambda: None) -> None:
    """Keep the children running until SIGTERM or SIGINT; SIGHUP is passed on as each one's `reload`.

    Children have time to end what they are doing, unless a second signal says that it must be at once. `started` is
    called once they have been started. On return none of them runs any more.
    """
    asyncio.run(_supervise([_Keeper(child) for child in children], started))


async def _supervise(keepers: Sequence["_Keeper"], started: Callable[[], object]) -> None:
    loop = asyncio.get_running_loop()
    stop, at_once = asyncio.Event(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, stop, at_once)
    loop.add_signal_handler(signal.SIGHUP, lambda: [keeper.reload() for keeper in keepers])
    kept = [asyncio.create_task(keeper.keep(stop, at_once)) for keeper in keepers]
    told = asyncio.create_task(asyncio.to_thread(started))
    await asyncio.gather(*kept)
    await asyncio.gather(told, return_exceptions=True)


def _stop(stop: asyncio.Event, at_once: asyncio.Event) -> None:
    if stop.is_set():
        at_once.set()
        return
    _log.info("stopping: what is being done may end first, %.0f seconds at most; ask again to stop at once", _GRACE)
    stop.set()


class _Keeper:
    """Keeps one child running."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self._process: asyncio.subprocess.Process | None = None
        self._reloading = False

    async def keep(self, stop: asyncio.Event, at_once: asyncio.Event) -> None:
        """Run the child, again and again, until asked to stop; then end it."""
        pause = _FIRST_PAUSE
        asked = asyncio.create_task(stop.wait())
        while not asked.done():
            began = time.monotonic()
            await self._run(asked, at_once)
            if self._reloading or time.monotonic() - began > _YOUNG:
                pause = _FIRST_PAUSE
            if not asked.done():
                await asyncio.wait([asked], timeout=0 if self._reloading else pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            self._reloading = False

    async def _run(self, asked: asyncio.Task, at_once: asyncio.Event) -> None:
        """Run the child once, to its end or until it is asked to stop."""
        process = await asyncio.create_subprocess_exec(
            *self._child.command, process_group=0, preexec_fn=_end_with_parent
        )
        self._process = process
        ended = asyncio.create_task(process.wait())
        await asyncio.wait([ended, asked], return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            await self._end(process, ended, at_once)
        elif not (self._reloading or asked.done()):
            _log.error("%s ended with status %s; it is started again", self._child.name, process.returncode)
        self._process = None

    async def _end(self, process: asyncio.subprocess.Process, ended: asyncio.Task, at_once: asyncio.Event) -> None:
        process.terminate()
        hurry = asyncio.create_task(at_once.wait())
        await asyncio.wait([ended, hurry], timeout=_GRACE, return_when=asyncio.FIRST_COMPLETED)
        hurry.cancel()
        if not ended.done():
            _log.error("%s has not ended by itself; it is killed", self._child.name)
            os.killpg(process.pid, signal.SIGKILL)
            await ended

    def reload(self) -> None:
        """Let the child run the newly installed code."""
        if self._process is not None and self._process.returncode is None:
            self._reloading = self._child.reload == signal.SIGTERM
            self._process.send_signal(self._child.reload)


def _end_with_parent() -> None:
    """Ask the kernel to end this process when its parent is gone, even where that was killed."""
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGTERM)

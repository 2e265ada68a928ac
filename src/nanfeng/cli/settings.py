"""What every command knows: the home folder, the pack, and how to fail without a traceback."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from nanfeng.intake.unreadable import UnreadableError
from nanfeng.kinds.issue import Issue
from nanfeng.pack.load import PackError, load
from nanfeng.pack.pack import Pack

_ROOM, _OWNER = "make room on the disk", "give the folder to the user who runs this"
_MENDED = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EACCES: _OWNER,
    errno.EPERM: _OWNER,
    errno.EROFS: "name a folder that can be written",
    errno.ENOTDIR: "name a folder, not a file",
}
"""How what the machine refuses is mended."""

DEFAULT_PACK = "default"
"""A file of the packs folder that names the pack which commands use unless told."""

_WIDE = None if sys.stdout.isatty() else 200
"""Where nobody looks at a terminal, lines are as long as they need to be."""

out = Console(soft_wrap=True, width=_WIDE)
err = Console(stderr=True, soft_wrap=True)


@dataclass(frozen=True)
class Settings:
    """Where state lives, and where the city's definitions are (None: the default pack)."""

    home: Path
    chosen: Path | None = None

    @property
    def pack_folder(self) -> Path:
        """The pack's folder; raise ValueError where none is named and there is no default, or where it is no pack."""
        folder = self.chosen or _default_pack()
        if not (folder / "pack.toml").is_file():
            raise ValueError(f"{folder} is no pack: it has no pack.toml; say which city with --pack FOLDER")
        return folder

    def pack(self) -> Pack:
        """The city's definitions, checked."""
        return load(self.pack_folder)


def _default_pack() -> Path:
    packs = Path(os.environ.get("NANFENG_PACKS", "packs"))
    default = packs / DEFAULT_PACK
    if not default.is_file():
        raise ValueError(f"there is no {default} that names a pack: say which city with --pack FOLDER")
    return packs / default.read_text("utf-8").strip()


def plain_decimal(value: Decimal) -> str:
    """A number for a terminal: thousands grouped, six decimals at most and no zeros that say nothing."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@contextmanager
def failing_plainly() -> Iterator[None]:
    """Turn what users can mend into a message and exit status 1; anything else is ours and keeps its traceback."""
    try:
        yield
    except PackError as error:
        show_issues(error.issues)
        raise typer.Exit(1) from error
    except UnreadableError as error:
        show_issues([error.issue])
        raise typer.Exit(1) from error
    except ModuleNotFoundError as error:
        err.print(
            f"[bold red]nanfeng:[/] {error.name} is not installed: pip install 'nanfeng\\[spark]'", highlight=False
        )
        raise typer.Exit(1) from error
    except (ValueError, KeyError, FileNotFoundError) as error:
        words = error.args[0] if isinstance(error, KeyError) and error.args else error
        err.print(f"[bold red]nanfeng:[/] {escape(str(words))}", highlight=False)
        raise typer.Exit(1) from error
    except OSError as error:
        if error.errno not in _MENDED:
            raise
        err.print(f"[bold red]nanfeng:[/] {escape(f'{error}: {_MENDED[error.errno]}')}", highlight=False)
        raise typer.Exit(1) from error


def show_issues(issues: tuple[Issue, ...] | list[Issue]) -> None:
    """Each issue with where, what and how to mend, in both languages."""
    for issue in issues:
        err.print(f"[bold]{escape(issue.where)}[/] {escape(issue.at)} ({issue.severity})", highlight=False)
        err.print(f"  {issue.wrong.en}\n  {issue.wrong.zh}", highlight=False, markup=False)
        err.print(f"  → {issue.mend.en}\n  → {issue.mend.zh}", highlight=False, markup=False)

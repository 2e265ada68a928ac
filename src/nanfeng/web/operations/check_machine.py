"""What may be wrong with the machine and the home, seen without the platform: pack, folder, space, key."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nanfeng.cli.settings import Settings
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text
from nanfeng.pack.load import PackError

_LEAST = 2**30
"""Bytes that must be free."""

_FEW = 5 * 2**30
"""Bytes below which it is time to make room."""


def machine_issues(settings: Settings) -> list[Issue]:
    """Everything that is wrong with the pack and the home."""
    return [*_pack(settings), *_home(settings.home)]


def _pack(settings: Settings) -> Iterator[Issue]:
    try:
        settings.pack()
    except PackError as error:
        yield from error.issues
    except (ValueError, FileNotFoundError) as error:
        yield Issue(
            "pack.missing",
            "--pack",
            "",
            Text(f"读不到城市定义：{error}", f"The city's definitions cannot be read: {error}"),
            Text("请用 --pack 或 NANFENG_PACK 指明文件夹", "Name the folder with --pack or NANFENG_PACK"),
        )


def _home(home: Path) -> Iterator[Issue]:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=home, prefix=".check-") as file:
            file.write(bytes(4096))
            file.flush()
    except OSError as error:
        yield _not_writable(home, error)
        return
    yield from _space(home)
    key = home / "secret-key"
    if key.is_file() and key.stat().st_mode & 0o077:
        yield Issue(
            "home.key",
            str(key),
            "",
            Text("密钥文件可被其他用户读取", "Other users can read the secret key"),
            Text(f"请执行 chmod 600 {key}", f"chmod 600 {key}"),
        )


def _not_writable(home: Path, error: OSError) -> Issue:
    return Issue(
        "home.writable",
        str(home),
        "",
        Text(f"无法写入数据文件夹：{error}", f"The home folder cannot be written: {error}"),
        Text(
            "请腾出空间，或把文件夹交给运行平台的用户",
            "Make room, or give the folder to the user who runs the platform",
        ),
    )


def _space(home: Path) -> Iterator[Issue]:
    free = shutil.disk_usage(home).free
    if free >= _FEW:
        return
    gigabytes = f"{free / 2**30:.1f}"
    yield Issue(
        "home.space",
        str(home),
        "",
        Text(f"磁盘只剩 {gigabytes} GB", f"Only {gigabytes} GB are free on the disk"),
        Text(
            "请移走旧备份和日志，或扩大磁盘；见 docs/production.md“磁盘将满”",
            "Move old backups and logs away, or enlarge the disk: see “A disk that fills” in docs/production.md",
        ),
        Severity.ERROR if free < _LEAST else Severity.WARNING,
    )

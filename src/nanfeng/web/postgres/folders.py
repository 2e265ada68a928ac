"""Folders and files with the mode that is meant, whatever the mask of this process says."""

import os
from pathlib import Path


def make(folder: Path, mode: int) -> bool:
    """Make a folder with this mode unless it is there; whether it was made."""
    if folder.is_dir():
        return False
    folder.mkdir(parents=True)
    folder.chmod(mode)
    return True


def open_to_all(folder: Path) -> None:
    """Let everybody read what is in a folder of ours, and run what its owner may run."""
    for parent, _, files in os.walk(folder):
        Path(parent).chmod(0o755)
        for path in (Path(parent, name) for name in files):
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)

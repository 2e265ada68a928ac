"""What the platform is told by its surroundings: where state lives, which city, which database, who may connect."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from nanfeng.ledger.storage import write_whole

_YES = {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Environment:
    """The settings that differ between installations, read from environment variables.

    `NANFENG_HOME` (default `var`), `NANFENG_PACK` (the city's folder), `DATABASE_URL`, `NANFENG_SECRET_KEY` (made
    and kept in the home where it is not given), `NANFENG_HOSTS` and `NANFENG_ORIGINS` (comma-separated),
    `NANFENG_ADDRESS` (where people reach it, as in mails; the first origin or host unless given),
    `NANFENG_HTTPS` (default yes), `NANFENG_EMAIL_URL` (`smtp://user:password@host:port`; mail goes to the console
    where it is not given), `NANFENG_MAIL_FROM` (the sender of mails; `nanfeng@` and the host of the address unless
    given), `NANFENG_DEMO` (demonstration accounts are shown at sign-in; default no),
    `NANFENG_PROXIES` (how many proxies of ours stand before us and add to X-Forwarded-For; default 0: the header is
    not believed) and `NANFENG_DAYS_AGO` (how far the clock of a demonstration is put back; default 0).
    """

    home: Path
    pack: Path
    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    address: str
    https: bool
    email_url: str
    mail_from: str
    demo: bool
    proxies: int
    days_ago: int

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> "Environment":
        """Read the variables; what is not said gets the safe value."""
        home = Path(variables.get("NANFENG_HOME", "var")).absolute()
        https = variables.get("NANFENG_HTTPS", "yes").lower() in _YES
        hosts = _listed(variables.get("NANFENG_HOSTS", "localhost,127.0.0.1,[::1]"))
        origins = _listed(variables.get("NANFENG_ORIGINS", ""))
        reached = [variables.get("NANFENG_ADDRESS", ""), *origins, f"{'https' if https else 'http'}://{hosts[0]}"]
        address = next(filter(None, reached)).rstrip("/")
        return cls(
            home=home,
            pack=Path(variables.get("NANFENG_PACK", "") or _default_pack(variables)),
            database_url=variables.get("DATABASE_URL", ""),
            secret_key=variables.get("NANFENG_SECRET_KEY") or _kept_key(home),
            hosts=hosts,
            origins=origins,
            address=address,
            https=https,
            email_url=variables.get("NANFENG_EMAIL_URL", ""),
            mail_from=variables.get("NANFENG_MAIL_FROM") or f"nanfeng@{urlsplit(address).hostname}",
            demo=variables.get("NANFENG_DEMO", "").lower() in _YES,
            proxies=int(variables.get("NANFENG_PROXIES", "0")),
            days_ago=int(variables.get("NANFENG_DAYS_AGO", "0")),
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _default_pack(variables: Mapping[str, str]) -> Path:
    packs = Path(variables.get("NANFENG_PACKS", "packs"))
    default = packs / "default"
    return packs / default.read_text("utf-8").strip() if default.is_file() else packs


def _kept_key(home: Path) -> str:
    """The installation's own key, made once and readable by its owner alone."""
    path = home / "secret-key"
    if not path.is_file():
        home.mkdir(parents=True, exist_ok=True)
        write_whole(path, lambda unfinished: _write_private(unfinished, secrets.token_urlsafe(50)))
    return path.read_text("ascii").strip()


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text + "\n", "ascii")

"""Where the platform listens: a host and port, or a socket in the file system for a proxy on the same machine."""

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Address:
    """Where to listen. `socket_file` is None for a host and port."""

    host: str = ""
    port: int = 0
    socket_file: Path | None = None

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read `host:port`, `[::1]:port` or `unix:/path`; raise ValueError where it is none of these."""
        if text.startswith("unix:"):
            return cls(socket_file=Path(text.removeprefix("unix:")))
        host, _, port = text.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65_535:
            raise ValueError(f"{text!r} is not host:port, such as 127.0.0.1:8000, nor unix:/path/of/socket")
        return cls(host.strip("[]"), int(port))

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can connect, by http."""
        if self.socket_file:
            return False
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def bind(self) -> str:
        """As gunicorn wants it."""
        if self.socket_file:
            return f"unix:{self.socket_file}"
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def answers(self) -> bool:
        """Whether somebody listens there."""
        try:
            with self._connected():
                return True
        except OSError:
            return False

    def _connected(self) -> socket.socket:
        if self.socket_file is None:
            return socket.create_connection((self.host, self.port), timeout=1)
        client = socket.socket(socket.AF_UNIX)
        try:
            client.connect(str(self.socket_file))
        except OSError:
            client.close()
            raise
        return client

"""Where the platform listens."""

import socket

import pytest

from nanfeng.web.operations.address import Address


@pytest.mark.parametrize(
    ("text", "bind", "loopback"),
    [
        ("127.0.0.1:8000", "127.0.0.1:8000", True),
        ("127.0.0.53:80", "127.0.0.53:80", True),
        ("localhost:8000", "localhost:8000", True),
        ("[::1]:8000", "[::1]:8000", True),
        ("0.0.0.0:8000", "0.0.0.0:8000", False),
        ("[::]:8000", "[::]:8000", False),
        ("10.0.0.7:8000", "10.0.0.7:8000", False),
        ("localhost.example.org:8000", "localhost.example.org:8000", False),
        ("unix:/run/nanfeng/web.sock", "unix:/run/nanfeng/web.sock", False),
    ],
)
def test_an_address_says_who_can_connect(text, bind, loopback):
    address = Address.parse(text)
    assert (address.bind, address.is_loopback) == (bind, loopback)


@pytest.mark.parametrize("text", ["", "8000", ":8000", "localhost", "localhost:http", "127.0.0.1:70000", "127.0.0.1:"])
def test_what_is_no_address_is_said(text):
    with pytest.raises(ValueError, match="is not host:port"):
        Address.parse(text)


def test_whether_somebody_listens(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = Address.parse(f"127.0.0.1:{server.getsockname()[1]}")
        assert address.answers()
    assert not address.answers()
    in_files = Address.parse(f"unix:{tmp_path}/s")
    assert not in_files.answers()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{tmp_path}/s")
        server.listen()
        assert in_files.answers()

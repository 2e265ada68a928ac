"""A home's database is there when it is asked for, whatever happened to it before."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from nanfeng.web.postgres import discard, ensure, running, server, stop, superuser_url

ServerProcess = Callable[[Path], int]

pytestmark = pytest.mark.slow

ENSURE = "import sys, pathlib; from nanfeng.web.postgres import ensure; print(ensure(pathlib.Path(sys.argv[1]), False))"


def answer(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def write(url: str, number: int) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [number])


def kept(url: str) -> object:
    return answer(url, "SELECT sum(number) FROM kept")


def test_asking_again_gives_the_same_server(served: Path, server_process: ServerProcess) -> None:
    before = server_process(served)
    assert ensure(served) == ensure(served)
    assert server_process(served) == before
    assert running(served)


def test_the_server_is_set_up_as_promised(served: Path) -> None:
    url = ensure(served)
    settings = {
        "data_checksums": "on",
        "server_encoding": "UTF8",
        "listen_addresses": "",
        "password_encryption": "scram-sha-256",
        "TimeZone": "UTC",
        "shared_buffers": "128MB",
        "max_connections": "100",
        "fsync": "off",
    }
    assert {name: answer(url, f"SELECT current_setting('{name}')") for name in settings} == settings
    assert answer(url, "SELECT lower('ÄПΩ') || (E'a' < E'B')") == "äпωfalse"
    assert str(answer(url, "SELECT version()")).startswith("PostgreSQL 18")


def test_the_application_owns_its_database_and_cannot_pass_row_security(served: Path) -> None:
    url = ensure(served)
    role = "SELECT (rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb)::text FROM pg_roles"
    assert answer(url, f"{role} WHERE rolname = current_user") == "(f,f,f,f,t)"
    assert answer(url, "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()") == "nanfeng"
    assert answer(superuser_url(served), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is True


def test_tests_of_the_platform_can_make_databases(served: Path) -> None:
    with psycopg.connect(ensure(served), autocommit=True) as connection:
        connection.execute("CREATE DATABASE tried")
        connection.execute("DROP DATABASE tried")


@pytest.mark.parametrize("role", ["nanfeng", "postgres"])
def test_nobody_comes_in_without_the_right_password(served: Path, role: str) -> None:
    url = ensure(served)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url, user=role, password="guessed")
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(url, user=role, password="")
    methods = answer(superuser_url(served), "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules")
    assert methods == "scram-sha-256"


def test_other_users_of_the_machine_reach_neither_socket_nor_data_nor_passwords(served: Path) -> None:
    ensure(served)
    folder = served / "postgres"
    for private in (folder / "socket", folder / "data", folder / "log"):
        assert private.stat().st_mode & 0o077 == 0
    for password in folder.glob("*.password"):
        assert password.stat().st_mode & 0o777 == 0o600
        assert password.stat().st_uid == os.geteuid()
    assert len(list(folder.glob("*.password"))) == 2


def test_the_server_never_runs_as_root(served: Path, server_process: ServerProcess) -> None:
    uid = Path(f"/proc/{server_process(served)}").stat().st_uid
    assert uid != 0
    assert os.geteuid() in (0, uid)


def test_no_password_shows_in_a_command_line(home: Path) -> None:
    seen: set[bytes] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            for process in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(process.read_bytes())
                except OSError:
                    continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    ensure(home, durable=False)
    done.set()
    watcher.join()
    passwords = [path.read_bytes() for path in (home / "postgres").glob("*.password")]
    assert any(b"initdb" in line for line in seen)
    assert not [line for line in seen for password in passwords if password in line]


def test_two_that_ask_at_once_get_one_server(home: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", ENSURE, home], stdout=subprocess.PIPE, text=True) for _ in "ab"]
    first, second = (process.communicate(timeout=60)[0].strip() for process in both)
    assert first == second != ""
    assert answer(first, "SELECT 1") == 1


def test_what_was_confirmed_outlives_a_killed_server(home: Path, server_process: ServerProcess) -> None:
    url = ensure(home)
    write(url, 7)
    with psycopg.connect(url):  # a process of the server that must notice its end
        os.kill(server_process(home), signal.SIGKILL)
        while running(home):
            time.sleep(0.01)
        assert ensure(home) == url
    assert kept(url) == 7


def test_stopping_keeps_the_data_and_may_be_repeated(served: Path) -> None:
    url = ensure(served)
    write(url, 5)
    before = kept(url)
    stop(served)
    assert not running(served)
    stop(served)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    assert kept(ensure(served, durable=False)) == before


def test_the_number_of_a_dead_server_may_belong_to_another_program(served: Path) -> None:
    stop(served)
    stale = f"{os.getpid()}\n{served}/postgres/data\n1700000000\n5432\n\n\n  1 2\nready\n"
    (served / "postgres" / "data" / "postmaster.pid").write_text(stale, "utf-8")
    assert not running(served)
    assert answer(ensure(served, durable=False), "SELECT 1") == 1


@pytest.mark.parametrize("at_work", [False, True])
def test_a_home_can_be_moved(home: Path, at_work: bool) -> None:
    write(ensure(home), 3)
    if not at_work:
        stop(home)
    moved = home.with_name("moved elsewhere, 到别处, it's here")
    home.rename(moved)
    assert running(moved) is at_work
    assert kept(ensure(moved, durable=False)) == 3
    stop(moved)
    moved.rename(home)


def test_a_copy_of_a_home_is_not_taken_for_the_original(served: Path, home: Path) -> None:
    subprocess.run(["cp", "-a", served, home], check=True)
    assert running(served)
    assert not running(home)


def test_a_home_with_a_long_path_gets_a_short_private_socket(home: Path) -> None:
    deep = home / ("d" * 60) / ("e" * 60)
    url = ensure(deep, durable=False)
    short = Path((deep / "postgres" / "socket.path").read_text("utf-8"))
    assert answer(url, "SELECT 1") == 1
    assert short.stat().st_mode & 0o077 == 0
    shutil.rmtree(short)  # as a cleaning of temporary files does
    assert answer(ensure(deep, durable=False), "SELECT 1") == 1
    discard(deep)
    assert not short.exists()


def test_a_home_that_the_servers_user_cannot_reach_works_and_is_not_opened(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    home = closed / "home"
    assert answer(ensure(home, durable=False), "SELECT 1") == 1
    assert closed.stat().st_mode & 0o777 == 0o700
    assert closed.stat().st_uid == os.geteuid()
    discard(home)
    assert not running(home)


def test_a_copied_home_does_not_write_into_the_others_sheltered_database(home: Path, tmp_path: Path) -> None:
    shelter = tmp_path / "shelter"
    (shelter / "data").mkdir(parents=True)
    if os.geteuid() == 0:
        os.chown(shelter / "data", 65534, 65534)
    (shelter / "home").write_text(str(tmp_path / "first"), "utf-8")
    for copy in (home, tmp_path / "first"):
        copy.mkdir()
        (copy / "postgres.path").write_text(str(shelter), "utf-8")
    with pytest.raises(RuntimeError, match="is a copy of"):
        ensure(home)
    (home / "postgres.path").unlink()


def test_a_first_start_that_was_broken_off_is_begun_anew(home: Path) -> None:
    (home / "postgres" / "data.new" / "base").mkdir(parents=True)
    (home / "postgres").chmod(0o711)
    (home / "postgres" / "data.new" / "PG_VERSION").write_text("18", "utf-8")
    assert answer(ensure(home, durable=False), "SELECT 1") == 1


def test_a_server_that_does_not_start_says_why(served: Path) -> None:
    stop(served)
    settings = served / "postgres" / "data" / "postgresql.conf"
    good = settings.read_text("utf-8")
    settings.write_text(f"{good}\nshared_bufers = 1GB\n", "utf-8")
    with pytest.raises(RuntimeError, match=r'did not start.*\n(.*\n)*.*parameter "shared_bufers"'):
        ensure(served)
    settings.write_text(good, "utf-8")
    assert answer(ensure(served, durable=False), "SELECT 1") == 1


def test_no_second_server_starts_on_the_files_of_one_that_cannot_be_seen(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_LAST_BREATH", 0.1)
    note = served / "postgres" / "data" / "postmaster.pid"
    noted = note.read_bytes()
    note.write_bytes(noted.replace(noted.split()[0], b"4194303", 1))  # as seen from another container
    with pytest.raises(RuntimeError, match="another container"):
        ensure(served)
    note.write_bytes(noted)
    assert answer(ensure(served), "SELECT 1") == 1


def test_a_disk_that_takes_no_more_is_named_and_leaves_nothing_half_made(home: Path) -> None:
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); {ENSURE}"
    done = subprocess.run([sys.executable, "-c", limited, home], capture_output=True, text=True, check=False)
    assert "limit on the size of files" in done.stderr
    assert answer(ensure(home, durable=False), "SELECT 1") == 1


def test_an_ordinary_user_runs_it_directly(home: Path) -> None:
    home.mkdir()
    uid = 65534 if os.geteuid() == 0 else os.geteuid()
    if os.geteuid() == 0:
        os.chown(home, uid, uid)
    lower = f"import os; os.setgroups([]); os.setgid({uid}); os.setuid({uid})" if os.geteuid() == 0 else "pass"
    script = f"import psycopg, nanfeng.web.postgres\n{lower}\n{ENSURE}"
    done = subprocess.run([sys.executable, "-c", script, home], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert (home / "postgres" / "data").stat().st_uid == uid
    assert answer(done.stdout.strip(), "SELECT 1") == 1

"""A PostgreSQL of somebody else, with the roles that the guide to production says: all works, and the wall holds."""

import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from nanfeng.web.postgres import check_rights
from nanfeng.web.postgres.owner import owner_of
from nanfeng.web.postgres.place import SHELTER
from nanfeng.web.postgres.programs import binaries_for

REPRESENTATIVE = ("tests/web/records/test_records.py", "tests/web/audit", "tests/web/operations/test_check.py")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A plain cluster that listens on a port, as its superuser."""
    folder = Path(tempfile.mkdtemp(prefix="nanfeng-test-"))
    owner = owner_of(folder / "data")
    owner.given(folder)
    programs = binaries_for(owner, SHELTER)
    password = secrets.token_urlsafe()
    (folder / "password").write_text(password, "ascii")
    owner.given(folder / "password")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
    data = folder / "data"
    make = [
        programs / "initdb",
        "--auth=scram-sha-256",
        "--username=postgres",
        f"--pwfile={folder}/password",
        "-D",
        data,
    ]
    assert owner.run(make).returncode == 0
    start = [programs / "pg_ctl", "start", "-w", "-s", "-D", data, "-l", folder / "log", "-o", told]
    assert owner.run(start).returncode == 0
    yield make_conninfo(host="127.0.0.1", port=port, user="postgres", password=password, dbname="postgres")
    owner.run([programs / "pg_ctl", "stop", "-m", "immediate", "-D", data])
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def external(root, cluster) -> str:
    """The URL of the platform's role, made word for word as the guide says, and allowed to make the tests' database."""
    guide = (root / "docs" / "production.md").read_text("utf-8")
    statements = re.search(r"^```sql\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)[1]
    with psycopg.connect(cluster, autocommit=True) as connection:
        for statement in statements.strip().split(";\n"):
            connection.execute(statement)
        connection.execute("ALTER ROLE nanfeng CREATEDB")
    at = psycopg.conninfo.conninfo_to_dict(cluster)
    return f"postgresql://nanfeng:choose%20one@{at['host']}:{at['port']}/nanfeng"


@pytest.mark.slow
@pytest.mark.xdist_group("external")
def test_the_roles_of_the_guide_have_the_rights_that_are_needed_and_no_more(external):
    assert check_rights(external) == []


@pytest.mark.slow
@pytest.mark.xdist_group("external")
def test_the_same_tests_pass(root, external, surroundings):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *REPRESENTATIVE],
        cwd=root,
        env=surroundings | {"DATABASE_URL": external},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
@pytest.mark.xdist_group("external")
def test_the_wall_holds_for_the_owner_of_the_tables_too_and_a_backup_is_whole(external, cluster, place, nanfeng, root):
    home = place / "outside"
    sheet = root / "packs" / "example" / "records" / "monthly_return_synthetic.csv"
    register = root / "packs" / "example" / "records" / "enterprise_synthetic.csv"
    for form, file in (("enterprise", register), ("monthly_return", sheet)):
        done = nanfeng(home, "intake", file, "--form", form, "--by", "me", "--synthetic", DATABASE_URL=external)
        assert done.returncode == 0, done.stderr
    with psycopg.connect(external) as owner, psycopg.connect(make_conninfo(cluster, dbname="nanfeng")) as superuser:
        single = "SELECT count(*) FROM records_record WHERE purpose <> 'public'"
        assert owner.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'records_record'").fetchone() == (
            "nanfeng",
        )
        assert owner.execute(single).fetchone() == (0,)
        assert superuser.execute(single).fetchone() > (0,)
    checked = nanfeng(home, "check", DATABASE_URL=external)
    assert checked.returncode == 0, checked.stderr
    assert not (home / "postgres").exists()

    backup_role = external.replace("nanfeng:choose%20one", "nanfeng_backup:choose%20another")
    done = nanfeng(home, "backup", place / "out.tar.gz", DATABASE_URL=external, NANFENG_BACKUP_URL=backup_role)
    assert done.returncode == 0, done.stderr
    done = nanfeng(place / "moved-in", "restore", place / "out.tar.gz")
    assert done.returncode == 0, done.stderr
    done = nanfeng(place / "moved-in", "backup", place / "in.tar.gz")
    assert done.returncode == 0, done.stderr
    with psycopg.connect(cluster, autocommit=True) as superuser:
        superuser.execute("CREATE DATABASE again OWNER nanfeng ENCODING 'UTF8' TEMPLATE template0")
    urls = {"DATABASE_URL": external, "NANFENG_BACKUP_URL": backup_role}
    again = {name: url.removesuffix("nanfeng") + "again" for name, url in urls.items()}
    done = nanfeng(place / "moved-out", "restore", place / "in.tar.gz", **again)
    assert done.returncode == 0, done.stderr

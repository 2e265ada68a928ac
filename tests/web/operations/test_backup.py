"""Backed up, wiped, restored: every row and every file is as it was, and what is damaged is never restored."""

import json
import tarfile
from pathlib import Path

import psycopg
import pytest

from nanfeng.ledger.storage import sha256_of
from nanfeng.web.operations.backup import state_of
from nanfeng.web.operations.restore import restore
from nanfeng.web.operations.snapshot import rows_now
from nanfeng.web.postgres import discard, ensure, running, stop, superuser_url


@pytest.fixture(scope="module")
def lived_in(root, place, nanfeng) -> Path:
    """A home with records behind the wall, a vintage and a document."""
    home = place / "lived-in"
    for form in ("enterprise", "membership", "monthly_return"):
        sheet = root / "packs" / "example" / "records" / f"{form}_synthetic.csv"
        done = nanfeng(home, "intake", sheet, "--form", form, "--by", "me", "--synthetic")
        assert done.returncode == 0, done.stderr
    assert nanfeng(home, "close", "--by", "me").returncode == 0
    (home / "documents").mkdir()
    (home / "documents" / "证照.pdf").write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 5000)
    return home


@pytest.fixture(scope="module")
def backup(lived_in, place, nanfeng) -> Path:
    done = nanfeng(lived_in, "backup", place / "backups")
    assert done.returncode == 0, done.stderr
    assert not running(lived_in)
    return next((place / "backups").iterdir())


def files_of(home: Path) -> dict[str, str]:
    found = {path.relative_to(home).as_posix(): sha256_of(path) for path in state_of(home)}
    return {name: digest for name, digest in found.items() if name != "secret-key"}


def rows_in(home: Path) -> dict[str, object]:
    ensure(home)
    return rows_now(superuser_url(home).replace("/postgres?", "/nanfeng?"))


@pytest.mark.slow
@pytest.mark.xdist_group("backup")
def test_every_row_file_and_figure_is_as_it_was(lived_in, backup, place, nanfeng):
    home = place / "restored"
    done = nanfeng(home, "restore", backup, "--json")
    assert done.returncode == 0, done.stderr
    assert files_of(home) == files_of(lived_in)
    assert len(files_of(home)) == json.loads(done.stdout)["files"] > 5
    assert rows_in(home) == rows_in(lived_in)
    assert rows_in(home)["records_record"].rows > 10
    assert nanfeng(home, "verify").returncode == 0
    asked = ("figures", "industrial_output/2023-Q1/zone", "--json")
    assert nanfeng(home, *asked).stdout == nanfeng(lived_in, *asked).stdout != ""
    the_wall_stands(home)


def the_wall_stands(home: Path) -> None:
    with psycopg.connect(ensure(home)) as connection:
        assert connection.execute("SELECT DISTINCT purpose FROM records_record").fetchall() == [("public",)]
        forced = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'records_record'"
        assert connection.execute(forced).fetchone() == (True,)
        with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
            connection.execute("DELETE FROM audit_entry")


@pytest.mark.slow
@pytest.mark.xdist_group("backup")
def test_the_secret_key_is_left_out_unless_asked_for(lived_in, backup, place, nanfeng):
    with tarfile.open(backup) as archive:
        assert "home/secret-key" not in archive.getnames()
    assert backup.stat().st_mode & 0o777 == 0o600
    told = nanfeng(lived_in, "backup", place / "with-key.tar.gz", "--secret-key")
    assert "secret key" in told.stderr
    with tarfile.open(place / "with-key.tar.gz") as archive:
        assert "home/secret-key" in archive.getnames()


@pytest.mark.slow
@pytest.mark.xdist_group("backup")
@pytest.mark.parametrize(
    ("harm", "says"),
    [
        ("cut", "cut off"),
        ("changed", "证照.pdf is not as it was backed up"),
        ("without a file", "证照.pdf is not as it was backed up"),
        ("with a file outside", "does not belong in a backup"),
        ("no archive", "is no backup"),
    ],
)
def test_a_damaged_backup_is_refused_and_leaves_nothing(backup, tmp_path, harm, says):
    bad = tmp_path / "bad.tar.gz"
    harmed(backup, bad, harm)
    with pytest.raises(ValueError, match=says):
        restore(bad, tmp_path / "home")
    assert not any((tmp_path / "home").iterdir())


def harmed(whole: Path, bad: Path, harm: str) -> None:
    content = whole.read_bytes()
    if harm == "cut":
        bad.write_bytes(content[: len(content) // 2])
    elif harm == "no archive":
        bad.write_bytes(b"hello")
    else:
        with tarfile.open(whole) as source, tarfile.open(bad, "w:gz") as target:
            for member in source:
                copy(source, target, member, harm)


def copy(source: tarfile.TarFile, target: tarfile.TarFile, member: tarfile.TarInfo, harm: str) -> None:
    content = bytearray(source.extractfile(member).read())
    document = member.name.endswith(".pdf")
    if document and harm == "changed":
        content[1000] ^= 1
    if not (document and harm == "without a file"):
        target.addfile(member, Reader(content))
    if document and harm == "with a file outside":
        member.name, member.pax_headers = "../outside", {}
        target.addfile(member, Reader(content))


class Reader:
    def __init__(self, content: bytearray) -> None:
        self.content = bytes(content)

    def read(self, most: int) -> bytes:
        part, self.content = self.content[:most], self.content[most:]
        return part


@pytest.mark.slow
@pytest.mark.xdist_group("backup")
def test_nothing_is_overwritten(lived_in, backup):
    before = files_of(lived_in)
    with pytest.raises(ValueError, match="is not empty"):
        restore(backup, lived_in)
    assert files_of(lived_in) == before


@pytest.mark.slow
@pytest.mark.xdist_group("backup")
def test_a_disk_that_fills_leaves_no_half_written_backup(lived_in, tmp_path, nanfeng):
    ensure(lived_in)  # it has no limit of its own then
    told = nanfeng(lived_in, "backup", tmp_path / "full.tar.gz", under=("prlimit", "--fsize=40000"))
    stop(lived_in)
    assert told.returncode == 1, told.stderr
    assert "Traceback" not in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.xdist_group("backup")
def test_a_role_that_sees_no_single_data_cannot_back_up(lived_in, place, nanfeng, tmp_path):
    foreign = place / "foreign"
    url = ensure(foreign, durable=False)
    told = nanfeng(tmp_path / "home", "migrate", DATABASE_URL=url)
    assert told.returncode == 0, told.stderr
    told = nanfeng(tmp_path / "home", "backup", tmp_path, DATABASE_URL=url)
    assert told.returncode == 1
    assert "NANFENG_BACKUP_URL" in told.stderr
    told = nanfeng(tmp_path / "home", "backup", tmp_path, DATABASE_URL=url, NANFENG_BACKUP_URL=url)
    assert told.returncode == 1
    assert "BYPASSRLS" in told.stderr
    whole = superuser_url(foreign).replace("/postgres?", "/nanfeng?")
    told = nanfeng(tmp_path / "home", "backup", tmp_path, DATABASE_URL=url, NANFENG_BACKUP_URL=whole)
    assert told.returncode == 0, told.stderr
    discard(foreign)

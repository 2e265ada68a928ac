import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from nanfeng.demo.make import make
from nanfeng.intake.context import Context
from nanfeng.intake.take import take
from nanfeng.intake.workbook import open_workbook
from nanfeng.ledger.register import Register


@pytest.fixture(scope="module")
def made(town, tmp_path_factory):
    pack, calibration = town
    return make(pack, calibration, tmp_path_factory.mktemp("sent"), 7)


def _digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_equal_seeds_make_equal_bytes(town, made, tmp_path):
    pack, calibration = town
    make(pack, calibration, tmp_path, 7)
    assert _digests(tmp_path) == _digests(made.folder)


def test_another_seed_makes_other_companies(town, made, tmp_path):
    pack, calibration = town
    other = make(pack, calibration, tmp_path, 8)
    register = made.files[0].file
    assert (tmp_path / register).read_bytes() != (made.folder / register).read_bytes()
    assert {file.file for file in other.files} == {file.file for file in made.files}


def test_every_file_says_in_its_first_line_that_it_is_synthetic(made):
    for file in made.files:
        first = open_workbook(made.folder / file.file).sheets[0].rows[0]
        assert "合成演示数据 / synthetic demonstration data" in str(first[0]), file.file
        assert file.synthetic


def test_the_manifest_lists_the_files_in_the_order_of_intake(made):
    manifest = json.loads(made.manifest.read_text(encoding="utf-8"))
    assert [entry["file"] for entry in manifest["files"]] == [file.file for file in made.files]
    assert [file.form for file in made.files[:2]] == ["enterprise", "membership"]
    sent = [file.entered for file in made.files if file.form == "monthly_return"]
    assert sent == sorted(sent)


def test_intake_takes_and_hands_back_what_the_manifest_says(town, made):
    pack, _ = town
    forms = tuple(pack.forms.values())
    places = {name: code for code, place in pack.places.items() for name in (code, place.name.zh)}
    industries = {code: code for code in pack.industries}
    tables = {}
    for file in made.files:
        register = Register.of(tables, pack.forms)
        entered = datetime.fromisoformat(file.entered).replace(tzinfo=UTC)
        context = Context(entered, file.entered_by, None, register, None, forms, places, industries, synthetic=True)
        taken = take(made.folder / file.file, pack.forms[file.form], context)
        counts = (taken.accepted.num_rows, len(taken.refused), len(taken.questions))
        assert counts == (file.accepted, file.refused, file.held), file.file
        if file.form in ("enterprise", "membership"):
            tables[file.form] = taken.accepted

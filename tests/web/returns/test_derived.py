"""A field added to a form of the pack is everywhere at once, without another edit."""

import json
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.web.closing import made
from tests.web.returns.conftest import PERIOD, filing, returns_of
from tests.web.zone import ENTERPRISES, OWN, file

from nanfeng.intake.typed import take_rows
from nanfeng.kinds.role import Role
from nanfeng.ledger.receipt import vintage_folder
from nanfeng.pack.load import load
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Vintage
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.intake import Sender, context
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import table
from nanfeng.web.returns.models import Return

FIELD = """
[[fields]]
name = "drawings"
label = { zh = "有效外观设计", en = "Designs in force" }
type = "whole"
aliases = ["外观设计数"]
help = { zh = "期末有效的件数", en = "at the end of the period" }

[[fields]]
name = "lighthouse"
label = { zh = "灯塔工厂", en = "Lighthouse factory" }
type = "code"
codes = [
  { code = "yes", label = { zh = "是的", en = "it is" } },
  { code = "no", label = { zh = "不是", en = "it is not" } },
]

[[checks]]"""
DOCUMENT = """
import django; django.setup()
import json
from nanfeng.web.api.operations import api
print(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
"""


@pytest.fixture
def another_pack(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The city's pack with two fields more in its monthly return."""
    folder = tmp_path / "pack"
    shutil.copytree(root / "packs" / "foshan", folder)
    path = folder / "forms" / "monthly_return.toml"
    path.write_text(path.read_text("utf-8").replace("\n[[checks]]", FIELD, 1), "utf-8")
    changed = load(folder)
    monkeypatch.setattr(city, "pack", lambda: changed)
    return folder


@pytest.mark.slow
def test_a_new_field_is_everywhere(call, go, another_pack):
    """Template, page, intake, stored record, the API's document, the vintage and the table builder."""
    clerk = go(Role.ENTERPRISE_CLERK)
    (one,) = returns_of([OWN])
    template_asks(clerk, one)
    intake_reads_it()
    page_takes_it(clerk, one)
    document_describes_it(another_pack)
    vintage = frozen_with_it()
    table_builder_offers_it(go(Role.STATISTICIAN), vintage)


def template_asks(clerk: Client, one: Return) -> None:
    workbook = load_workbook(BytesIO(clerk.get(f"/returns/{one.pk}/template.xlsx").getvalue()))
    assert any("有效外观设计" in cell.value for cell in workbook.active[1])


def intake_reads_it() -> None:
    form = city.pack().forms["monthly_return"]
    with acting(SYSTEM, Doer("test")):
        known = context(Sender("test", clock.now()), table(form))
        taken = take_rows(form, [filing(OWN, 90_000) | {"drawings": "七"}], known)
    assert [issue.field for issue in taken.refused[0].issues] == ["drawings"]


def page_takes_it(clerk: Client, one: Return) -> None:
    page = clerk.get(f"/returns/{one.pk}/fill/").content.decode()
    assert "期末有效的件数" in page
    assert '<option value="yes">是的</option>' in page
    token = re.search(r'name="token" value="([0-9a-f]+)"', page)[1]
    typed = {"0-output": "90000", "0-revenue": "95000", "0-drawings": "12", "0-lighthouse": "yes"}
    assert clerk.post(f"/returns/{one.pk}/fill/", typed | {"token": token, "rows": "1"}).status_code == 302
    with acting(SYSTEM, Doer("test")):
        content = Record.objects.get(form="monthly_return").content
        assert table(city.pack().forms["monthly_return"])["drawings"].to_pylist() == [12]
    assert (content["drawings"], content["lighthouse"]) == (12, "yes")
    assert "有效外观设计" in clerk.get(f"/returns/{one.pk}/").content.decode()


def document_describes_it(pack: Path) -> None:
    """The document of a platform that was started with this pack."""
    said = os.environ | {"NANFENG_PACK": str(pack), "DATABASE_URL": "postgresql://nobody@localhost/none"}
    run = [sys.executable, "-W", "ignore", "-c", DOCUMENT]
    document = json.loads(subprocess.run(run, env=said, check=True, capture_output=True, text=True).stdout)
    row = document["components"]["schemas"]["monthly_return_row"]
    assert row["properties"]["drawings"]["title"] == "有效外观设计 / Designs in force"
    assert {"drawings", "lighthouse"}.isdisjoint(row["required"])


def frozen_with_it() -> Vintage:
    others = [filing(each, 90_000) | {"drawings": "12", "lighthouse": "no"} for each in ENTERPRISES[1:]]
    file("monthly_return", others)
    made.approve_all()
    vintage = made.frozen()
    frozen = pq.read_table(vintage_folder(city.home(), vintage.pk) / "monthly_return.parquet")
    assert frozen["drawings"].to_pylist() == [12] * len(ENTERPRISES)
    assert sorted(set(frozen["lighthouse"].to_pylist())) == ["no", "yes"]
    return vintage


def table_builder_offers_it(statistician: Client, vintage: Vintage) -> None:
    made.built(vintage, publication="tables")
    page = statistician.get(f"/figures/table/?indicator=drawings&period={PERIOD}&place=zone")
    assert "有效外观设计" in page.content.decode()
    (((_, (cell,)),),) = (page.context["rows"],)
    assert cell.figure.value == 12 * len(ENTERPRISES)

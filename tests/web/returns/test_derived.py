"""A field added to a form of the pack is everywhere at once, without another edit."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.web.returns.conftest import filing, returns_of
from tests.web.zone import OWN

from nanfeng.intake.typed import take_rows
from nanfeng.kinds.role import Role
from nanfeng.pack.load import load
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.intake import Sender, context
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import table

FIELD = """
[[fields]]
name = "patents"
label = { zh = "有效发明专利", en = "Patents in force" }
type = "whole"
aliases = ["专利数"]
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


@pytest.fixture
def another_pack(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The city's pack with two fields more in its monthly return."""
    folder = tmp_path / "pack"
    shutil.copytree(root / "packs" / "foshan", folder)
    path = folder / "forms" / "monthly_return.toml"
    path.write_text(path.read_text("utf-8").replace("\n[[checks]]", FIELD, 1), "utf-8")
    changed = load(folder)
    monkeypatch.setattr(city, "pack", lambda: changed)


@pytest.mark.usefixtures("another_pack")
def test_a_new_field_is_in_template_page_intake_and_record(call, go):
    clerk = go(Role.ENTERPRISE_CLERK)
    (one,) = returns_of([OWN])

    heads = [
        cell.value
        for cell in load_workbook(BytesIO(clerk.get(f"/returns/{one.pk}/template.xlsx").getvalue())).active[1]
    ]
    assert any("有效发明专利" in head for head in heads)

    page = clerk.get(f"/returns/{one.pk}/fill/").content.decode()
    assert "期末有效的件数" in page
    assert '<option value="yes">是的</option>' in page

    form = city.pack().forms["monthly_return"]
    with acting(SYSTEM, Doer("test")):
        taken = take_rows(
            form, [filing(OWN, 90_000) | {"patents": "七"}], context(Sender("test", clock.now()), table(form))
        )
    assert [issue.field for issue in taken.refused[0].issues] == ["patents"]

    token = re.search(r'name="token" value="([0-9a-f]+)"', page)[1]
    typed = {"0-output": "90000", "0-revenue": "95000", "0-patents": "12", "0-lighthouse": "yes"}
    assert clerk.post(f"/returns/{one.pk}/fill/", typed | {"token": token, "rows": "1"}).status_code == 302
    with acting(SYSTEM, Doer("test")):
        content = Record.objects.get(form="monthly_return").content
        assert table(form)["patents"].to_pylist() == [12]
    assert (content["patents"], content["lighthouse"]) == (12, "yes")
    assert "有效发明专利" in clerk.get(f"/returns/{one.pk}/").content.decode()

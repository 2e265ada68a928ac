"""A programme's file is looked at before it goes live: its mistakes, its diagram and forms, what becomes of cases."""

import re
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.programmes.conftest import AS_DEFINED, TRIAL
from tests.web.programmes.test_editions import STRICTER
from tests.web.zone import ENTERPRISES

from nanfeng.forms.field import FieldType
from nanfeng.kinds.role import Role
from nanfeng.pack import files
from nanfeng.pack.load import PackError, load
from nanfeng.web import city
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.proposal_forms import LARGEST

HERE = AS_DEFINED.replace('"zone_office"', '"zone_committee"').replace('source = "plan"', 'source = "s0"')
NEW = HERE.replace(f'id = "{TRIAL}"', 'id = "fuel_cell_ferries"').replace('id = "hydrogen_', 'id = "ferry_')


@pytest.fixture
def look(zone, sign_in):
    """Send a file as the planner does; the answer."""
    planner = sign_in(Client(), Role.PLANNER)

    def send(text: str | bytes, name: str = "fuel_cell_ferries.toml"):
        content = text if isinstance(text, bytes) else text.encode()
        return planner.post("/cases/preview/", {"file": SimpleUploadedFile(name, content)})

    return send


def test_a_new_programme_shows_all_that_it_would_be_and_nothing_is_kept(look):
    before = city.pack().digest
    answer = look(NEW)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "没有发现问题" in page
    shown = ("<svg", "用氢安全方案", "叉车台数", "累计运行小时", "申请单位是企业", "尾款", "40", "试用氢能叉车企业数")
    assert [said for said in shown if said not in page] == []
    assert page.count("<fieldset disabled>") == 2
    assert city.pack().digest == before
    assert "fuel_cell_ferries" not in {path.stem for path in (city.pack().folder / "programmes").iterdir()}
    assert not Case.objects.exists()


def test_every_input_has_an_id_of_its_own(look):
    ids = re.findall(r'\bid="([^"]+)"', look(NEW).content.decode())
    assert [each for each, count in Counter(ids).items() if count > 1] == []


def test_what_is_wrong_is_what_the_command_says_each_with_its_line(look, tmp_path):
    wrong = NEW.replace('since = "trial"', 'since = "trail"', 1).replace('of = "granted"', 'of = "grantd"', 1)
    page = look(wrong).content.decode()
    line = 1 + wrong.splitlines().index('since = "trail"')
    assert f'<td class="num">{line}</td>' in page
    assert "<svg" in page
    with pytest.raises(PackError) as caught:
        load(_with(tmp_path, wrong))
    for issue in caught.value.issues:
        assert issue.at in page
        assert issue.wrong.zh in page
    assert f"{len(caught.value.issues)} 处要改" in page


def test_what_has_not_the_shape_of_a_programme_says_so_and_draws_nothing(look):
    page = look(NEW.replace('label = { zh = "氢能叉车试用", en = "Hydrogen forklift trial" }\n', "")).content.decode()
    assert "缺少“label”" in page
    assert "<svg" not in page.split("<main", 1)[1]


SENT: dict[str, tuple[str | bytes, str]] = {
    "no TOML": ("id = ", "不是 TOML"),
    "no text": (b"\xff\xfe\x00", "不是 UTF-8"),
    "deep list": ("a = " + "[" * 50_000, "too deep"),
    "deep key": (".".join("a" * 30_000) + " = 1", "too deep"),
    "huge number": ("total = 1e999999999", "no number"),
    "deep rule": (NEW.replace("granted <= requested", "not " * 3_000 + "granted"), "too deep"),
    "many keys": (NEW + "\n".join(f"k{number} = 1" for number in range(4_000)), "要改"),
    "no such target": (re.sub(r'target = "\w+"', 'target = "nowhere"', NEW), "nowhere"),
    "no such stage": (re.sub(r'since = "\w+"', 'since = "nowhere"', NEW), "nowhere"),
    "nothing": ("", "空"),
}


@pytest.mark.parametrize("sent", SENT)
def test_whatever_is_sent_is_answered_kindly(look, sent):
    text, said = SENT[sent]
    answer = look(text)
    assert answer.status_code in (200, 422)
    assert said in answer.content.decode()


@pytest.mark.parametrize("name", ["notes.txt", "pack", "..toml", "a b/..\\c?.exe"])
def test_what_is_no_programmes_file_by_its_name_is_not_read(look, name):
    answer = look(NEW, name)
    assert answer.status_code == 422
    assert "这不像项目文件" in answer.content.decode()


def test_a_file_that_is_too_large_is_not_read(look):
    answer = look("#" * (LARGEST + 1))
    assert answer.status_code == 422
    assert "文件太大" in answer.content.decode()


def test_a_changed_edition_says_what_cases_would_lack(work, look):
    numbers = [work.begin(enterprise) for enterprise in ENTERPRISES[:2]]
    text = HERE
    for old, new in STRICTER.items():
        text = text.replace(old, new)
    page = look(text, "another_name.toml").content.decode()
    assert "没有发现问题" in page
    assert "在办" in page
    assert "没有填写“承保公司”：2 件" in " ".join(page.split())
    assert all(number in page for number in numbers)
    assert "没有变化" in look(HERE).content.decode()


def test_an_edition_with_mistakes_says_those_first(work, look):
    work.begin()
    answer = look(re.sub(r'since = "\w+"', 'since = "nowhere"', HERE))
    assert answer.status_code == 200
    assert "处要改" in answer.content.decode()
    assert "对在办办件的影响" not in answer.content.decode()


@pytest.mark.parametrize("kind", FieldType)
def test_fields_of_every_kind_are_shown_or_said_to_be_wrong(look, kind):
    answer = look(NEW.replace('type = "whole"', f'type = "{kind}"').replace('type = "amount"', f'type = "{kind}"'))
    assert "叉车台数" in answer.content.decode()


def test_a_file_that_would_take_anothers_place_says_so(look):
    page = look(NEW, f"{TRIAL}.toml").content.decode()
    assert "将取代：氢能叉车试用" in " ".join(page.split())


def test_an_edition_that_drops_a_stage_says_that_cases_cannot_be_moved(work, look):
    number = work.begin()
    page = look(HERE.replace('"applied"', '"received"')).content.decode()
    assert "没有“applied”这个阶段" in page
    assert number in page


def test_more_cases_take_no_more_queries(work, look):
    work.begin()
    changed = HERE.replace("150_000", "160_000")
    look(changed)
    with CaptureQueriesContext(connection) as few:
        look(changed)
    work.approve(work.begin())
    for enterprise in ENTERPRISES[1:3]:
        work.begin(enterprise)
    with CaptureQueriesContext(connection) as more:
        look(changed)
    assert len(more) == len(few)


@pytest.mark.parametrize("role", [Role.PARK_OFFICER, Role.ENTERPRISE_CLERK, Role.AUDITOR])
def test_only_those_who_plan_look_at_files(zone, sign_in, role):
    assert sign_in(Client(), role).get("/cases/preview/").status_code == 403


def _with(folder, text):
    """The city's pack with another programme."""
    files.copy(city.pack().folder, folder / "pack")
    (folder / "pack" / "programmes" / "fuel_cell_ferries.toml").write_text(text)
    return folder / "pack"

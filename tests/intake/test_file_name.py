"""Names of files that would lead elsewhere, hide something, or are too long for a folder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.intake.file_name import clean_name


@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("六月月报.xlsx", "六月月报.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\月报.xlsx", "月报.xlsx"),
        ("..", "file"),
        ("/", "file"),
        (".htaccess", "htaccess"),
        ("a\x00b\r\nc.csv", "abc.csv"),
        ("report\u202exslx.exe", "reportxslx.exe"),
        ('a<b>"c|?*.xlsx', "a_b__c___.xlsx"),
        ("月报.xlsx. ", "月报.xlsx"),
        ("月" * 200 + ".xlsx", "月" * 48 + ".xlsx"),
    ],
)
def test_a_name_is_made_harmless_and_stays_readable(sent, clean):
    assert clean_name(sent) == clean


@given(st.text(max_size=300))
def test_every_name_is_one_part_of_a_path(sent):
    name = clean_name(sent)
    assert 0 < len(name.encode()) <= 150
    assert not set(name) & set('/\\\0<>:"|?*')
    assert not name.startswith(".")
    assert clean_name(name) == name

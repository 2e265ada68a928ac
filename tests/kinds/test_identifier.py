import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.identifier import (
    Identifier,
    check_character,
    credit_code_fault,
    mangled_by_spreadsheet,
    parse_identifier,
)

bodies = st.from_regex(r"91440605[0-9A-HJ-NPQRTUWXY]{9}", fullmatch=True)


@given(bodies)
def test_a_code_with_its_check_character_is_clean(body):
    assert credit_code_fault(body + check_character(body)) is None


@given(bodies, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_character_is_noticed(body, position, other):
    code = body + check_character(body)
    wrong = code[:position] + other + code[position + 1 :]
    assert (credit_code_fault(wrong) is None) == (wrong == code)


def test_forgives_how_people_write_it():
    body = "91440605MA4UTQ5T3"
    code = body + check_character(body)
    assert parse_identifier(f" {code.lower()[:9]} {code[9:]} ") == Identifier("uscc", code)
    assert str(parse_identifier("hk-br:12345678")) == "hk-br:12345678"
    assert parse_identifier("南风制造有限公司") is None


@pytest.mark.parametrize("text", ["9.14E+17", "9.1440605e+17", "９.14E+17"])
def test_knows_what_a_spreadsheet_does_to_codes(text):
    assert mangled_by_spreadsheet(text)

"""Part of a name finds the whole, in both scripts."""

from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.tokens import index_tokens, tokens

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E20), min_size=2, max_size=12)


def found(query: str, text: str) -> bool:
    """As search asks: each token of the query begins a token of the text."""
    under = index_tokens(text)
    return all(any(one.startswith(token) for one in under) for token in tokens(query))


@given(CHINESE, st.data())
def test_every_piece_of_a_name_finds_it(name, data):
    begin = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(begin + 1, len(name)))
    assert found(name[begin:end], name)


def test_scripts_widths_and_accents():
    assert tokens("ＡＢＢ电机 Société 2023") == ["abb", "电机", "societe", "2023"]
    assert found("abb", "（中国）ABB电机")
    assert found("lingge", "Ling Ge Ceramics Co., Ltd.")
    assert not found("岭阁", "岭格制造")
    assert tokens("·，") == []

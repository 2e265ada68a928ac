import numpy as np

from nanfeng.demo.calibration import Names
from nanfeng.demo.names import Namer, body_check
from nanfeng.kinds.identifier import credit_code_fault, parse_identifier
from nanfeng.kinds.text import Text

NAMES = Names(
    syllables=(("岭", "ling"), ("禾", "he"), ("拓", "tuo")),
    pattern=Text("{brand}（虚构）{trade}有限公司", "{brand} (fictitious) {trade} Co., Ltd."),
    address="虚构大道{number}号",
)


def test_codes_are_well_formed_and_never_repeat():
    namer = Namer(NAMES, np.random.default_rng(1))
    codes = [namer.credit_code("440605") for _ in range(300)]
    assert len(set(codes)) == 300
    for code in codes:
        identifier = parse_identifier(code)
        assert identifier is not None
        assert identifier.number == code
        assert credit_code_fault(code) is None
        assert code.startswith("91440605MA")
        assert code[16] == body_check(code[8:16])


def test_the_body_check_of_a_known_code():
    assert body_check("D2143569") == "X"


def test_names_say_that_they_are_fictitious_and_differ():
    namer = Namer(NAMES, np.random.default_rng(1))
    names = [namer.name(Text("陶瓷", "Ceramics")) for _ in range(6)]
    assert len({name.zh for name in names}) == 6
    assert len({name.en for name in names}) == 6
    assert all("（虚构）" in name.zh and "(fictitious)" in name.en for name in names)

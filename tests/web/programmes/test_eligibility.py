"""Criteria are asked of what is known, and only of what may be read for this use."""

from datetime import timedelta

from tests.web import zone as made_up
from tests.web.programmes.conftest import TRIAL
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.kinds.answer import Verdict
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import PUBLIC, acting
from nanfeng.web.programmes.eligibility import Applicant, assessed

READS = """[[reads]]
name = "output"
label = { zh = "产值", en = "output" }
origin = "return"
at = "monthly_return.output"

[[reads]]
name = "certified"
label = { zh = "高企证书", en = "certificate" }
origin = "certificate"
at = "high_tech"

[[reads]]
name = "points"
label = { zh = "积分", en = "points" }
origin = "points"
at = "total"

[[reads]]
name = "registered"
label = { zh = "注册日期", en = "date of registration" }
origin = "register"
at = "registered"
"""


def asking(rules: dict[str, str]) -> str:
    """Criteria as a programme's file says them."""
    return "".join(
        f"""[[criteria]]
id = "{name}"
label = {{ zh = "{name}", en = "{name}" }}
rule = "{rule}"
wrong = {{ zh = "否", en = "no" }}
mend = {{ zh = "改", en = "mend" }}

"""
        for name, rule in rules.items()
    )


CRITERIA = asking(
    {
        "large": "output > 50_000_000",
        "certified": "certified",
        "scored": "points > 70",
        "old": "registered < date('2020-01-01')",
    }
)


def answers(organisation: str = OWN.organisation) -> dict[str, tuple[Verdict, str]]:
    """What each criterion says to somebody who sees nothing himself."""
    pack = city.pack()
    with acting(PUBLIC, Doer("test")):
        found = assessed(pack, pack.programmes[TRIAL], Applicant(organisation))
    return {one.criterion.id: (one.answer.verdict, one.answer.reason.en) for one in found}


def test_each_criterion_says_yes_no_or_why_nobody_knows(redefine, zone):
    redefine({"[[criteria]]": f"{READS}\n{CRITERIA}[[criteria]]"})
    found = answers()
    assert found["is_enterprise"][0] is Verdict.YES
    assert found["old"][0] is Verdict.YES
    assert found["certified"][0] is Verdict.NO
    assert found["scored"] == (Verdict.UNKNOWN, "not known: points (no score was computed yet)")
    assert found["large"][0] is Verdict.UNKNOWN
    assert "has not consented" in found["large"][1]


def test_a_return_is_read_with_consent_while_it_holds(redefine, zone):
    redefine({"[[criteria]]": f"{READS}\n{CRITERIA}[[criteria]]"})
    year = clock.today().year - 1
    row = {"organisation": OWN.organisation, "period": f"{year}-01..{year}-09", "output": "90000", "revenue": "90000"}
    made_up.file("monthly_return", [row | {"employees": "100"}])
    consent = {"organisation": OWN.organisation, "form": "monthly_return", "purpose": "service", "since": "2020-01-01"}
    assert answers()["large"][0] is Verdict.UNKNOWN
    made_up.file("consent", [consent])
    assert answers()["large"][0] is Verdict.YES
    made_up.file("consent", [consent | {"until": str(clock.today() - timedelta(days=1))}])
    assert answers()["large"][0] is Verdict.UNKNOWN


def test_how_old_a_return_is_can_be_asked(redefine, zone):
    reads = READS.replace("monthly_return.output", "monthly_return._last")
    criteria = asking({"large": "days(output, today) <= 730"})
    redefine({"[[criteria]]": f"{reads}\n{criteria}[[criteria]]"})
    consent = {"organisation": OWN.organisation, "form": "monthly_return", "purpose": "service", "since": "2020-01-01"}
    made_up.file("consent", [consent])
    assert answers()["large"][0] is Verdict.UNKNOWN
    for years, verdict in ((3, Verdict.NO), (1, Verdict.YES)):
        period = f"{clock.today().year - years}-01..{clock.today().year - years}-12"
        row = {"organisation": OWN.organisation, "period": period, "output": "90000", "revenue": "90000"}
        made_up.file("monthly_return", [row | {"employees": "100"}])
        assert answers()["large"][0] is verdict


def test_a_fact_comes_from_the_first_place_that_knows_it(redefine, zone):
    estimate = READS.replace('"points"\nat = "total"', '"case"\nat = "forklifts"').split("\n\n")[2]
    redefine({"[[criteria]]": f"{READS}\n{estimate}\n\n{asking({'scored': 'points > 1'})}[[criteria]]"})
    assert answers()["scored"] == (Verdict.UNKNOWN, "not known: points (it is filled in on the case)")
    pack = city.pack()
    with acting(PUBLIC, Doer("test")):
        found = assessed(pack, pack.programmes[TRIAL], Applicant(OWN.organisation, {"forklifts": 2}))
    assert found[0].answer.verdict is Verdict.YES


def test_a_certificate_is_valid_on_its_last_day_and_not_after(redefine, zone):
    redefine({"[[criteria]]": f"{READS}\n{CRITERIA}[[criteria]]"})
    today = clock.today()
    for number, (enterprise, ends) in enumerate(zip(ENTERPRISES, (today, today - timedelta(days=1)), strict=False)):
        row = {"organisation": enterprise.organisation, "kind": "high_tech", "issued": "2021-01-04"}
        made_up.file("certificate", [row | {"certificate_no": f"GR{number}", "expires": str(ends)}])
    assert answers(ENTERPRISES[0].organisation)["certified"][0] is Verdict.YES
    assert answers(ENTERPRISES[1].organisation)["certified"][0] is Verdict.NO


def test_who_is_not_registered_is_told_so(db):
    assert answers("uscc:91440605MA4UTQ5T3K")["is_enterprise"] == (
        Verdict.UNKNOWN,
        "not known: kind of organisation (the organisation is not in the register)",
    )

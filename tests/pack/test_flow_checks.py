"""Slips in flows and in what is owed: each is found where it is, with how to mend it."""

import pytest

FLOW, RETURN, VISIT = "flows/return.toml", "forms/monthly_return.toml", "forms/visit.toml"
DUE = 'due = { frequency = "monthly", working_days = 8, of = "membership", kinds = ["enterprise"] }'
CHECKED = '{ id = "checked", label = { zh = "统计已核", en = "checked" } },'
ASIDE = '{ id = "aside", label = { zh = "搁置", en = "set aside" } },'

SLIPS = [
    (FLOW, 'start = "draft"', 'start = "drat"', "start", "'draft'"),
    (FLOW, 'target = "checked"', 'target = "cheked"', "transitions.check.target", "'checked'"),
    (FLOW, 'sources = ["passed"]', 'sources = ["pased"]', "transitions.check.sources", "'passed'"),
    (FLOW, 'not_by = ["submit", "pass", "check"]', 'not_by = ["sumbit"]', "transitions.close.not_by", "'submit'"),
    (FLOW, 'roles = ["statistician"]', 'roles = ["statisticain"]', "transitions.check.roles.1", "'statistician'"),
    (FLOW, 'roles = ["statistician"]', "roles = []", "transitions.check.roles", "roles"),
    (FLOW, 'sources = ["passed"]', "sources = []", "transitions.check.sources", "stages"),
    (FLOW, CHECKED, CHECKED + ASIDE, "stages.aside", "leads here"),
    (FLOW, ", terminal = true", "", "stages.closed", "terminal = true"),
    (FLOW, CHECKED, CHECKED + CHECKED, "stages.checked", "rename"),
    (
        FLOW,
        'needs = [{ role = "park_officer" }]',
        'needs = [{ role = "expert" }]',
        "transitions.check.needs",
        "approval",
    ),
    (
        "flows/release.toml",
        'rule = "today >= release_day"',
        'rule = "today >= release_date"',
        "transitions.publish.conditions",
        "'release_day'",
    ),
    (RETURN, 'of = "membership"', 'of = "membershp"', "due.of", "'membership'"),
    (RETURN, 'of = "membership"', 'of = "visit"', "due.of", "membership"),
    (RETURN, 'of = "membership", ', "", "due", "`of`"),
    (RETURN, 'kinds = ["enterprise"]', 'kinds = ["enterprises"]', "due.kinds", "'enterprise'"),
    (RETURN, "working_days = 8", "working_days = 0", "due.working_days", "1 or more"),
    (RETURN, "working_days = 8", "working_days = 8, months = [1, 6]", "due.months", "2, 3, 4"),
    (RETURN, '"monthly", w', '"quarterly", months = [3, 5], w', "due.months", "3, 6, 9, 12"),
    (RETURN, 'of = "membership"', 'departments = ["statistics_buro"]', "due.departments", ""),
    (RETURN, "working_days = 8", 'working_days = 8, flow = "retrun"', "due.flow", "'return'"),
    (VISIT, 'organisation = "organisation"', 'organisation = "organisation"\n' + DUE, "due", "leave `due` out"),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "mend"), SLIPS)
def test_a_slip_is_found_where_it_is(spoil, issues, file, old, new, at, mend):
    spoil(file, old, new)
    found = [issue for issue in issues() if issue.where == file and issue.at == at]
    assert found, [f"{issue.where}: {issue.at}: {issue.wrong.en}" for issue in issues()]
    assert any(mend in issue.mend.en for issue in found), [issue.mend.en for issue in found]

"""What a page does the API does too: every page names its operation, or the reason why there is none."""

from tests.web.api.test_sweep import operations

from nanfeng.web.people.matrix import routes

COUNTERPARTS = {
    "audit:export": "audit_export",
    "audit:log": "audit_listed",
    "audit:verified": "audit_chain",
    "closing:build": "releases_build",
    "closing:calendar": "releases_calendar",
    "closing:calls": "returns_calls_listed",
    "closing:cancel": "releases_cancel",
    "closing:close": "returns_calls_close",
    "closing:compare": "closing_compare_vintages",
    "closing:download": "releases_data_csv",
    "closing:freeze": "closing_freeze",
    "closing:period": "returns_calls_show",
    "closing:plan": "releases_plan",
    "closing:receipt": "closing_receipt",
    "closing:release": "releases_show",
    "closing:releases": "releases_listed",
    "closing:report": "releases_report_pdf",
    "closing:revisions": "releases_corrections",
    "closing:step": "releases_move",
    "closing:table": "closing_table",
    "closing:verify": "closing_verify",
    "closing:vintage": "closing_vintage",
    "closing:vintages": "closing_vintages",
    "closing:write": "releases_write_report",
    "figures:compare": "releases_compare_releases",
    "figures:figure": "figures_show",
    "figures:file": "figures_picked_csv",
    "figures:structure": "figures_structure",
    "figures:table": "figures_listed",
    "figures:trace": "figures_trace",
    "figures:warnings": "figures_falling",
    "jobs:list": "jobs_listed",
    "jobs:show": "jobs_show",
    "jobs:state": "jobs_show",
    "organisations:compare": "organisations_preview_merge",
    "organisations:duplicates": "organisations_suspects",
    "organisations:enter": "records_file_enterprise",
    "organisations:find": "organisations_listed",
    "organisations:keep_apart": "organisations_keep_apart",
    "organisations:list": "organisations_listed",
    "organisations:merge": "organisations_merge",
    "organisations:merges": "organisations_merges",
    "organisations:move": "records_file_membership",
    "organisations:enlist": "records_file_statistical_scope",
    "organisations:own": "organisations_show",
    "organisations:rename": "records_file_alias",
    "organisations:seek": "organisations_seek_duplicates",
    "organisations:show": "organisations_show",
    "organisations:undo": "organisations_undo_merge",
    "people:account": "account_me",
    "planning:file": "records_file_air_day",
    "planning:forms": "forms_listed",
    "planning:leaders": "plans_measures",
    "planning:measure": "plans_measures",
    "planning:plan": "plans_overview",
    "planning:plans": "plans_overview",
    "planning:report": "records_file_status_report",
    "planning:target": "plans_targets",
    "records:kept": "records_listed",
    "records:record": "records_listed",
    "records:withdraw": "records_take_back",
    "records:refused": "records_refused",
    "records:send": "records_send",
    "records:sending": "records_sending",
    "records:template": "forms_template",
    "returns:call_template": "forms_template",
    "returns:calls": "returns_calls_listed",
    "returns:chase": "returns_calls_missing",
    "returns:chase_export": "returns_calls_chase",
    "returns:check": "returns_calls_show",
    "returns:fill": "records_file_monthly_return",
    "returns:inbox": "returns_inbox",
    "returns:mine": "returns_due",
    "returns:move": "returns_move",
    "returns:move_many": "returns_move_many",
    "returns:open": "returns_calls_open",
    "returns:remind": "returns_calls_remind",
    "returns:review": "returns_listed",
    "returns:show": "returns_show",
    "returns:submit": "returns_move",
    "returns:template": "forms_template",
    "site:answer": "site_answer",
    "site:article": "site_news",
    "site:calendar": "releases_calendar",
    "site:contact": "site_report",
    "site:corrections": "releases_corrections",
    "site:definition": "figures_indicator",
    "site:definitions": "figures_indicators",
    "site:figures": "figures_listed",
    "site:inbox": "site_inbox",
    "site:indicator": "figures_listed",
    "site:news": "site_news",
    "site:newsroom": "site_drafts",
    "site:preview": "site_draft",
    "site:publish": "site_publish",
    "site:report_error": "site_report",
    "site:report_state": "site_report_state",
    "site:reports": "releases_listed",
    "site:rewrite": "site_rewrite",
    "site:withdraw": "site_withdraw",
    "site:write": "site_write",
}
"""The operation that does what a page does."""

_OWN = "an account is handled by its holder on the page, with his second factor, never by a program"
_LOOK = "it is made to be looked at; what it shows is figures"
_MACHINES = "made for machines already"

GAPS = {
    "home": _LOOK,
    "set_language": "a call says its language itself",
    "figures:dashboard": _LOOK,
    "flows:show": _LOOK,
    "look:charts": _LOOK,
    "look:components": _LOOK,
    "look:sample_job": _LOOK,
    "records:as_sent": "the sender has the file",
    "site:calendar_file": _MACHINES,
    "site:claim": _LOOK,
    "site:confirm": _OWN,
    "site:correction_feed": _MACHINES,
    "site:end": _OWN,
    "site:glossary": _LOOK,
    "site:held": _OWN,
    "site:look_in_mail": _OWN,
    "site:my_data": _OWN,
    "site:news_feed": _MACHINES,
    "site:privacy": _LOOK,
    "site:release_feed": _MACHINES,
    "site:robots": _MACHINES,
    "site:sitemap": _MACHINES,
    "site:source": _LOOK,
    "site:sources": _LOOK,
    "site:subscribe": _OWN,
    "site:timeline": _LOOK,
    "tokens:revoke": _OWN,
    "tokens:tokens": _OWN,
}
"""Pages without an operation, and why."""


def pages() -> set[str]:
    """The pages of our own, by name; those of accounts are handled by people alone."""
    ours = (route for route in routes() if not route.path.startswith(("/accounts/", "/admin/", "/api/")))
    return {route.name for route in ours if route.name and not route.name.startswith("people:")}


def test_every_page_has_its_operation_or_a_reason_why_it_has_none():
    assert pages() - COUNTERPARTS.keys() - GAPS.keys() == set()
    assert COUNTERPARTS.keys() & GAPS.keys() == set()


def test_every_operation_that_is_named_is_there():
    assert set(COUNTERPARTS.values()) <= {operation.name for operation in operations()}

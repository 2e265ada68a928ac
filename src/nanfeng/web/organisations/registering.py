"""Writing facts of the register through the core's intake: whole acts, each taken or handed back as one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction

from nanfeng.forms.form import Form
from nanfeng.intake.typed import EXPLAINED, take_rows
from nanfeng.kinds.identifier import CREDIT_CODE, credit_code_fault, parse_identifier
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text
from nanfeng.ledger.names import normalised
from nanfeng.web import city
from nanfeng.web.audit.services import gathering, present_doer
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.organisations.queries import Profile, merged_into, present_membership
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.scope import EVERYWHERE, present
from nanfeng.web.records.access import check_role, may_file
from nanfeng.web.records.intake import context, keep, minding_access, present_sender
from nanfeng.web.records.queries import Which, table
from nanfeng.web.records.register import register
from nanfeng.web.records.services import hold

Row = Mapping[str, str]


class FaultsError(RefusedError):
    """The register does not take what was said; `issues` say what is wrong with which field."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        zh = "；".join(f"{issue.wrong.zh}（{issue.mend.zh}）" for issue in issues)
        super().__init__(Text(zh, "; ".join(f"{issue.wrong.en} ({issue.mend.en})" for issue in issues)))
        self.issues = tuple(issues)


def form_of(role: str) -> Form | None:
    """The form whose records the register reads in a role; None where the city has none."""
    return next((form for form in city.pack().forms.values() if form.register_role == role), None)


def may_write(role: str) -> bool:
    """Whether the present doer files the form of a register role, for organisations that are his."""
    form = form_of(role)
    return form is not None and may_file(form, present_doer().role)


def enter(said: Row, because: str = "") -> None:
    """Enter an organisation in the register with its first membership: `said` are fields of both forms.

    `because` settles what is asked about it. Raise FaultsError where a field is wrong, the organisation is entered
    already, or its code fails the check and nobody says why that is right.
    """
    doubt = _doubt(said["organisation"], because)
    if doubt:
        raise FaultsError([doubt])
    explained = {EXPLAINED: because} if because else {}
    with _act("membership", "organisation"):  # in this order: the membership says in whose park it is
        for role in ("membership", "organisation"):
            _file(role, said["organisation"], [{**_asked(role, said), **explained}])


def rename(known: Profile, said: Row, on: date) -> None:
    """Give an organisation another name (`name`, `name_en`) from a day on; the former stays as one that it bore.

    Raise FaultsError where a field is wrong.
    """
    organisation, former = known.organisation.identifier, known.organisation.name
    with _act("alias", "organisation"):
        if form_of("alias") and normalised(former) != normalised(said.get("name", "")):
            borne = {"name": former, "since": _borne_since(known, on).isoformat(), "until": on.isoformat()}
            _file("alias", organisation, [{"organisation": organisation, **borne}])
        _file("organisation", organisation, [{"organisation": organisation, **_asked("organisation", said)}])


def move(known: Profile, said: Row, on: date) -> None:
    """Let an organisation belong to another park or industry (`park`, `industry`) from a day on; what it belonged to
    before ends the day before. Raise FaultsError where a field is wrong, RefusedError where it began later.
    """
    organisation, present = known.organisation.identifier, present_membership(known, on)
    later = [one for one in known.memberships if one.first and one.first > on]
    if later:
        raise RefusedError(
            Text(
                "该日之后已有入园登记，请改填更晚的日期",
                "it already belongs elsewhere from a later day on: take a later day",
            )
        )
    rows = [{"organisation": organisation, "since": on.isoformat(), "until": "", **_asked("membership", said)}]
    if present is not None and present.first != on:
        ended = {"since": present.content["since"], "until": (on - timedelta(days=1)).isoformat()}
        rows.insert(0, {"organisation": organisation, **ended})  # what is not named stays as it is
    with _act("membership"):
        _file("membership", organisation, rows)


def lists() -> list[Form]:
    """The lists, outside of the register, of who owes returns that the present doer keeps, and that ask for nothing but
    the organisation and the day.
    """
    forms = city.pack().forms
    named = dict.fromkeys(form.due.of for form in forms.values() if form.due and form.due.of)
    found = [forms[name] for name in named if not forms[name].register_role and _asks_for_the_day(forms[name])]
    return [form for form in found if may_file(form, present_doer().role)]


def enlist(known: Profile, _said: Row, on: date) -> None:
    """Put an organisation on these lists from a day on: it owes what those owe that stand there. Raise FaultsError
    where a list does not take it.
    """
    organisation = known.organisation.identifier
    with transaction.atomic(), gathering(present_doer()):
        hold([form.name for form in lists()])
        for form in lists():
            _take(form, organisation, [{form.organisation or "": organisation, form.when or "": on.isoformat()}])


def file_alias(organisation: str, name: str, since: date) -> str:
    """Enter another name that an organisation is known by; return the record's key. Raise FaultsError as `enter`."""
    row = {"organisation": organisation, "name": name, "since": since.isoformat()}
    return _file("alias", organisation, [row])[0]


@contextmanager
def _act(*roles: str) -> Iterator[None]:
    """One act on several forms: done whole, and noted, or not at all. The forms are held in one order for everybody."""
    with transaction.atomic(), gathering(present_doer()):
        hold([form.name for form in map(form_of, roles) if form])
        yield


def _file(role: str, organisation: str, rows: Sequence[Row]) -> list[str]:
    """Keep rows of the form of a register role; return the keys of the records that are new."""
    form = form_of(role)
    return _take(form, organisation, rows) if form else []


def _take(form: Form, organisation: str, rows: Sequence[Row]) -> list[str]:
    """Keep the rows, or none where one is wrong; return the keys of the records that are new."""
    check_role(form)
    known = minding_access(context(present_sender(), table(form, Which(organisation=organisation))), form)
    taken = take_rows(form, rows, known)
    issues = [issue for row in (*taken.refused, *taken.questions) for issue in row.issues]
    if issues:
        raise FaultsError(issues)
    keep(taken)
    return taken.accepted["_key"].to_pylist()


def _asks_for_the_day(form: Form) -> bool:
    return {field.name for field in form.fields if field.required} <= {form.organisation, form.when}


def _asked(role: str, said: Row) -> dict[str, str]:
    """What was said that the form of a register role asks."""
    form = form_of(role)
    return {field.name: said[field.name] for field in form.fields if field.name in said} if form else {}


def _doubt(written: str, because: str) -> Issue | None:
    """What is doubtful in the identifier of a new organisation; intake says what is wrong with one that is none."""
    found = parse_identifier(written)
    if found is None:
        return None
    into = merged_into(str(found))
    if into != str(found):
        wrong = Text(f"它是重复登记，已并入 {into}", f"it was a duplicate and is merged into {into}")
        return _issue(wrong, Text("请使用合并后的代码", "use the code of the entry that stays"))
    if register().knows(str(found)):
        mend = Text("请在名录中打开它，再更名或变更园区", "open it in the directory to change its name or park")
        return _issue(Text("该机构已经登记", "it is in the register already"), mend)
    fault = credit_code_fault(found.number) if found.register == CREDIT_CODE else None
    if fault is None or because:
        return None
    return _issue(
        fault, Text("请对照营业执照；确认无误请填写“确认说明”", "look at the licence; if it is right, say why below")
    )


def _issue(wrong: Text, mend: Text) -> Issue:
    return Issue("organisation", "", "", wrong, mend, Severity.QUESTION, "organisation")


def _borne_since(known: Profile, on: date) -> date:
    """From when on the present name was borne: since the last change of name, else since the organisation is there."""
    changes = [alias.last for alias in known.names if alias.last and alias.last <= on]
    begun = known.registered.first if known.registered and known.registered.first else on
    return max(changes, default=min(begun, on))


def is_mine(organisation: Organisation) -> bool:
    """Whether the present doer keeps the register of the park that an organisation belongs to."""
    parks = present().parks
    return may_write("organisation") and (EVERYWHERE in parks or organisation.park in parks)

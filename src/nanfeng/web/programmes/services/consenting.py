"""Consent of an organisation to what a programme reads of its returns: a record like others."""

from nanfeng.cases.attempt import FlowError
from nanfeng.forms.form import Form
from nanfeng.intake.typed import take_rows
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.eligibility import withheld
from nanfeng.web.programmes.services.keeping import check_writes
from nanfeng.web.records.access import check_role
from nanfeng.web.records.intake import context, keep, minding_access, present_sender
from nanfeng.web.records.queries import Which, table


def consent_form() -> Form | None:
    """The form on which consent is given; None where the city keeps no such records."""
    return next((form for form in city.pack().forms.values() if form.register_role == "consent"), None)


def consent(programme: str, form: str) -> bool:
    """Let the returns of a form be used for what a programme is for, from today on, for the organisation that one acts
    for; return whether that was still needed.

    Raise NotForYouError for those who act for none, NotFiledByError for a role that gives no consent, KeyError for a
    programme that there is not, and FlowError where the record is refused.
    """
    check_writes()
    kept, own = consent_form(), present().organisations
    if kept is None or not own:
        raise NotForYouError(Text("授权由单位本身给出", "only the organisation itself gives its consent"))
    check_role(kept)
    found = city.pack().programmes[programme]
    if form not in {one.name for one in withheld(city.pack(), found, own[0])}:
        return False
    said = {kept.organisation: own[0], "form": form, "purpose": found.use.value, kept.when: clock.today().isoformat()}
    known = minding_access(context(present_sender(), table(kept, Which(organisation=own[0]))), kept)
    taken = take_rows(kept, [{name: value for name, value in said.items() if name}], known)
    issues = tuple(issue for back in (*taken.refused, *taken.questions) for issue in back.issues)
    if issues:
        raise FlowError(issues)
    keep(taken)
    return True

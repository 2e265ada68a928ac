"""Beginning a case as people ask for it: in words, for somebody whom they call by name or code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.programme import Programme
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.programmes.access import check_named
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.services.beginning import Begun, begin
from nanfeng.web.programmes.services.keeping import check_writes
from nanfeng.web.programmes.typed import NotUnderstoodError, understood
from nanfeng.web.records.register import register


@dataclass(frozen=True)
class Whose:
    """Whose a case is to be: an identifier or name that the register knows, else what somebody is called who is in no
    register yet, and the park in which he is.
    """

    organisation: str = ""
    name: str = ""
    park: str = ""


@dataclass(frozen=True)
class Application:
    """A case that is asked for: of which programme, whose, what is `typed` into its fields, its title ("": what the
    programme's fields say of it, else the name) and cohort.
    """

    programme: str
    whose: Whose
    typed: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    cohort: str = ""


def apply(asked: Application) -> Case:
    """Begin the case that is asked for.

    Raise NotUnderstoodError with everything that is not understood, by field; FlowError with every rule that refuses
    it; NotForYouError where it is not the present doer's to begin; KeyError for a programme that there is not.
    """
    check_writes()
    programme = city.pack().programmes[asked.programme]
    check_named(programme.begun_by)
    values = understood(programme, asked.typed)
    title = asked.title or str(values.get(programme.titled_by or "") or "")
    meant = _meant(programme, asked.whose, title)
    begun = Begun(programme.id, meant.organisation, meant.name, meant.park, asked.cohort, title, values)
    return begin(begun)


def registered(programme: Programme, text: str) -> Organisation:
    """The organisation of the register that somebody means; raise NotUnderstoodError where it has none such, or
    several.
    """
    entry = Organisation.objects.filter(pk=_identifier(programme, text)).first()
    if entry is None:
        raise _unknown(programme)
    return entry


def _identifier(programme: Programme, text: str) -> str:
    """What the register makes of an identifier, which it need not know, or a name, which it has to."""
    meant = register().resolve(text, clock.today()) if text else None
    if not isinstance(meant, str):
        raise _unknown(programme)
    return meant


def _meant(programme: Programme, whose: Whose, title: str) -> Whose:
    if programme.of_zone and title and not whose.organisation:
        return Whose("", whose.name or title, whose.park)
    if whose.organisation:
        meant = _identifier(programme, whose.organisation)
        entry = Organisation.objects.filter(pk=meant).first()
        return Whose(meant, entry.name, entry.park) if entry else Whose(meant, whose.organisation)
    if not whose.name:
        mend = Text("写单位名称；未登记的写其名称", "write its name; of one that is in no register too")
        raise _refused(programme, Text("没有写明是哪家单位", "it is not said whose it is"), mend)
    return whose


def _unknown(programme: Programme) -> FlowError:
    wrong = Text("名录中找不到这个单位，或有几家同名", "the register has none of that name, or several")
    return _refused(programme, wrong, Text("写全称或统一社会信用代码", "write the whole name, or the credit code"))


def _refused(programme: Programme, wrong: Text, mend: Text) -> FlowError:
    issue = Issue("organisation", programme.id, "organisation", wrong, mend, field="organisation")
    return NotUnderstoodError((issue,))

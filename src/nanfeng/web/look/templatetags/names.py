"""Names of places, industries, departments and posts, and days and periods in the reader's habit."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django import template
from django.utils import timezone

from nanfeng.kinds.identifier import CREDIT_CODE
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.report.wording import code_words, period_words, place_words
from nanfeng.web import city
from nanfeng.web.look.language import reading, words
from nanfeng.web.look.offered import offered
from nanfeng.web.look.templatetags.look import t

register = template.Library()

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@register.filter
def place_name(code: str) -> str:
    """The name of a place of the city: `{{ record.park|place_name }}`; the code itself where nothing names it."""
    return place_words(city.pack(), code, reading()) if code else ""


@register.filter
def industry_name(code: str) -> str:
    """The name of an industry by its code, Chinese as in the classification; the code where nothing names it."""
    found = city.pack().industries.get(code)
    return found.name if found else code


@register.filter
def department_name(code: str) -> str:
    """The name of a department of the city; the code itself where nothing names it."""
    found = city.pack().departments.get(code)
    return words(found.name) if found else code


@register.filter
def register_number(identifier: str) -> str:
    """An identifier as people write it: a credit code alone, a number of another register after its register's name."""
    register_name, _, written = identifier.partition(":")
    return written if register_name == CREDIT_CODE else identifier


@register.simple_tag
def code(indicator: str | None, field: str, value: str) -> str:
    """A code of a coded field behind an indicator, or of an industry set, as people call it:
    `{% code key.indicator field value %}`.
    """
    return code_words(city.pack(), indicator or "", (field, value), reading()) if value else ""


@register.filter
def organisation_kind(code: str) -> str:
    """What the register calls a kind of organisation: `{{ organisation.kind|organisation_kind }}`; the code itself
    where nothing names it.
    """
    forms = [form for form in city.pack().forms.values() if form.register_role == "organisation"]
    kinds = (one for form in forms for field in form.fields if field.name == "kind" for one in field.codes)
    name = next((words(kind.label) for kind in kinds if kind.code == code), code)
    return name[:1].upper() + name[1:]


@register.filter
def role_name(role: Role | str | None) -> str:
    """What people call a role."""
    return words(Role(role).label) if role else ""


@register.simple_tag
def organisations_of(posts: Iterable[object]) -> dict[str, str]:
    """The names of the organisations that posts are held for, by identifier, as the app that offers
    `naming.organisation_names` knows them: `{% organisations_of page.object_list as names %}`.
    """
    identifiers = {getattr(post, "organisation", "") for post in posts} - {""}
    known = [names_of(identifiers) for names_of in offered("naming", "organisation_names")] if identifiers else []
    return {identifier: name for names in known for identifier, name in names.items()}


@register.filter
def post_words(post: object, names: Mapping[str, str] | None = None) -> str:
    """A post (or an office that is offered) in words: its role, and for which park, department or organisation it is
    held. In lists it is told the names of `organisations_of`, else it asks the database for its own.
    """
    park, department = getattr(post, "park", ""), getattr(post, "department", "")
    organisation = getattr(post, "organisation", "")
    known = organisations_of([post]) if names is None else names
    name = known.get(organisation, organisation.partition(":")[2])
    held_for = [place_name(park), department_name(department), name]
    return " · ".join(filter(None, [role_name(getattr(post, "role", "")), *held_for]))


@register.filter(name="period_words")
def period_filter(period: Period | str | None) -> str:
    """A period (or its canonical text) as people say it: 2023年1—4月, January–April 2023; nothing for none."""
    if not period:
        return ""
    return period_words(Period.parse(period) if isinstance(period, str) else period, reading())


@register.filter
def day(value: date | datetime | None) -> str:
    """A day: 2023年7月15日, 15 Jul 2023; of a moment, its day in the city; nothing for none."""
    if value is None or value == "":
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return t(
        f"{local.year}年{local.month}月{local.day}日",
        f"{local.day} {_MONTHS[local.month - 1]} {local.year}",
    )


@register.filter
def moment(value: datetime | None) -> str:
    """A day and time of day in the city: 2023年7月15日 09:30, 15 Jul 2023, 09:30; nothing for none."""
    if value is None or value == "":
        return ""
    return f"{day(value)}{t(' ', ', ')}{timezone.localtime(value):%H:%M}"

"""Beginning a case: whose, and what it says as far as it is known."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BoundField, Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.programme import Programme, Section
from nanfeng.forms.field import Field
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.doors import allow
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request, post_of
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError, check_named, is_named
from nanfeng.web.programmes.eligibility import Applicant, assessed
from nanfeng.web.programmes.forms import BeginForm, begin_form
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.beforehand import Beforehand, beforehand
from nanfeng.web.programmes.services import Application, Whose
from nanfeng.web.programmes.sheets import form_of, is_ahead, tell, typed_in
from nanfeng.web.programmes.views.doors import WORKERS
from nanfeng.web.programmes.views.lists import programme_named


@allow(*WORKERS)
@require_http_methods(["GET", "POST"])
def begin(request: Request, name: str) -> HttpResponse:
    """Begin a case of a programme."""
    programme = programme_named(name)
    try:
        check_named(programme.begun_by)
    except NotForYouError as error:
        raise PermissionDenied(error.args[0]) from error
    fields = [each for section in _asked(programme) for each in section.fields]
    data = request.POST if request.method == "POST" else None
    post = post_of(request)
    own = post.organisation
    whose = begin_form(programme, data, own=bool(own), park=post.park)
    before = beforehand(programme, own) if own and not data else Beforehand()
    inputs = form_of(fields, before.values, typed_in(fields, data) if data else None)
    case = _begun(programme, fields, (whose, inputs), own) if data and whose.is_valid() else None
    if case is None:
        asked = assessed(city.pack(), programme, Applicant(own)) if own else ()
        page = {"programme": programme, "whose": whose, "inputs": inputs, "assessed": asked, "before": before}
        page["sections"] = _sections(programme, inputs)
        return render(request, "programmes/begin.html", page, status=422 if data else 200)
    messages.success(request, words(Text(f"已建立办件 {case.number}", f"The case {case.number} has begun")))
    return redirect("programmes:case", case.number)


def _asked(programme: Programme) -> list[Section]:
    """The sections that the present doer fills in, and that are needed at the beginning or next."""
    begins = programme.flow.start
    return [one for one in programme.sections if is_named(one.filled_by) and not is_ahead(programme, one, begins)]


def _sections(programme: Programme, inputs: Form) -> list[tuple[Section, list[BoundField], int]]:
    """The sections that the reader fills in, each with its inputs and how many of those needed are empty."""
    found = [
        (one, [inputs[each.name] for each in one.fields if each.name in inputs.fields]) for one in programme.sections
    ]
    return [
        (one, bound, sum(each.field.required and not each.value() for each in bound)) for one, bound in found if bound
    ]


def _begun(programme: Programme, fields: list[Field], forms: tuple[BeginForm, Form], own: str) -> Case | None:
    """The case; None where something is to be mended, which stands beside its input then."""
    whose, inputs = forms
    said = {name: whose.cleaned_data.get(name, "") for name in ("organisation", "name", "park", "title", "cohort")}
    named = Whose(own or said["organisation"], said["name"], said["park"])
    typed = typed_in(fields, inputs.data)
    try:
        return services.apply(Application(programme.id, named, typed, said["title"], said["cohort"]))
    except FlowError as error:
        tell(whose, [issue for issue in error.issues if issue.field in whose.fields])
        tell(inputs, [issue for issue in error.issues if issue.field not in whose.fields])
    except NotForYouError as error:
        whose.add_error("organisation" if "organisation" in whose.fields else None, words(error.args[0]))
    return None

"""How the pages of a case answer to what somebody does with it."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.text import Text
from nanfeng.web.flows.conflict import ConflictError
from nanfeng.web.look.errors import problem
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.models import Case, Paper, Task

NO_CASE = Text("没有这个办件，或您无权查看", "there is no such case, or it is not yours to see")


def acted(request: Request, number: str, act: Callable[[], object], done: Text) -> HttpResponse:
    """Do something with a case and go back to its page, which says what was done or why not."""
    try:
        act()
    except ConflictError as error:
        return problem(request, HTTPStatus.CONFLICT, said(error)[0])
    except FlowError as error:
        for text in said(error):
            messages.error(request, words(text))
    except NotForYouError as error:
        raise PermissionDenied(error.args[0]) from error
    except (Case.DoesNotExist, Paper.DoesNotExist, Task.DoesNotExist) as error:
        raise Http404(NO_CASE) from error
    else:
        messages.success(request, words(done))
    return redirect("programmes:case", number)


def unclear(request: Request) -> HttpResponse:
    """The answer to a form that says nothing that can be done."""
    words_said = Text("没有看清要办理什么，请返回重试", "it is not clear what to do: go back and try again")
    return problem(request, HTTPStatus.BAD_REQUEST, words_said)


def said(error: FlowError) -> list[Text]:
    """Every rule that refused, and how to mend it."""
    return [Text(f"{one.wrong.zh}。{one.mend.zh}。", f"{one.wrong.en}. {one.mend.en}.") for one in error.issues]

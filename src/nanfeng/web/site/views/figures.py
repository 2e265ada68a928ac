"""The catalogue of published figures, and the definitions behind them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.doors import allow_public
from nanfeng.web.people.request import Request
from nanfeng.web.site.forms import CatalogueForm
from nanfeng.web.site.glossary import GLOSSARY
from nanfeng.web.site.queries import catalogue
from nanfeng.web.site.queries.catalogue import Asked
from nanfeng.web.site.queries.definitions import definitions
from nanfeng.web.site.queries.figures import counted


@allow_public
@require_safe
def figures(request: Request) -> HttpResponse:
    """The catalogue: indicators of which something is published, by subject."""
    form = CatalogueForm(request.GET)
    subjects = catalogue.subjects(form.asked())
    return render(request, "site/figures.html", {"form": form, "subjects": subjects})


@allow_public
@require_safe
def indicator(request: Request, indicator: str) -> HttpResponse:
    """All published figures of one indicator."""
    found = definitions().get(indicator)
    if found is None:
        raise Http404(Text("没有这个指标。", "There is no such indicator."))
    asked = Asked(indicator=indicator, place=request.GET.get("place", ""))
    page, rows = catalogue.figures(asked, request.GET.get("page", "1"))
    shown = {"one": found, "asked": asked, "page": page, "figures": rows, "places": catalogue.places(indicator)}
    return render(request, "site/indicator.html", shown)


@allow_public
@require_safe
def all_definitions(request: Request) -> HttpResponse:
    """Every definition in words."""
    page = {"definitions": definitions().values(), "counts": counted(), "digest": city.pack().digest}
    return render(request, "site/definitions.html", page)


@allow_public
@require_safe
def definition(request: Request, indicator: str) -> HttpResponse:
    """One definition with everything behind it."""
    found = definitions().get(indicator)
    if found is None:
        raise Http404(Text("没有这个指标。", "There is no such indicator."))
    return render(request, "site/definition.html", {"one": found, "digest": city.pack().digest})


@allow_public
@require_safe
def glossary(request: Request) -> HttpResponse:
    """The words of statistics that these pages use."""
    return render(request, "site/glossary.html", {"terms": GLOSSARY})

"""The views, and where they are."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.urls import path
from django.views.generic import ListView

from benchmarks.platform.bare.models import Organisation, ReleasedFigure
from benchmarks.platform.bare.same import Same


class Organisations(LoginRequiredMixin, ListView):
    """The enterprises by name, for those who are signed in."""

    queryset = Organisation.objects.order_by("name", "identifier")
    paginate_by = 50
    template_name = "organisations.html"


class Figures(ListView):
    """The published figures of an indicator, for everybody, with the places to choose from."""

    paginate_by = 50
    template_name = "figures.html"

    def get_queryset(self) -> QuerySet[ReleasedFigure]:
        """Those that stand."""
        return ReleasedFigure.objects.filter(standing=True, indicator=self.kwargs["indicator"])

    def get_context_data(self, **more: object) -> dict[str, object]:
        """With the places of which there are any."""
        places = self.get_queryset().order_by("place").values_list("place", flat=True).distinct()
        return super().get_context_data(places=list(places), **more)


def nothing() -> None:
    """The page behind a row's link; the benchmark does not follow it."""


urlpatterns = [
    path("organisations/", Organisations.as_view(), name="organisations"),
    path("organisations/<path:identifier>/", nothing, name="organisation"),
    path("data/<str:indicator>/", Figures.as_view(), name="figures"),
    path("same/<int:number>/", Same.as_view(), name="same"),
    path("figures/<path:key>/", nothing, name="figure"),
]

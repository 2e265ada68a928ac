"""What a table of one's own is made of."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.datastructures import MultiValueDict

from nanfeng.kinds.figure import Basis
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.release.labels import BASES, LEVEL, code_labels, field_label
from nanfeng.release.select import Coordinate, Offer, Scope, Selection, Side
from nanfeng.web import city
from nanfeng.web.look.language import later, words
from nanfeng.web.look.templatetags.names import period_filter, place_name

MOST_CELLS = 3000

_LEVEL = "level"
_SEVERAL = later(Text("按住 Ctrl 可多选", "Hold Ctrl to choose several"))
SIDES = {
    Side.PERIOD: Text("时期", "Period"),
    Side.PLACE: Text("地点", "Place"),
    Side.SCOPE: Text("行业或类别", "Industry or kind"),
    Side.BASIS: Text("口径", "Basis"),
    Side.INDICATOR: Text("指标", "Indicator"),
}

Choices = list[tuple[str, str]]


def _several(label: Text) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=later(label), help_text=_SEVERAL, widget=forms.SelectMultiple(attrs={"size": 7})
    )


class TableForm(forms.Form):
    """Indicators first; what else there is to choose follows from them. What is not said has a sensible beginning.

    `said` is what it stands on, for the address of the table's files.
    """

    indicator = _several(Text("指标", "Indicators"))
    place = _several(Text("地点", "Places"))
    period = _several(Text("时期", "Periods"))
    by = forms.ChoiceField(label=later(Text("按行业或类别细分", "Broken down by")), required=False)
    basis = forms.MultipleChoiceField(
        label=later(Text("水平与增速", "Levels and growths")), widget=forms.CheckboxSelectMultiple
    )
    across = forms.ChoiceField(label=later(Text("横向列出", "Columns show")))

    def __init__(self, contents: Mapping[str, Offer], asked: MultiValueDict[str, str]) -> None:
        chosen = [name for name in asked.getlist("indicator") if name in contents] or list(contents)[:1]
        self._offers = [contents[name] for name in chosen]
        choices = _choices(contents, self._offers)
        filled = _filled(asked, choices, chosen)
        self.said = dict(filled.lists())
        super().__init__(filled)
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Refuse what would be too large to read."""
        said = super().clean() or {}
        if not self.errors and (size := self.selection().size) > MOST_CELLS:
            raise forms.ValidationError(
                words(
                    Text(
                        f"这张表有{size:,}个单元格，最多{MOST_CELLS:,}个：请少选一些时期、地点或指标",
                        f"This table would have {size:,} cells, at most {MOST_CELLS:,} fit: choose fewer periods, "
                        "places or indicators",
                    )
                )
            )
        return said

    def selection(self) -> Selection:
        """What was chosen; valid forms only."""
        said = self.cleaned_data
        return Selection(
            indicators=tuple(said["indicator"]),
            periods=tuple(Period.parse(text) for text in said["period"]),
            places=tuple(said["place"]),
            scopes=_scopes(said["by"], self._offers),
            bases=tuple(None if text == _LEVEL else Basis(text) for text in said["basis"]),
            across=(Side(said["across"]),),
        )


def coordinate_words(side: Side, at: Coordinate, indicators: Sequence[str]) -> str:
    """A coordinate of a table as its head says it; a code as these indicators, which stand under the head, call it."""
    match side, at:
        case Side.INDICATOR, str():
            return words(city.pack().indicators[at].name)
        case Side.PLACE, str():
            return place_name(at)
        case Side.PERIOD, Period():
            return period_filter(at)
        case Side.SCOPE, tuple():
            return _scope_words(at, indicators)
        case _:
            return words(BASES[at] if isinstance(at, Basis) else LEVEL)


def _scope_words(scope: Scope, indicators: Sequence[str]) -> str:
    named = [code_labels(city.pack(), indicators, field).get(code, Text(code, code)) for field, code in scope]
    return " · ".join(words(label) for label in named) or words(Text("合计", "Total"))


def _choices(contents: Mapping[str, Offer], offers: list[Offer]) -> dict[str, Choices]:
    """What every field offers."""
    pack = city.pack()
    periods = sorted({period for offer in offers for period in offer.periods}, key=lambda one: (one.last, one.days))
    bases = dict.fromkeys(basis for offer in offers for basis in offer.bases)
    fields = dict.fromkeys(field for offer in offers for field in offer.fields)
    named = {field: words(field_label(pack, next(iter(contents)), field)) for field in fields}
    return {
        "indicator": [(name, words(pack.indicators[name].name)) for name in contents if name in pack.indicators],
        "place": [(place, place_name(place)) for place in dict.fromkeys(_flat(offer.places for offer in offers))],
        "period": [(str(period), period_filter(period)) for period in reversed(periods)],
        "by": [("", words(Text("不细分", "not broken down"))), *named.items()],
        "basis": [(basis.value, words(BASES[basis])) if basis else (_LEVEL, words(LEVEL)) for basis in bases],
        "across": [(side.value, words(label)) for side, label in SIDES.items()],
    }


def _filled(
    asked: MultiValueDict[str, str], choices: Mapping[str, Choices], chosen: list[str]
) -> MultiValueDict[str, str]:
    """What was asked, as far as it can still be chosen; where nothing is left, a beginning."""
    filled: MultiValueDict[str, str] = MultiValueDict({"indicator": chosen})
    for name in ("place", "period", "basis", "by", "across"):
        there = [value for value, _ in choices[name]]
        kept = [value for value in asked.getlist(name) if value in there]
        filled.setlist(name, kept or there[: _BEGINNING.get(name, 1)])
    return filled


_BEGINNING = {"place": 12, "basis": 1}
"""How many of what is offered a new table begins with; one of the others."""


def _scopes(field: str, offers: list[Offer]) -> tuple[Scope, ...]:
    """The total, and every code of the field."""
    codes = dict.fromkeys(code for offer in offers for code in offer.codes(field)) if field else {}
    return ((), *(((field, code),) for code in codes))


def _flat(groups: Iterable[Iterable[str]]) -> Iterable[str]:
    return (one for group in groups for one in group)

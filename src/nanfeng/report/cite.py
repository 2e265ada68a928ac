"""Numbered notes: every number of a text leads to its figure, its vintage and its definition."""

from collections.abc import Mapping

from nanfeng.kinds.figure import Figure, FigureKey, Status
from nanfeng.kinds.text import Language
from nanfeng.pack.pack import Pack
from nanfeng.release.labels import BASES, notes
from nanfeng.release.release import Release
from nanfeng.report.document import Cited, Note, Span, Words
from nanfeng.report.numbers import print_figure
from nanfeng.report.wording import figure_words


class Citations:
    """Gives each cited figure its number, in the order in which the text comes to it."""

    def __init__(self, pack: Pack, release: Release, language: Language) -> None:
        self._pack, self._release, self._language = pack, release, language
        self._numbers: dict[FigureKey, int] = {}

    def cite(self, key: FigureKey, style: str | None = None, *, strong: bool = False) -> Cited:
        """The figure as printed, under its note's number; raise KeyError where the release does not hold it."""
        figure = self._release.figure(key)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return Cited(print_figure(figure, self._language, style), key, number, strong)

    def answered(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """The sentence as it stands; one of whose figures none has a value becomes a list of what there is not."""
        cited = [span for span in spans if isinstance(span, Cited)]
        if not cited or any(self._release.figure(span.key).value is not None for span in cited):
            return spans
        comma, opening, closing, stop = (
            ("、", "（", "）", "。") if self._language is Language.ZH else (", ", " (", ")", ".")
        )
        listed: list[Span] = []
        for span in cited:
            name = self._pack.indicators[span.key.indicator].name.in_language(self._language)
            growth = f"{comma}{BASES[span.key.growth].in_language(self._language)}" if span.key.growth else ""
            listed += [Words(f"{comma if listed else ''}{name}{growth}{opening}"), span, Words(closing)]
        return (*listed, Words(stop))

    def notes(self) -> tuple[Note, ...]:
        """The notes so far, by number."""
        return tuple(self._note(number, self._release.figure(key)) for key, number in self._numbers.items())

    def _note(self, number: int, figure: Figure) -> Note:
        words = _NOTE[self._language]
        definition = self._pack.indicators[figure.key.indicator].definition.in_language(self._language)
        parts = [figure_words(self._pack, figure.key, self._language), definition]
        if figure.status is Status.COMPUTED:
            parts.append(words["vintage"].format(figure.vintage[:12] if figure.vintage else "—"))
        if figure.definition:
            parts.append(words["definition"].format(figure.definition[:12]))
        parts += [text.in_language(self._language) for text in ((figure.reason,) if figure.reason else notes(figure))]
        stop = "。" if self._language is Language.ZH else ". "
        return Note(number, figure, stop.join(part.rstrip("。. ") for part in parts) + stop.strip())


_NOTE: Mapping[Language, Mapping[str, str]] = {
    Language.ZH: {"vintage": "数据版本 {}", "definition": "指标定义 {}"},
    Language.EN: {"vintage": "Vintage {}", "definition": "Definition {}"},
}

"""What releases, and the reasons of revisions, are called on pages."""

from collections.abc import Iterable

from nanfeng.cases.flow import Stage
from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language, Text
from nanfeng.release.compare import Reason
from nanfeng.report.wording import figure_words, period_words, place_words
from nanfeng.web import city

REASONS = {
    Reason.RECORD_ADDED: Text("有新报送的记录", "records were added"),
    Reason.RECORD_REMOVED: Text("有记录被撤销", "records were removed"),
    Reason.RECORD_CORRECTED: Text("有记录被更正", "records were corrected"),
    Reason.DEFINITION_CHANGED: Text("指标定义有变", "the definition changed"),
    Reason.PACK_CHANGED: Text("其他定义有变", "other definitions changed"),
    Reason.CODE_CHANGED: Text("计算程序有变", "the program changed"),
    Reason.DISCLOSURE_CHANGED: Text("保密处理有变", "what may be shown changed"),
    Reason.REVISION_HELD: Text("修订暂缓，待有更多更正后公布", "the revision is held until more corrections come"),
}
"""Why a published figure was revised."""


def correction_codes() -> dict[str, Text]:
    """The codes with which a return is reopened, and a vintage made anew, with what they are called."""
    reopening = city.pack().flows["return"].transition("reopen_for_correction")
    return {code.code: code.label for code in reopening.reason_codes}


def why_revised(reasons: Iterable[str], vintage: str) -> tuple[Text, ...]:
    """Why a published figure was revised: the reason for which its vintage was made anew (a code, "" for none), then
    what moved it (codes of `release.compare`).
    """
    moved, cause = set(reasons), correction_codes().get(vintage)
    return (*([cause] if cause else []), *(label for code, label in REASONS.items() if code in moved))


def release_stages() -> tuple[Stage, ...]:
    """The stages of a release with their labels, in the order of the flow."""
    return city.pack().flows["release"].stages


def stage_label(stage: str) -> Text:
    """What a stage of a release is called; its id where the flow no longer knows it."""
    return next((one.label for one in release_stages() if one.id == stage), Text(stage, stage))


def title_of(publication: str, place: str, period: str) -> Text:
    """A publication for a place and a period in words: 统计快报，南海园，2023年4月."""
    return Text(*(_title(publication, place, period, language) for language in Language))


def form_label(name: str) -> Text:
    """What a form is called; its name where the pack no longer defines it."""
    forms = city.pack().forms
    return forms[name].label if name in forms else Text(name, name)


def name_of(publication: str) -> Text:
    """What a publication is called, whatever it is made for; its id where the pack no longer defines it."""
    found = city.pack().publications.get(publication)
    if found is None:
        return Text(publication, publication)
    return Text(*(_bare(found.title.in_language(language)) for language in Language))


def figure_title(key: FigureKey) -> Text:
    """What a figure is, in one line; its key where the pack no longer defines it."""
    pack = city.pack()
    if key.indicator not in pack.indicators:
        return Text(str(key), str(key))
    return Text(*(figure_words(pack, key, language) for language in Language))


def _bare(title: str) -> str:
    return title.format(place="", period="").removesuffix(" of the").strip(" ：:,，")


def _title(publication: str, place: str, period: str, language: Language) -> str:
    pack = city.pack()
    found = pack.publications.get(publication)
    named = found.title.in_language(language) if found else publication
    says = {"place": place_words(pack, place, language), "period": period_words(Period.parse(period), language)}
    heading = named.format(**says)
    beside = [words for name, words in says.items() if f"{{{name}}}" not in named]
    return ("，" if language is Language.ZH else ", ").join([heading, *beside])

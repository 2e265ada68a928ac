"""Tags of the public site: what the front page shows, and figures, targets and statements in words."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.finding import Finding
from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.plans.plan import Target, TargetKind
from nanfeng.release.labels import BASES
from nanfeng.report.numbers import print_figure, print_stated
from nanfeng.report.wording import figure_words
from nanfeng.web import city
from nanfeng.web.look.language import reading, words
from nanfeng.web.look.templatetags.parts import badge
from nanfeng.web.site import drawings
from nanfeng.web.site.forms import KINDS
from nanfeng.web.site.models import Article
from nanfeng.web.site.queries import articles, releases
from nanfeng.web.site.queries.figures import headlines
from nanfeng.web.site.queries.sources import OUTCOMES
from nanfeng.web.site.queries.timeline import courses

register = template.Library()


@register.simple_tag
def front_page() -> dict[str, object]:
    """Everything that the first page shows to the public: `{% front_page as front %}`."""
    release, found = headlines()
    plans = courses()
    return {
        "release": release,
        "title": releases.title(release) if release else None,
        "headlines": found,
        "progress": drawings.progress(plans),
        "told": drawings.told(plans),
        "reports": releases.past(5),
        "planned": releases.planned()[:5],
        "news": articles.out()[:5],
    }


@register.filter
def figure_name(key: FigureKey) -> str:
    """What a figure is, in one line."""
    return figure_words(city.pack(), key, reading())


@register.simple_tag
def printed(figure: Figure) -> str:
    """A figure as words that lead nowhere: for what is no longer shown."""
    return print_figure(figure, reading())


@register.filter
def basis_words(basis: Basis | str) -> str:
    """What a growth compares with."""
    return words(BASES[Basis(basis)])


@register.filter
def kind_words(kind: str) -> str:
    """What a kind of article is called."""
    return words(KINDS[Article.Kind(kind)])


@register.simple_tag
def wanted(target: Target) -> str:
    """The number that a target wants; a dash where it wants none."""
    if target.kind is not TargetKind.NUMBER or target.value is None or target.comparator is None:
        return "—"
    return print_stated(target.value, target.unit, target.comparator, reading())


@register.simple_tag
def observed(figure: Figure) -> str:
    """An observation as it was stated, with its comparator."""
    if figure.value is None:
        return print_figure(figure, reading())
    return print_stated(figure.value, figure.unit, figure.comparator, reading())


@register.simple_tag
def stated(row: Published) -> str:
    """The number or the day that a document states; a dash for neither."""
    if row.value is None:
        return row.day or "—"
    return print_stated(row.value, row.unit, row.comparator, reading())


@register.simple_tag
def finding_badge(finding: Finding) -> SafeString:
    """What a finding comes to."""
    tone, label = OUTCOMES[finding.outcome]
    return badge(label, label, tone)


@register.simple_tag
def count_of(counts: Mapping[str, int], name: str) -> int:
    """A number out of many, 0 where there is none."""
    return counts.get(name, 0)

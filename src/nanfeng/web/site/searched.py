"""What search finds of figures: indicators, of which something is published or not."""

from django.urls import reverse

from nanfeng.kinds.text import Text
from nanfeng.web.look.search import Finder, Hit
from nanfeng.web.site.queries.catalogue import Asked, matching
from nanfeng.web.site.queries.figures import counted


def _indicators(text: str, most: int) -> list[Hit]:
    """Those whose definition speaks of the text, those called so first; with their figures where any is published."""
    found, published = matching(Asked(words=text)), counted()
    ranked = sorted(found, key=lambda one: text.lower() not in f"{one.id} {one.name.zh} {one.name.en}".lower())
    return [
        Hit(one.id, one.name, one.definition, reverse(f"site:{_page(one.id in published)}", args=[one.id]))
        for one in ranked[:most]
    ]


def _page(has_figures: bool) -> str:
    return "indicator" if has_figures else "definition"


FINDERS = (Finder("figures", Text("数据与指标", "Figures and indicators"), "site:figures", _indicators),)

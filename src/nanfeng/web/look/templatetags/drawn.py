"""Charts: drawn in the reader's browser, told in words to those who do not see them or have no script."""

import json
from collections.abc import Mapping

from django import template
from django.urls import reverse

from nanfeng.web.look.chart_script import DIGEST

register = template.Library()


@register.inclusion_tag("look/parts/chart.html")
def chart(spec: Mapping[str, object], name: str, words: str, title: str = "") -> dict[str, object]:
    """A chart from a Vega-Lite specification (`look.charts` makes the usual ones): `{% chart spec "by-park" words %}`.

    `words` tell its values, as the accessible name and where nothing can be drawn; `title` stands above it.
    """
    script = reverse("look:charts", args=[DIGEST])
    return {"spec": json.dumps(spec, ensure_ascii=False), "id": name, "words": words, "title": title, "script": script}

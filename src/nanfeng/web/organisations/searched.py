"""What search finds of organisations."""

from django.urls import reverse

from nanfeng.kinds.text import Text
from nanfeng.web.look.search import Finder, Hit, alike
from nanfeng.web.organisations.search import find


def _organisations(text: str, most: int) -> list[Hit]:
    return [
        Hit(one.pk, alike(one.name), alike(one.number), reverse("organisations:show", args=[one.pk]))
        for one in find(text, most)
    ]


FINDERS = (Finder("organisations", Text("企业与机构", "Organisations"), "organisations:list", _organisations, "q"),)

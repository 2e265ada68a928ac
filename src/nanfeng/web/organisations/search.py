"""Finding organisations by whatever people write: code, name, former name, English name, part of a name."""

import re
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from nanfeng.kinds.identifier import parse_identifier
from nanfeng.kinds.tokens import tokens
from nanfeng.ledger.name_core import name_core
from nanfeng.ledger.names import normalised
from nanfeng.web.organisations.access import seen
from nanfeng.web.organisations.models import Organisation

_CODE = re.compile(r"[0-9A-Z]{4,18}")
_PAIR = 2
_LONGEST = 100
_MOST_TOKENS = 24
_FORGIVING = 4
"""From so many tokens on, two neighbours may be wrong: a mistyped character spoils two pairs."""


def matching(text: str, among: QuerySet[Organisation] | None = None) -> QuerySet[Organisation]:
    """The organisations that fit, of those that may be seen, the best first.

    Best is the very code, then the very name (of now or before), then a name or code that begins so, then one that
    holds all words, then all words but for place and legal form, then all but two neighbours of those. Of equals the
    shortest name stands first. A text that says nothing finds nothing.
    """
    found = Organisation.objects.filter(seen()) if among is None else among
    tiers = _tiers(text.strip()[:_LONGEST])
    if not tiers:
        return found.none()
    rank = Case(*(When(tier, then=Value(place)) for place, tier in enumerate(tiers)), output_field=IntegerField())
    return found.filter(reduce(or_, tiers)).annotate(rank=rank).order_by("rank", Length("name"), "name", "pk")


def find(text: str, limit: int = 20) -> list[Organisation]:
    """The `limit` best that `matching` finds."""
    return list(matching(text)[:limit])


def _tiers(text: str) -> list[Q]:
    """What each rank asks, the best first; empty for a text that says nothing."""
    words = tokens(text)[:_MOST_TOKENS]
    if not words:
        return []
    plain, core = normalised(text), tokens(name_core(text))[:_MOST_TOKENS]
    tiers = [*_by_code(text), Q(names__contains=[plain]), Q(plain__startswith=plain), _all_of([*words])]
    tiers += [_all_of(core)] if core else []
    if len(core) >= _FORGIVING:
        tiers += [reduce(or_, (_all_of(core[:place] + core[place + 2 :]) for place in range(len(core) - 1)))]
    return tiers


def _by_code(text: str) -> list[Q]:
    identifier = parse_identifier(text)
    if identifier:
        return [Q(pk=str(identifier))]
    code = re.sub(r"[\s-]", "", text).upper().removeprefix("USCC:")
    return [Q(number__startswith=code)] if _CODE.fullmatch(code) and any(map(str.isdigit, code)) else []


def _all_of(words: list[str]) -> Q:
    """That each word is a token or begins one; or, of several Latin words, that they are written as one."""
    asked = " & ".join(map(_asked, words))
    if len(words) > 1 and all(word.isascii() for word in words):
        asked = f"({asked}) | {_asked(''.join(words))}"
    return Q(words=SearchQuery(asked, config="simple", search_type="raw"))


def _asked(word: str) -> str:
    """A word in the database's query language. A pair of Chinese characters is a whole token, all else begins one; no
    token holds quotes or backslashes.
    """
    whole = len(word) == _PAIR and not word.isascii()
    return f"'{word}'" if whole else f"'{word}':*"

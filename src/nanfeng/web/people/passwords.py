"""Passwords that somebody who knows this place would try: words of it and words that everybody uses, with numbers."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.look.language import words

WORDS = frozenset(
    {
        *("nanfeng", "nanfengyao", "southernwind", "南风", "南风窑"),
        *("gaoxinqu", "hightech", "hightechzone", "高新区", "园区", "企业", "统计", "报表"),
        *("password", "passwd", "welcome", "administrator", "changeme", "letmein", "密码", "管理员"),
    }
)
"""Words of the platform that are no password, not even together or with numbers; to them come the names of the city,
of its parks and of the roles.
"""

_SHORTEST = 4
_PIECES = 2
_TELLS = Text(
    "密码由本平台、本地或人人常用的词加数字组成，容易被猜到；请换一个，例如几个不相干的词",
    "The password is made of words of this platform or place, or of those that everybody uses, and numbers: "
    "it is easily guessed. Take another, such as several words that have nothing to do with one another.",
)


class Guessable:
    """Refuses what is nothing but one or two known words with numbers and signs, however long."""

    def __init__(self) -> None:
        everybodys = {word for word in CommonPasswordValidator().passwords if len(word) >= _SHORTEST}
        self._known = everybodys | WORDS | _names()

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError where the password is guessed easily."""
        plain = re.sub(r"[\d\W_]+", "", password.lower())
        if self._made_of(plain, _PIECES):
            raise ValidationError(words(_TELLS), code="password_guessable")

    def get_help_text(self) -> str:
        """What is asked of a password."""
        return words(Text("密码不能由常用词加数字组成。", "It is not one or two common words with numbers."))

    def _made_of(self, text: str, pieces: int) -> bool:
        """Whether a text is made of at most so many known words; nothing is."""
        if not text or text in self._known:
            return True
        if pieces == 1:
            return False
        return any(text[:at] in self._known and self._made_of(text[at:], pieces - 1) for at in range(2, len(text)))


def _names() -> set[str]:
    """The names of the city, its parks and the roles, in both languages, with nothing between their letters."""
    pack = city.pack()
    labels = [pack.name, *(place.name for place in pack.places.values()), *(role.label for role in Role)]
    return {re.sub(r"[\d\W_]+", "", name.lower()) for label in labels for name in (label.zh, label.en)}

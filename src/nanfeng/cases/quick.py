"""How a case is begun and led on in one go, from one short form that fits a phone: a visit that was just made."""

from dataclasses import dataclass

from nanfeng.kinds.definition import Definition


@dataclass(frozen=True)
class Quick(Definition):
    """The one short form: its fields are those that it `asks` for, in this order; those named in `today` say today
    until somebody says otherwise, also where they are not asked for.

    `step` is the transition that the case takes at once, None: it only begins. `photo` is the kind of document that a
    picture becomes, None: none is asked for. `of` is the field that names the case by whose plan this one was made.
    """

    asks: tuple[str, ...]
    step: str | None = None
    today: tuple[str, ...] = ()
    photo: str | None = None
    of: str | None = None

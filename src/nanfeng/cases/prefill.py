"""What an application holds beforehand because it is known already."""

from dataclasses import dataclass

from nanfeng.cases.criterion import Origin
from nanfeng.kinds.definition import Definition


@dataclass(frozen=True)
class Prefill(Definition):
    """A field of a programme that is filled in beforehand with what the register or the organisation's last return says
    `at` a place, as `Reads` has it. Who applies may change it.
    """

    field: str
    origin: Origin
    at: str

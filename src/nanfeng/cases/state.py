"""Whether something goes on, apart from the stage that it is in."""

from enum import StrEnum

from nanfeng.kinds.text import Text


class State(StrEnum):
    """A paused case may go on; one that was withdrawn (by whom it is about) or lost (by us) is at its end."""

    ACTIVE = "active"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    LOST = "lost"

    @property
    def label(self) -> Text:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    State.ACTIVE: Text("办理中", "going on"),
    State.PAUSED: Text("已暂停", "paused"),
    State.WITHDRAWN: Text("已撤回", "withdrawn"),
    State.LOST: Text("已流失", "lost"),
}

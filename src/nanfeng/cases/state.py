"""Whether something goes on, apart from the stage that it is in."""

from enum import StrEnum

from nanfeng.kinds.text import Text


class State(StrEnum):
    """A paused case may go on; one that was withdrawn (by whom it is about) or lost (refused, fallen through) is at
    its end, unless a transition takes it up again.
    """

    ACTIVE = "active"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    LOST = "lost"

    @property
    def goes_on(self) -> bool:
        """Whether it has not come to its end by the way."""
        return self in (State.ACTIVE, State.PAUSED)

    @property
    def label(self) -> Text:
        """What people call it."""
        return _LABELS[self]

    @property
    def refusal(self) -> tuple[Text, Text]:
        """Why nothing is done with what is in it, and how to mend that."""
        why = Text(f"该办件{self.label.zh}", f"the case is {self.label.en}")
        return why, Text("先恢复办理", "take it up again first")


_LABELS = {
    State.ACTIVE: Text("办理中", "going on"),
    State.PAUSED: Text("已暂停", "paused"),
    State.WITHDRAWN: Text("已撤回", "withdrawn"),
    State.LOST: Text("未成", "lost"),
}

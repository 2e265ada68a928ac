"""What cannot be done with a return, said so that people can mend it."""

from nanfeng.kinds.text import Text


class RefusedError(Exception):
    """Something was asked for that cannot be done now; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class StaleError(RefusedError):
    """Somebody else has saved in between."""

"""What is not allowed or not possible, said so that the person can mend it."""

from nanfeng.kinds.text import Text


class RefusedError(Exception):
    """Something was asked for that cannot be done; `text` says why and what to do, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

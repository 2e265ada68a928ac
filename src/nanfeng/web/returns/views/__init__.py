"""The pages of returns: one's own, their review, calls, the chase list, the inbox."""

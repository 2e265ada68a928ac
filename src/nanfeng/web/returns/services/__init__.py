"""Every write to returns: filling in, moving through the flow, closing, reminding."""

from nanfeng.web.returns.services.closing import Closable, closable, close_call, reopen
from nanfeng.web.returns.services.filling import Saved, save, submit, token
from nanfeng.web.returns.services.moving import Seen, move, move_seen
from nanfeng.web.returns.services.reminding import remind

__all__ = [
    "Closable",
    "Saved",
    "Seen",
    "closable",
    "close_call",
    "move",
    "move_seen",
    "remind",
    "reopen",
    "save",
    "submit",
    "token",
]

"""Every write to cases: beginning, filling in, leading on, papers, confirming, paying, words and tasks."""

from nanfeng.web.programmes.services.applying import Application, Whose, apply
from nanfeng.web.programmes.services.beginning import Begun, begin
from nanfeng.web.programmes.services.consenting import consent, consent_form
from nanfeng.web.programmes.services.editions import move_to_present, preview
from nanfeng.web.programmes.services.filling import save, token
from nanfeng.web.programmes.services.importing import Imported, check_imports, import_past
from nanfeng.web.programmes.services.moving import Moved, move, move_many
from nanfeng.web.programmes.services.papers import LIMIT as PAPER_LIMIT
from nanfeng.web.programmes.services.papers import Attached, attach, take_back
from nanfeng.web.programmes.services.planning import plan, unplan
from nanfeng.web.programmes.services.quick import Photo, Sent, log
from nanfeng.web.programmes.services.recording import record
from nanfeng.web.programmes.services.settling import confirm, pay
from nanfeng.web.programmes.services.talking import add_task, finish_task, hand_over, mark_read, say
from nanfeng.web.programmes.services.telling import tell

__all__ = [
    "PAPER_LIMIT",
    "Application",
    "Attached",
    "Begun",
    "Imported",
    "Moved",
    "Photo",
    "Sent",
    "Whose",
    "add_task",
    "apply",
    "attach",
    "begin",
    "check_imports",
    "confirm",
    "consent",
    "consent_form",
    "finish_task",
    "hand_over",
    "import_past",
    "log",
    "mark_read",
    "move",
    "move_many",
    "move_to_present",
    "pay",
    "plan",
    "preview",
    "record",
    "save",
    "say",
    "take_back",
    "tell",
    "token",
    "unplan",
]

"""Cases and what belongs to them. What a case says is records; where it stands is a course in its programme's flow."""

from nanfeng.web.programmes.models.beside import Confirmation, Link, Message, Paper, Task, Told
from nanfeng.web.programmes.models.case import Case
from nanfeng.web.programmes.models.funds import Payment, Taken

__all__ = ["Case", "Confirmation", "Link", "Message", "Paper", "Payment", "Taken", "Task", "Told"]

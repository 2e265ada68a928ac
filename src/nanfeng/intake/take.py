"""Intake: a file through a form to accepted rows, questions, and rows handed back. Nothing is lost on the way."""

from collections.abc import Callable
from pathlib import Path

from nanfeng.forms.form import Form
from nanfeng.intake.context import Context
from nanfeng.intake.laid_out import laid_out
from nanfeng.intake.pile import Order, Pile, gather, passed_over
from nanfeng.intake.recognise import recognise
from nanfeng.intake.settle import settled
from nanfeng.intake.taken import Taken
from nanfeng.intake.workbook import open_workbook

Progress = Callable[[str, float], None]
"""Hears which stage is at work (`open`, `read`, `check`) and the share of it that is done, 0 to 1."""


def take(path: Path, form: Form, context: Context, progress: Progress | None = None) -> Taken:
    """Take a file in; raise UnreadableError where no row of it can be taken, with what is wrong and how to mend it."""
    tell = progress or (lambda _stage, _share: None)
    tell("open", 0.0)
    workbook, recognised_as = laid_out(open_workbook(path, context.limits), form, context.layouts)
    sheets, others = recognise(workbook, form, context.forms)
    order = Order(workbook.file, form, context)
    pile = Pile(notices=[*recognised_as, *(passed_over(workbook.file, name) for name in others)])
    for position, recognised in enumerate(sheets):
        gather(pile, recognised, order, lambda share, done=position: tell("read", (done + share) / len(sheets)))
    return settled(pile, order, lambda share: tell("check", share))

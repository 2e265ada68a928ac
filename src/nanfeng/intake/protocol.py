"""The protocol of an intake: who sent what and when, what became of it, and what was said about each line.

Names are stable; texts are objects with `zh` and `en`.
"""

from collections.abc import Mapping
from datetime import datetime

from nanfeng.intake.context import Context
from nanfeng.intake.taken import Taken
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text

Protocol = dict[str, object]


def protocol(taken: Taken, context: Context, digest: str) -> Protocol:
    """A file that was taken in, as plain data for JSON. `digest` is the sha256 of the file's bytes.

    `issues` are all of them, in the order of sheets and lines as far as they have one; `explanations` are what the
    sender wrote to settle questions.
    """
    rows = (*taken.refused, *taken.questions)
    issues = [*(issue for row in rows for issue in row.issues), *taken.notices]
    return {
        "file": taken.file,
        "sha256": digest,
        "form": taken.form.name,
        "by": context.entered_by,
        "for": context.acting_for,
        "at": _moment(context.entered),
        "synthetic": context.synthetic,
        "sent": taken.sent,
        "accepted": taken.accepted.num_rows,
        "refused": len(taken.refused),
        "questions": len(taken.questions),
        "unchanged": taken.unchanged,
        "set_aside": taken.set_aside,
        "issues": [_issue(issue) for issue in issues],
        "explanations": [
            {
                "sheet": said.sheet,
                "line": said.line,
                "key": said.key,
                "asked": _text(said.asked),
                "because": said.because,
            }
            for said in taken.explanations
        ],
    }


def _issue(issue: Issue) -> Mapping[str, object]:
    line, _, column = issue.at.partition(" · ")
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "where": issue.where,
        "line": int(line) if line.isdigit() else None,
        "column": column if line.isdigit() else line,
        "field": issue.field,
        "wrong": _text(issue.wrong),
        "mend": _text(issue.mend),
    }


def _text(text: Text) -> Mapping[str, str]:
    return {"zh": text.zh, "en": text.en}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")

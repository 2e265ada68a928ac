"""Taking back what was filed."""

from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Schema
from pydantic import StringConstraints

from nanfeng.web.api.noun import Noun
from nanfeng.web.api.nouns.records import RecordOut
from nanfeng.web.api.problem import ProblemError
from nanfeng.web.api.roles import FILERS
from nanfeng.web.api.shapes import Number
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request
from nanfeng.web.records.access import filed_records
from nanfeng.web.records.withdrawing import StandsError, withdraw

withdrawal = Noun("records")


class Reason(Schema):
    """Why a record is withdrawn."""

    why: Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00]*$")]


@withdrawal.post("/records/{int:pk}/withdraw", RecordOut)
@allow(*FILERS)
def take_back(request: Request, pk: Number, reason: Reason) -> dict[str, Any]:
    """撤回一条记录 / Withdraw a record that one's role files, by the number of its last version. It gets a new version
    that says so; no later figure counts it.
    """
    found = get_object_or_404(filed_records(), pk=pk)
    try:
        withdrawn = withdraw(found, found.version, reason.why)
    except StandsError as error:
        raise ProblemError(409, error.args[0]) from error
    return {name: getattr(withdrawn, name) for name in RecordOut.model_fields}

"""What the API does by the clock."""

from nanfeng.web.api.once import forget_old
from nanfeng.web.audit.services import NOBODY
from nanfeng.web.jobs.kinds import periodic
from nanfeng.web.people.scope import SYSTEM, acting


@periodic("40 19 * * *", "api.forget_answers")
def forget_answers() -> None:
    """Drop the answers that are given again no more, at night."""
    with acting(SYSTEM, NOBODY):
        forget_old()

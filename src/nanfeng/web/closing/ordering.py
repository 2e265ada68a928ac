"""Starting the jobs that build and publish releases."""

from nanfeng.forms.form import Purpose
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.releasing import Wanted
from nanfeng.web.closing.titles import title_of
from nanfeng.web.flows.models import Step
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.services import About, start
from nanfeng.web.people.scope import SYSTEM, acting

_OF_THE_ZONE = About("", "", Purpose.PUBLIC)
"""Releases are the work of several roles: whoever of them started a job, the others see it."""


def order_release(wanted: Wanted) -> Job:
    """Start the building of a release in the name of the present doer.

    While one that was made of the same is neither out nor withdrawn, and nothing of its definitions has changed, its
    job is given back.
    """
    asked = {
        "publication": wanted.publication,
        "place": wanted.place,
        "period": str(wanted.period),
        "vintage": wanted.vintage,
    }
    ended = Release.objects.filter(**asked).exclude(published_at=None, withdrawn_at=None).count()
    title = title_of(wanted.publication, wanted.place, str(wanted.period))
    named = Text(f"生成：{title.zh}", f"Build: {title.en}")
    key = digest_of([asked, city.pack().digest, ended])
    return start("build_release", named, asked, key=key, about=_OF_THE_ZONE)


def order_report(release: Release) -> Job:
    """Start the writing of a release's report, where it was built without one; nothing is computed anew."""
    title = title_of(release.publication, release.place, release.period)
    named = Text(f"撰写报告：{title.zh}", f"Write the report: {title.en}")
    return start("write_report", named, {"release": release.pk}, key=release.pk, about=_OF_THE_ZONE)


def order_everywhere(wanted: Wanted) -> list[Job]:
    """The same for every place that the publication can be made for: the zone, and each of its parks."""
    places = places_for(wanted.publication)
    return [order_release(Wanted(wanted.publication, place, wanted.period, wanted.vintage)) for place in places]


def places_for(publication: str) -> list[str]:
    """The codes of the places that a publication can be made for, in the order of the pack, the widest kind first."""
    kinds = city.pack().publications[publication].place_kinds
    places = [place for place in city.pack().places.values() if place.kind in kinds]
    return [place.code for place in sorted(places, key=lambda place: kinds.index(place.kind))]


def order_publications_due() -> list[Job]:
    """Start the publication of every scheduled release whose day has come, each in the name of who scheduled it."""
    due = Release.objects.filter(course__stage="scheduled", due__lte=clock.today()).select_related("course")
    jobs = []
    for release in due:
        step = Step.objects.filter(course=release.course, transition="schedule").order_by("-number")[0]
        title = title_of(release.publication, release.place, release.period)
        with acting(SYSTEM, Doer(step.by, step.role, step.acting_for)):
            named = Text(f"按日历发布：{title.zh}", f"Publish by the calendar: {title.en}")
            arguments = {"release": release.pk}
            jobs.append(start("publish", named, arguments, key=f"{release.pk} {release.course.version}"))
    return jobs

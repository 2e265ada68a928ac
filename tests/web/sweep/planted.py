"""What lies in the platform while it is swept: things of three enterprises, each with words and numbers that occur
nowhere else, and who may see them.

The first enterprise is the clerk's own, the second its neighbour in the same park, the third lies elsewhere.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
from tests.web import zone
from tests.web.closing import made
from tests.web.sweep.actors import Actor
from tests.web.sweep.markers import Planted, everybody, nobody, or_in_the_log, own_office, within
from tests.web.sweep.planted_cases import plant_cases
from tests.web.zone import ENTERPRISES, Enterprise

from nanfeng.forms.calendar import due_periods
from nanfeng.forms.columns import schema
from nanfeng.forms.form import Purpose
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.api.services import Wish, make
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.access import UNRELEASED
from nanfeng.web.flows.services import Asked, move
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.services import About, start
from nanfeng.web.organisations.models import Merge, Suspect
from nanfeng.web.people.models import Claim, Invitation, Office, User
from nanfeng.web.people.scope import SYSTEM, Scope, acting
from nanfeng.web.people.services import grant
from nanfeng.web.records.intake import Sender
from nanfeng.web.records.models import Record, Sending
from nanfeng.web.records.sendings import Sent, receive
from nanfeng.web.records.services import approve, write
from nanfeng.web.records.shape import Besides
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call, Message, Return
from nanfeng.web.site.models import Article, ErrorReport, Subscription

OWN, NEIGHBOUR, ELSEWHERE = ENTERPRISES[0], ENTERPRISES[1], ENTERPRISES[4]
WHOSE = {"own": OWN, "neighbour": NEIGHBOUR, "elsewhere": ELSEWHERE}
PERIOD = Period.parse("2026-01..2026-09")
NUMBERS = {"own": "246813579.24", "neighbour": "843917562.76", "elsewhere": "987654321.12"}
LOANS = {"own": "135791357.91", "neighbour": "731845926.65", "elsewhere": "598317264.19"}


def plant() -> Planted:
    """Put everything there, as the platform itself; inside the caller's transaction."""
    planted = Planted()
    zone.settle(ENTERPRISES)
    call = _called(planted)
    for who, one in WHOSE.items():
        _records(planted, who, one)
        _return(planted, who, call)
        _sending(planted, who, one)
        _job(planted, who, one)
        _claim(planted, who, one)
        _invitation(planted, who, one)
        _clerk(planted, who, one)
        _suspicion(planted, who, one)
        plant_cases(planted, who, one)
    _published(planted)
    _of_the_site(planted)
    return planted


def _called(planted: Planted) -> Call:
    form = city.pack().forms["monthly_return"]
    (due,) = due_periods(form, PERIOD.last, PERIOD.last)
    with acting(SYSTEM, Doer("test")):
        call = open_call(form, due, "test")
    planted.add("call", call.pk, everybody)
    return call


def _records(planted: Planted, who: str, one: Enterprise) -> None:
    statistics, finance, service = (within(one, Purpose(each)) for each in ("statistics", "finance", "service"))
    why = planted.mark(f"因由标记{who}", statistics)
    output = Decimal(planted.mark(NUMBERS[who], statistics))
    filed = {"_key": f"{one.organisation}|{PERIOD}", "_first": PERIOD.first, "_last": PERIOD.last}
    said = {**filed, "period": str(PERIOD), "output": output, "revenue": output}
    planted.add("record", _write("monthly_return", one, said, why).pk, statistics)
    day = date(2026, 5, 6)
    loan = {"credit_no": f"c-{who}", "product": "points", "bank": one.organisation, "approved": day}
    amount = Decimal(planted.mark(LOANS[who], finance))
    _write("credit", one, {"_key": f"c-{who}", "_first": day, "_last": day, **loan, "amount": amount})
    visit = {"visit_no": f"v-{who}", "date": day, "park": one.park, "topic": planted.mark(f"走访标记{who}", service)}
    _write("tutoring_visit", one, {"_key": f"v-{who}", "_first": day, "_last": day, **visit})


def _write(name: str, one: Enterprise, said: dict[str, object], why: str = "") -> Record:
    form = city.pack().forms[name]
    envelope = {
        "_organisation": one.organisation,
        "_purpose": form.purpose.value,
        "_status": "accepted",
        "_synthetic": True,
        "_entered": datetime(2026, 10, 6, 1, 2, 3, tzinfo=UTC),
        "_by": "someone",
        "organisation": one.organisation,
    }
    rows = pa.Table.from_pylist([{**envelope, **said}], schema=schema(form))
    with acting(SYSTEM, Doer("test")):
        write(form, rows, Besides([one.park], {str(said["_key"]): why} if why else {}))
        return Record.objects.get(form=name, key=said["_key"])


def _return(planted: Planted, who: str, call: Call) -> None:
    """A return that was submitted and sent back with reasons, with a draft and a message; then submitted again."""
    one = WHOSE[who]
    seen = within(one, Purpose.STATISTICS)
    with acting(SYSTEM, Doer("test")):
        owed = Return.objects.select_related("course").get(call=call, organisation=one.organisation)
        Return.objects.filter(pk=owed.pk).update(
            name=planted.mark(f"回执标记{who}", seen), draft=[{"output": planted.mark(f"草稿标记{who}", seen)}]
        )
        Message.objects.create(
            about=owed,
            key="test",
            organisation=one.organisation,
            park=one.park,
            purpose=owed.purpose,
            title_zh="消息",
            title_en="a message",
            text_zh=planted.mark(f"消息标记{who}", seen),
            text_en=planted.mark(f"message for {who}", seen),
            made=clock.now(),
        )
    reason = planted.mark(f"退回标记{who}", or_in_the_log(seen))
    steps = (("clerk", Role.ENTERPRISE_CLERK, "submit"), ("park", Role.PARK_OFFICER, "return_with_reasons"))
    for email, role, transition in (*steps, steps[0]):
        with acting(SYSTEM, Doer(f"{email}-{who}@elsewhere.example", role.value)):
            course = type(owed.course).objects.get(pk=owed.course.pk)
            move(course.pk, course.version, Asked(transition, reason=reason))
    planted.add("return", owed.pk, seen)
    planted.add("seen return", f"{owed.pk}:{course.pk}:{course.version + 1}", seen)


def _sending(planted: Planted, who: str, one: Enterprise) -> None:
    """A file that was taken in, with rows to mend."""
    seen = within(one, Purpose.STATISTICS)
    name = planted.mark(f"文件标记{who}", or_in_the_log(seen)) + ".xlsx"
    content = planted.mark(f"bytes of {who}", seen).encode()
    sender = Sender(f"clerk-{who}@elsewhere.example", clock.now(), one.organisation, synthetic=True)
    clerk = Scope((one.organisation,), (one.park,), (), writes=True)
    with acting(clerk, Doer(sender.by, Role.ENTERPRISE_CLERK.value, one.organisation)):
        sending = receive(Sent(name, [content], city.pack().forms["monthly_return"]), sender)
    words = {"zh": planted.mark(f"问题标记{who}", seen), "en": "an issue"}
    issue = {"code": "x", "where": "A1", "severity": "error", "wrong": words, "mend": words}
    refused = f"{sending.pk:08}.xlsx"
    (city.home() / "refused").mkdir(parents=True, exist_ok=True)
    (city.home() / "refused" / refused).write_bytes(planted.mark(f"refused of {who}", seen).encode())
    with acting(SYSTEM, Doer("test")):
        Sending.objects.filter(pk=sending.pk).update(
            state="done", handed_back=1, refused=refused, protocol={"issues": [issue]}
        )
        public = planted.mark(f"公开文件{who}", or_in_the_log(within(one, Purpose.PUBLIC)))
        of_public = {"form": "enterprise", "purpose": "public", "organisation": one.organisation, "park": one.park}
        Sending.objects.create(name=public, sha256="0" * 64, by="someone", **of_public)
    planted.add("sending", sending.pk, own_office(who))


def _job(planted: Planted, who: str, one: Enterprise) -> None:
    seen = within(one, Purpose.STATISTICS)
    title = planted.mark(f"任务标记{who}", seen)
    about = About(one.organisation, one.park, Purpose.STATISTICS)
    with acting(SYSTEM, Doer(f"clerk-{who}@elsewhere.example", Role.ENTERPRISE_CLERK.value, one.organisation)):
        job = start("intake", Text(title, title), {"sending": 0}, about=about)
        Job.objects.filter(pk=job.pk).update(words_zh=title, words_en=title, result={"said": title})
        public = planted.mark(f"公开任务{who}", within(one, Purpose.PUBLIC))
        start("intake", Text(public, public), {"sending": 0}, about=replace(about, purpose=Purpose.PUBLIC))
    planted.add("job", job.pk, own_office(who))


def _claim(planted: Planted, who: str, one: Enterprise) -> None:
    seen = within(one, Purpose.SERVICE)
    with acting(SYSTEM, Doer("test")):
        claim = Claim.objects.create(
            user=User.objects.create_user(f"claimant-{who}@elsewhere.example"),
            organisation=one.organisation,
            park=one.park,
            name=planted.mark(f"认领标记{who}", seen),
            address=planted.mark(f"地址标记{who}", seen),
            statement=planted.mark(f"陈述标记{who}", seen),
            made=clock.now(),
        )
    planted.add("claim", claim.pk, lambda actor: actor.role is Role.PARK_OFFICER and seen(actor))


def _invitation(planted: Planted, who: str, one: Enterprise) -> None:
    def seen(actor: Actor) -> bool:
        in_park = actor.role is Role.PARK_OFFICER and one.park in actor.scope.parks
        return in_park or actor.role in (Role.AUDITOR, Role.ADMINISTRATOR)

    with acting(SYSTEM, Doer("test")):
        invitation = Invitation.objects.create(
            digest=f"{who:0>64}",
            email=planted.mark(f"invited-{who}@elsewhere.example", seen),
            role=Role.ENTERPRISE_CLERK.value,
            organisation=one.organisation,
            park=one.park,
            invited_by=User.objects.create_user(f"officer-{who}@elsewhere.example"),
            made=clock.now(),
            expires=datetime(2099, 1, 1, tzinfo=UTC),
        )
    planted.add("invitation", invitation.pk, seen)


def _clerk(planted: Planted, who: str, one: Enterprise) -> None:
    """Another clerk of the enterprise: a colleague of one's own, a stranger otherwise."""
    with acting(SYSTEM, Doer("test")):
        user = User.objects.create_user(f"clerk-{who}@elsewhere.example")
        post = grant(user, Office(Role.ENTERPRISE_CLERK, one.organisation, one.park), "test")
    planted.add("post", post.pk, own_office(who))
    planted.add("token", make(post, Wish("test", ["records:read"], [], 1))[0].pk, nobody)
    planted.add("account", user.pk, lambda actor: actor.role is Role.ADMINISTRATOR)
    planted.add("account post", post.pk, lambda actor: actor.role is Role.ADMINISTRATOR)


def _published(planted: Planted) -> None:
    """What was reported, frozen; a bulletin of it that is out, and one of another's park that waits for its day."""
    with acting(SYSTEM, Doer("test")):
        approve(city.pack().forms["monthly_return"], [f"{one.organisation}|{PERIOD}" for one in WHOSE.values()])
    vintage = made.frozen()
    planted.add("vintage", vintage.pk, everybody)
    out = made.published(made.built(vintage))
    planted.add("release", out.pk, everybody)
    embargoed = made.built(vintage, ELSEWHERE.park)
    planted.mark(embargoed.pk, lambda actor: actor.role in UNRELEASED)
    planted.add("release", embargoed.pk, lambda actor: actor.role in UNRELEASED)
    for place in ("zone", ELSEWHERE.park):
        planted.add("figure", f"industrial_output/{PERIOD}/{place}", everybody)


def _suspicion(planted: Planted, who: str, one: Enterprise) -> None:
    """That the enterprise and another of its park may be the same, and that two others were merged, with reasons."""
    seen = within(one, Purpose.SERVICE)
    other = {"organisation": one.organisation, "park": one.park, "purpose": "service"}
    planted.add("organisation", one.organisation, everybody)
    with acting(SYSTEM, Doer("test")):
        why = planted.mark(f"疑似标记{who}", seen)
        suspect = Suspect.objects.create(**other, other=f"uscc:{who}", signs=[], found=clock.now(), why=why)
        why = planted.mark(f"合并标记{who}", seen)
        done = {"moves": [], "merged": clock.now(), "merged_by": "someone"}
        merge = Merge.objects.create(**other, **done, loser=f"uscc:{who}", loser_name=why, name=one.name, why=why)
    planted.add("suspect", suspect.pk, seen)
    planted.add("merge", merge.pk, seen)


def _of_the_site(planted: Planted) -> None:
    """An article that is not out, what a reader wrote, and who wants mail."""

    def newsroom(actor: Actor) -> bool:
        return actor.role in (Role.PLANNER, Role.APPROVER, Role.AUDITOR)

    said = {"title_zh": "草案", "title_en": "draft", "body_en": "draft", "embargo": date(2099, 1, 1)}
    body = planted.mark("未发布的文章标记", newsroom)
    article = Article.objects.create(**said, body_zh=body, written_by="someone", changed_at=clock.now())
    planted.add("draft", article.pk, newsroom)

    def answers(actor: Actor) -> bool:
        return actor.role in (Role.STATISTICIAN, Role.AUDITOR, Role.ADMINISTRATOR)

    mail, text = planted.mark("reader@elsewhere.example", answers), planted.mark("读者来信标记", answers)
    report = ErrorReport.objects.create(number="x", text=text, mail=mail, language="zh", made=clock.now())
    planted.add("error report", report.pk, answers)
    email = planted.mark("subscriber@elsewhere.example", nobody)
    Subscription.objects.create(email=email, language="zh", made=clock.now(), told_until=clock.now())

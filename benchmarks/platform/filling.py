"""What the pages show: 100,000 organisations, some thousand published figures, and somebody who looks."""

from datetime import date
from decimal import Decimal

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from nanfeng.forms.form import Purpose
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.kinds.unit import Unit
from nanfeng.release.content import plain_figure
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release, ReleasedFigure, Vintage
from nanfeng.web.flows.services import Thing, begin
from nanfeng.web.people.models import Office, User
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services import grant

ORGANISATIONS = 100_000

_DIRECTORY = """
INSERT INTO organisations_organisation
  (identifier, number, name, name_en, kind, park, industry, since, plain, core, names, tokens, synthetic)
SELECT 'uscc:' || n, n::text, name, '', 'enterprise', park, 'C3851', '2020-01-01', name, name,
       ARRAY[name], ARRAY['制造', n::text], true
FROM (SELECT n, '试岭第' || n || '制造有限公司' AS name,
             (ARRAY['park_nanhai', 'park_shunde', 'park_gaoming'])[1 + n %% 3] AS park
      FROM generate_series(1, %s) n) made
"""


def fill() -> None:
    """Everything, in one go."""
    with acting(SYSTEM, Doer("benchmark")), connection.cursor() as cursor:
        fill_directory(cursor)
        _publish()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def fill_directory(cursor: CursorWrapper) -> None:
    """The organisations."""
    cursor.execute(_DIRECTORY, [ORGANISATIONS])


def sessions() -> tuple[str, str]:
    """Cookies of somebody who sees every organisation: on the platform, and on the bare site."""
    with acting(SYSTEM, Doer("benchmark")):
        user = User.objects.create_user("statistician@example.org")
        grant(user, Office(Role.STATISTICIAN), "benchmark")
    backends = "allauth.account.auth_backends.AuthenticationBackend", "django.contrib.auth.backends.ModelBackend"
    return _cookie("session", user, backends[0]), _cookie("sessionid", user, backends[1])


def _cookie(name: str, user: User, backend: str) -> str:
    session = SessionStore()
    session.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    session.create()
    return f"{name}={session.session_key}"


def _publish() -> None:
    now = timezone.now()
    said = {"closed_at": now, "closed_by": "benchmark", "cut_off": now, "rows": ORGANISATIONS, "receipt": "x"}
    first, last = date(2016, 1, 1), date(2016, 12, 31)
    release = Release.objects.create(
        id="benchmark",
        publication="bulletin",
        place="zone",
        period="2016",
        first=first,
        last=last,
        vintage=Vintage.objects.create(id="benchmark", **said),
        built_at=now,
        built_by="benchmark",
        published_at=now,
        course=begin("release", Thing("release", "benchmark", purpose=Purpose.SERVICE)),
        synthetic=True,
    )
    keys = [
        FigureKey("industrial_output", Period.parse(f"{1990 + number}"), place)
        for number in range(100)
        for place in city.pack().places
    ]
    figures = (Figure(key, Decimal(1_000_000 + number), Unit.YUAN) for number, key in enumerate(keys))
    ReleasedFigure.objects.bulk_create((_released(release, each) for each in figures), batch_size=2_000)


def _released(release: Release, figure: Figure) -> ReleasedFigure:
    key = figure.key
    return ReleasedFigure(
        release=release,
        key=str(key),
        indicator=key.indicator,
        place=key.place,
        first=key.period.first,
        last=key.period.last,
        status=figure.status,
        value=figure.value,
        content=plain_figure(figure),
        standing=True,
    )

"""What the pages of cases show: 100,000 cases of one programme with a million events, spread over its stages, and what
each says in every stage that it came to.
"""

from django.db import connection

from benchmarks.platform.filling import fill_directory
from nanfeng.cases.case_form import form_name
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting

CASES = 100_000
PROGRAMME = "service_issue"
STEPS, MESSAGES = 4, 3
"""Of each case; with a record for each of the stages that it came to (three on average) ten events."""

_COURSES = """
INSERT INTO flows_course (flow, edition, noun, subject, stage, version, digest, organisation, park, purpose)
SELECT %(programme)s, '', 'case', %(programme)s || '-2026-' || lpad(n::text, 6, '0'),
       (%(stages)s::text[])[1 + n %% cardinality(%(stages)s::text[])], %(steps)s, '', 'uscc:' || n,
       (ARRAY['park_nanhai', 'park_shunde', 'park_gaoming'])[1 + n %% 3], %(purpose)s
FROM generate_series(1, %(cases)s) n
"""
_CASES = """
INSERT INTO programmes_case (number, programme, year, serial, cohort, course_id, organisation, name, parties, park,
                             purpose, title, owner, begun, version, stage, state, since, due)
SELECT subject, flow, 2026, n, '', id, organisation, '试岭第' || n || '制造有限公司', '{}', park, purpose,
       '试岭第' || n || '制造有限公司', '', now() - interval '90 days', version, stage,
       CASE WHEN n %% 10 = 0 THEN 'withdrawn' WHEN n %% 10 = 1 THEN 'paused' ELSE 'active' END,
       now() - n %% 60 * interval '1 day', now() + (n * 7919 %% 100000 - 20000) * interval '5 minutes'
FROM (SELECT *, split_part(subject, '-', 3)::int AS n FROM flows_course WHERE flow = %(programme)s) made
"""
_STEPS = """
INSERT INTO flows_step (course_id, number, transition, source, target, by, role, acting_for, happened, entered, round,
                        reason, reason_code, state)
SELECT course_id, step, 'dispatch', stage, stage, 'benchmark', 'station_staff', '', since, since, 1, '', '', 'active'
FROM programmes_case, generate_series(1, %(steps)s) step WHERE programme = %(programme)s
"""
_RECORDS = """
INSERT INTO records_record (form, form_digest, key, version, current, organisation, first, last, park, purpose, status,
                            synthetic, content, entered, by, acting_for, file, sheet, why)
SELECT %(form)s, '', number || '|' || reached, 1, true, organisation, (begun + place * interval '10 days')::date,
       (begun + (place * 10 + serial %% 9) * interval '1 day')::date, park, purpose, 'accepted', true,
       jsonb_build_object('case', number, 'stage', reached, 'state', state, 'issue', '用电负荷不足', 'words', title),
       since, 'benchmark', '', '', '', ''
FROM programmes_case, unnest(%(stages)s::text[]) WITH ORDINALITY AS passed (reached, place)
WHERE programme = %(programme)s AND place <= array_position(%(stages)s::text[], stage)
"""
_MESSAGES = """
INSERT INTO programmes_message (case_id, inbound, text, by, entered)
SELECT id, said %% 2 = 0, '第' || said || '条', 'benchmark', since
FROM programmes_case, generate_series(1, %(messages)s) said WHERE programme = %(programme)s
"""
_EVENTS = """
SELECT (SELECT count(*) FROM flows_step) + (SELECT count(*) FROM records_record WHERE form = %(form)s)
       + (SELECT count(*) FROM programmes_message)
"""


def fill() -> int:
    """Everything, in one go; return how many events there are."""
    programme = city.pack().programmes[PROGRAMME]
    told = {
        "programme": PROGRAMME,
        "form": form_name(PROGRAMME),
        "stages": [stage.id for stage in programme.stages],
        "purpose": programme.use.value,
        "cases": CASES,
        "steps": STEPS,
        "messages": MESSAGES,
    }
    with acting(SYSTEM, Doer("benchmark")), connection.cursor() as cursor:
        fill_directory(cursor)
        for made in (_COURSES, _CASES, _STEPS, _RECORDS, _MESSAGES):
            cursor.execute(made, told)
        cursor.execute(_EVENTS, told)
        (events,) = cursor.fetchone() or (0,)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return events

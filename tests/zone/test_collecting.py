"""What the demonstration opens with: July is being collected, and each desk has something to do."""

from collections import Counter

import pytest

STANDING = """
    SELECT one.organisation, one.park, course.stage, one.filed_at IS NOT NULL
    FROM returns_return one JOIN flows_course course ON course.id = one.course_id
    JOIN returns_call call ON call.id = one.call_id WHERE call.form = 'monthly_return'
"""
POSTS = """
    SELECT post.role, post.organisation, post.park FROM people_post post
    WHERE post.role IN ('enterprise_clerk', 'park_officer')
"""


@pytest.fixture(scope="module")
def returns(database):
    return database.execute(STANDING).fetchall()


def test_nearly_all_have_reported_and_been_checked(returns):
    stages = Counter(stage for _, _, stage, _ in returns)
    assert stages["checked"] > 1_700
    assert stages["submitted"] == 4
    assert stages["draft"] == 10
    assert {stage for _, _, stage, filed in returns if not filed} == {"draft"}


def test_the_clerk_has_a_return_to_file_and_his_park_some_to_review(database, returns):
    held = {role: (organisation, park) for role, organisation, park in database.execute(POSTS)}
    organisation, park = held["enterprise_clerk"]
    assert held["park_officer"][1] == park
    assert [stage for one, _, stage, _ in returns if one == organisation] == ["draft"]
    assert {where for _, where, stage, _ in returns if stage == "submitted"} == {park}


def test_what_is_being_collected_is_in_no_vintage_yet(database):
    july = "SELECT count(*), count(*) FILTER (WHERE status = 'approved') FROM records_record WHERE last = '2023-07-31'"
    filed, approved = database.execute(f"{july} AND form = 'monthly_return'").fetchone()
    assert filed > 1_700
    assert approved == 0

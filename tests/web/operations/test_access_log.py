"""The log of requests names nobody."""

import pytest

from nanfeng.web.operations.access_log import without_names


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", "/"),
        ("/accounts/login/", "/accounts/login/"),
        ("/organisations/91440600MA4UHLXX1G/timeline/", "/organisations/…/timeline/"),
        ("/jobs/17/state/", "/jobs/…/state/"),
        ("/accounts/password/reset/key/set-password-abcdefghijklmnop/", "/accounts/password/reset/key/…/"),
        ("/people/li.wei@example.org/", "/people/…/"),
        ("/people/%E6%9D%8E/", "/people/…/"),
        ("/static/look/layout.b0d6e5cf0947.css", "/static/look/layout.b0d6e5cf0947.css"),
    ],
)
def test_a_path_keeps_only_what_all_such_paths_have_in_common(path, kept):
    assert without_names(path) == kept

"""The web server's door."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest

from nanfeng.web.wsgi import LARGEST, application


def status(length: object) -> str:
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/i18n/setlang/", "CONTENT_LENGTH": str(length)}
    environ["wsgi.input"] = BytesIO(b"x")
    environ["HTTP_HOST"] = "localhost"
    setup_testing_defaults(environ)
    told = []
    list(application(environ, lambda *answer: told.append(answer[0])))
    return told[0]


@pytest.mark.django_db
def test_a_body_that_is_too_large_is_refused_unread():
    assert status(LARGEST + 1).startswith("413")
    assert status("9" * 40).startswith("413")
    assert not status(1).startswith("413")
    assert not status("").startswith("413")

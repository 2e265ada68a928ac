"""Static files carry a digest in their names once they were collected, and work before."""

from django.core.management import call_command

from nanfeng.web.assets import Assets


def test_names_change_with_contents_once_collected(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "nanfeng.web.assets.Assets"}}
    assert Assets().url("look/layout.css") == "/static/look/layout.css"
    call_command("collectstatic", interactive=False, verbosity=0)
    name = Assets().url("look/layout.css")
    assert name.startswith("/static/look/layout.")
    assert name != "/static/look/layout.css"
    assert (tmp_path / name.removeprefix("/static/")).is_file()
    assert Assets().url("look/added-later.css") == "/static/look/added-later.css"

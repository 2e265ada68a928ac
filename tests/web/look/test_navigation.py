"""The navigation shows each role what the doors open to it, and nothing else."""

from django.test import Client

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Item, Section, current, menu


def urls(role: Role | None, *, signed_in: bool) -> set[str]:
    return {item.url for section in menu(role, signed_in=signed_in) for item in section.items}


def test_an_entry_is_shown_to_those_whom_its_door_admits():
    assert "/look/" in urls(Role.ADMINISTRATOR, signed_in=True)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert "/look/" not in urls(role, signed_in=True)
    assert "/look/" not in urls(None, signed_in=False)
    assert "/" in urls(None, signed_in=False)


def test_every_entry_that_is_shown_opens(signed_in):
    for role in (Role.ADMINISTRATOR, Role.PARK_OFFICER, Role.STATISTICIAN):
        client = signed_in(role.value, park="park_nanhai" if role is Role.PARK_OFFICER else "")
        for url in urls(role, signed_in=True) - {"/admin/"}:
            assert client.get(url, follow=True).status_code == 200, (role, url)


def test_a_group_without_entries_is_left_out():
    assert all(section.items for section in menu(None, signed_in=False))


def test_the_page_belongs_to_the_longest_address_that_it_begins_with():
    items = tuple(Item(Text("甲", "a"), url) for url in ("/", "/returns/", "/returns/due/"))
    sections = (Section(Text("组", "group"), items, public=False),)
    assert current(sections, "/returns/due/7/") == "/returns/due/"
    assert current(sections, "/elsewhere/") == ""
    assert current(sections, "/") == "/"


def test_the_public_sees_no_post_and_can_sign_in(db):
    page = Client().get("/").content.decode()
    assert "/accounts/login/" in page
    assert 'id="side"' not in page

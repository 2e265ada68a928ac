"""The page that says who may do what, from the addresses of the platform, their doors, and what each role sees."""

from nanfeng.web.people.matrix import Route, routes, sights

NOTICE = "<!-- Made by `make docs`; change the doors of the views or people/roles.py, not this page. -->"
INTRODUCTION = """\
Everybody sees public records, and all records of the organisation that he acts for. Besides those, a role works with
the records of these purposes. The database refuses the rest, also where a page would forget to ask."""


def access_page() -> str:
    """The page in Markdown. Pages that come with packages are one line: the sign-in and the administration."""
    ours = [route for route in routes() if not route.path.startswith(("/admin/", "/accounts/"))]
    parts = [
        "# Who may do what",
        NOTICE,
        "## Records",
        INTRODUCTION,
        _table(("role", "角色", "purposes", "where", "writes"), _seen()),
        "## Pages",
        _table(("address", "name", "open to"), [*_packaged(), *map(_row, ours)]),
    ]
    return "\n\n".join(parts) + "\n"


def _seen() -> list[tuple[str, ...]]:
    return [
        (
            one.role.label.en,
            one.role.label.zh,
            ", ".join(one.purposes),
            one.where.en,
            "yes" if one.writes else "no",
        )
        for one in sights()
    ]


def _packaged() -> list[tuple[str, ...]]:
    return [
        ("`/accounts/…`", "sign-in, password, second factor", "everybody, each for his own account"),
        ("`/admin/…`", "administration", "administrator"),
    ]


def _row(route: Route) -> tuple[str, ...]:
    return f"`{route.path}`", route.name, route.who.en


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)

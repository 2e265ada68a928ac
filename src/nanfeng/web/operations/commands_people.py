"""Commands on accounts, for whoever may run commands on the machine."""

import json
import os
from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import failing_plainly, out
from nanfeng.kinds.role import Role
from nanfeng.web.operations.begin import prepared, reach

user_app = typer.Typer(
    help="Accounts: the first administrator, invitations, lost second factors.", no_args_is_help=True
)

Email = Annotated[str, typer.Argument(help="The mail address of the account.")]
Why = Annotated[str, typer.Option(help="Why, for the log.")]
ACCOUNTS = "operations.accounts"


@user_app.command("list")
def list_command(context: typer.Context, as_json: AsJson = False) -> None:
    """List all accounts and what they act as."""
    with failing_plainly(), prepared(context.obj):
        found = reach(f"{ACCOUNTS}.listed")()
    if as_json:
        out.print_json(json.dumps([asdict(account) for account in found], ensure_ascii=False))
        return
    for account in found:
        state = " (closed)" if account.closed else ""
        out.print(f"{escape(account.email)}{state} {escape(account.name)}", highlight=False)
        for office in account.offices:
            out.print(f"  {escape(office)}", highlight=False)


@user_app.command("create-administrator")
def create_command(
    context: typer.Context,
    email: Email,
    name: Annotated[str, typer.Option(help="What the account is called.")] = "",
) -> None:
    """Make an account that administers the platform; the password is asked for, or read from NANFENG_PASSWORD."""
    password = os.environ.get("NANFENG_PASSWORD") or typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    with failing_plainly(), prepared(context.obj):
        reach(f"{ACCOUNTS}.create_administrator")(email, password, name)
    out.print(f"{email} administers the platform; a second factor is set up at the first sign-in", highlight=False)


@user_app.command("invite")
def invite_command(
    context: typer.Context,
    email: Email,
    role: Annotated[Role, typer.Argument(help="What it shall act as.")],
    by: Annotated[str, typer.Option(help="The administrator in whose name.")],
    organisation: Annotated[str, typer.Option(help="For whom: the organisation's identifier.")] = "",
    park: Annotated[str, typer.Option(help="For which park.")] = "",
    department: Annotated[str, typer.Option(help="For which department.")] = "",
) -> None:
    """Offer somebody an office by mail, and print the link, which works once."""
    office = {"role": role.value, "organisation": organisation, "park": park, "department": department}
    with failing_plainly(), prepared(context.obj):
        link = reach(f"{ACCOUNTS}.invite")(by, email, office)
    out.print(link, highlight=False, markup=False)


@user_app.command("reset-second-factor")
def reset_command(context: typer.Context, email: Email, why: Why) -> None:
    """Take away a second factor that was lost, and end all sessions of the account."""
    with failing_plainly(), prepared(context.obj):
        taken = reach(f"{ACCOUNTS}.reset_second_factor")(email, why)
    out.print(f"{taken} taken away; a new one is set up at the next sign-in", highlight=False)


@user_app.command("end")
def end_command(context: typer.Context, email: Email, why: Why) -> None:
    """Close an account at once: its posts and sessions end, and nobody signs in to it again."""
    with failing_plainly(), prepared(context.obj):
        ended = reach(f"{ACCOUNTS}.end")(email, why)
    out.print(f"closed; {ended} posts ended with it", highlight=False)

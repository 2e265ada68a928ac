"""What allauth asks of us."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Accounts by mail address; whoever signs up claims an organisation afterwards."""

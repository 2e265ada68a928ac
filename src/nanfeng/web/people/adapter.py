"""What allauth asks of us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language

from nanfeng.web.people.models import User


class Adapter(DefaultAccountAdapter):
    """Accounts by mail address; whoever signs up claims an organisation afterwards."""

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        """Keep with a new account the language in which it was opened: that of its mails."""
        if isinstance(user, User):
            user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)

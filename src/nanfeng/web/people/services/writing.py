"""Mails to people, in the language that they chose."""

from django.core.mail import send_mail

from nanfeng.kinds.text import Language, Text
from nanfeng.web.people.models import User


def write_to(email: str, subject: Text, body: Text) -> None:
    """Mail somebody in the language of his account; an address without one in both languages."""
    user = User.objects.filter(email=email.lower()).first()
    if user:
        language = language_of(user)
        send_mail(subject.in_language(language), body.in_language(language), None, [email])
    else:
        send_mail(f"{subject.zh} · {subject.en}", f"{body.zh}\n{body.en}", None, [email])


def language_of(user: User) -> Language:
    """The language of somebody's mails."""
    return Language.EN if user.language.startswith("en") else Language.ZH

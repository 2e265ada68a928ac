"""Every write to accounts and posts; beside it those to accounts' access, invitations and claims."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.http import Http404
from django.utils import timezone

from nanfeng.web.audit.services import Note, note
from nanfeng.web.people.models import Office, Post, User
from nanfeng.web.people.queries import CHOSEN, standing_posts
from nanfeng.web.people.request import Request

__all__ = ["Office", "drop_sessions", "end", "grant", "take_up"]


def grant(user: User, office: Office, granted_by: str) -> Post:
    """Give an account a post from today on; one that it holds already stays as it is."""
    post, new = Post.objects.get_or_create(
        user=user,
        until=None,
        **office.columns(),
        defaults={"since": timezone.localdate(), "granted_by": granted_by},
    )
    if new:
        changes = {
            "user": [None, user.email],
            **{name: [None, said] for name, said in office.columns().items() if said},
        }
        note(Note("grant", "post", str(post.pk), office.organisation, changes))
    return post


def end(post: Post, why: str) -> None:
    """End a post at once, and with it every session of its holder: yesterday was its last day."""
    last = timezone.localdate() - timedelta(days=1)
    post.until = last
    post.save(update_fields=["until"])
    drop_sessions(post.user)
    changes = {"user": [post.user.email, None], "until": [None, last.isoformat()]}
    note(Note("end", "post", str(post.pk), post.organisation, changes, why))


def drop_sessions(user: User, *, but: str = "") -> int:
    """Sign an account out everywhere, `but` in the session of that key; return how many sessions were ended."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=but)
    for session in sessions:
        session.end()
    return len(sessions)


def take_up(request: Request, identifier: int) -> Post:
    """Act in another of one's posts from now on, under a new session key; raise Http404 for a post of others."""
    if not isinstance(request.user, User):
        raise Http404("nobody is signed in")
    post = standing_posts(request.user).filter(pk=identifier).first()
    if post is None:
        raise Http404("no such post is held by this account")
    before = request.session.session_key
    request.session[CHOSEN] = post.pk
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
    note(Note("take up", "post", str(post.pk), post.organisation))
    return post

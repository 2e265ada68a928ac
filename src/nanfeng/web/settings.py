"""Django's settings: the same everywhere, but for what the environment says."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import bootstrap_wrapper
from psycopg.conninfo import conninfo_to_dict

from nanfeng.web.environment import Environment

ENVIRONMENT = Environment.read()

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.origins)
ROOT_URLCONF = "nanfeng.web.urls"
WSGI_APPLICATION = "nanfeng.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "nanfeng.web.look",  # before allauth: its pages are dressed in our layout
    "unfold",
    "django.contrib.admin.apps.SimpleAdminConfig",  # the platform has a site of its own, in people.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_htmx",
    "ninja",
    "procrastinate.contrib.django",
    "nanfeng.web.audit",
    "nanfeng.web.people",
    "nanfeng.web.jobs",
    "nanfeng.web.mails",
    "nanfeng.web.flows",
    "nanfeng.web.records",
    "nanfeng.web.organisations",
    "nanfeng.web.returns",
    "nanfeng.web.programmes",
    "nanfeng.web.closing",
    "nanfeng.web.figures",
    "nanfeng.web.planning",
    "nanfeng.web.api",
    "nanfeng.web.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nanfeng.web.look.middleware.ContentPolicy",
    "nanfeng.web.look.middleware.Unkept",
    "nanfeng.web.api.middleware.Problems",
    "nanfeng.web.api.middleware.Throttle",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "nanfeng.web.look.middleware.AskedLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nanfeng.web.people.middleware.Acting",
    "nanfeng.web.people.idle.Idle",
    "nanfeng.web.programmes.device.Device",
    "nanfeng.web.site.freshness.Freshness",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "nanfeng.web.look.templatetags.look",
                "nanfeng.web.look.templatetags.blocks",
                "nanfeng.web.look.templatetags.names",
                "nanfeng.web.look.templatetags.numbers",
                "nanfeng.web.look.templatetags.parts",
                "nanfeng.web.look.templatetags.fields",
                "nanfeng.web.look.templatetags.frame",
                "nanfeng.web.look.templatetags.drawn",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nanfeng.web.look.context.page",
                "nanfeng.web.people.context.acting",
            ],
        },
    },
]

# ---- database


def database(url: str) -> dict[str, object]:
    """Django's description of a PostgreSQL database from its URL."""
    parts = conninfo_to_dict(url)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    options = {name: value for name, value in parts.items() if name not in named.values()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{django: str(parts.get(name) or "") for django, name in named.items()},
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(ENVIRONMENT.database_url)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# ---- jobs

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # `jobs.kinds` finds them when jobs are wanted: most commands want none
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}  # what was missed while all workers were down

# ---- people

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "nanfeng.web.people.passwords.Guessable"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "nanfeng.web.people.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional" if ENVIRONMENT.demo else "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays, all others end
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,30/15m/key"}  # besides axes, which counts by name and address
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Nanfeng"
PARK_OF_ORGANISATION = "nanfeng.web.records.register.park_on"
SECOND_FACTOR_FOR_STAFF = not ENVIRONMENT.demo
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "nanfeng.web.people.address.claimed_name"
AXES_CLIENT_IP_CALLABLE = "nanfeng.web.people.address.client_address"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "look/too_many.html"

# ---- languages

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# ---- API

API_CALLS_A_MINUTE = {"token": 300, "address": 1200}

# ---- files

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
STATICFILES_DIRS = [("bootstrap", str(Path(bootstrap_wrapper.get_bootstrap_css_dir()).parent))]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nanfeng.web.assets.Assets"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = ENVIRONMENT.home / "documents"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
FILE_UPLOAD_PERMISSIONS = 0o600

# ---- safety (https is on unless the installation says that it serves this machine alone)

SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_REDIRECT_EXEMPT = [r"^api/"]  # calls are refused: one that is led on has told its token already
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https
SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if ENVIRONMENT.https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENVIRONMENT.https else "csrf"
SESSION_COOKIE_AGE = 12 * 3600
STAFF_IDLE = 30 * 60  # seconds after which staff who do nothing are signed out
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "nanfeng.web.look.errors.stale_form"

# ---- mail


def mail(url: str) -> Mapping[str, object]:
    """Mail settings from `smtp://` (or `smtps://`) `user:password@host:port`; none: to the console. All code writes its
    mails into the outbox; `MAIL_DELIVERY` is what takes them from there.
    """
    outbox = {"EMAIL_BACKEND": "nanfeng.web.mails.backend.Outbox"}
    if not url:
        return outbox | {"MAIL_DELIVERY": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    return outbox | {
        "MAIL_DELIVERY": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


globals().update(mail(ENVIRONMENT.email_url))
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

# ---- what the processes say about themselves (to standard error, which systemd keeps)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},  # every scanner of the internet
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns of every answer to HEAD
        "nanfeng": {"level": "INFO"},
    },
}

"""Settings of the site. Everything site-specific comes from the environment; README.md lists each name."""

import os
import re
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from whitenoise.compress import Compressor

from directory.languages import languages_in
from directory.tiles import origins_of_tiles

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

env = environ.Env()


def _kept_secret_key(path: Path) -> str:
    """The key in `path`; made on the first run, readable by the owner only, so that restarts keep links valid."""
    if not path.exists():
        try:
            with open(path, "x", opener=_owner_only) as file:
                file.write(get_random_secret_key())
        except FileExistsError:
            pass  # another process made it in the same moment
    return path.read_text().strip()


def _database(default: str) -> dict[str, Any]:
    """The database of DATABASE_URL; raises ImproperlyConfigured with a sentence for what is no such address."""
    try:
        found = env.db("DATABASE_URL", default=default)
    except (KeyError, ValueError, ImproperlyConfigured):
        found = {}
    if not str(found.get("ENGINE", "")).endswith(("sqlite3", "postgresql")):
        raise ImproperlyConfigured(
            "DATABASE_URL is not an address of a database we know. "
            "Write sqlite:///folder/file.sqlite3 or postgres://user:password@host/name."
        )
    return found


def _mail_host(site_url: str) -> str:
    """The host of an address where it is a public name, else localhost."""
    host = urlsplit(site_url).hostname or ""
    return host if re.search(r"\.[a-z]{2,}$", host) else "localhost"


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
SITE_NAME = env.str("SITE_NAME", default="Peer support near you")
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
DEFAULT_COUNTRY = env.str("DEFAULT_COUNTRY", default="GB").upper()
GEOCODERS = env.list("GEOCODERS", default=[])
GAZETTEER_PATH = Path(env.str("GAZETTEER_PATH", default=str(VAR_DIR / "places.sqlite3")))

HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "directory.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_countries",
    "django_filters",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "ninja",
    "groups",
    "directory",
]

MIDDLEWARE = [
    "directory.middleware.trusted_proxies",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "directory.middleware.open_api",
    "directory.middleware.admin_kept_by_nobody",
    "directory.middleware.language_of_path",
    "directory.middleware.small_bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "directory.middleware.staff_sessions_end",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "directory.urls"
WSGI_APPLICATION = "directory.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": _database(f"sqlite:///{VAR_DIR / 'directory.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE takes the write lock at the start: a transaction that reads first never fails half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
        ),
    }
    if sqlite3.sqlite_version_info < (3, 34):  # pragma: no cover - depends on the machine
        raise RuntimeError("SQLite 3.34 or newer is needed: older ones lack the trigram tokenizer.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "groups" / "locale"]
#: Each but the first has a folder in groups/locale (docs/languages.md) and a prefix of its own: /es/, /ar/.
LANGUAGES = languages_in(LOCALE_PATHS[0])
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
# The place data has Kosovo, ISO 3166-1 does not yet: XK is the code everyone uses meanwhile.
COUNTRIES_OVERRIDE = {"XK": "Kosovo"}

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The source maps of the API's page are larger than all else together: pressing them took most of the minute.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

TILE_URL = env.str("TILE_URL", default="")
TILE_CREDIT = env.str("TILE_CREDIT", default="© OpenStreetMap contributors")

# The browser of a visitor talks to us alone; where the operator has set TILE_URL, a street map's pictures come from
# that one host, after a tap.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *origins_of_tiles(TILE_URL)],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
# A load balancer asks over plain HTTP, and so does Prometheus on the same machine.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# A browser takes a cookie of such a name from this host alone, over HTTPS: no neighbour on a subdomain can plant one.
_COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}csrftoken"
#: The groups that somebody collected, signed; only whoever adds one has it.
SHORTLIST_COOKIE_NAME = f"{_COOKIE_PREFIX}shortlist"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# As long as a listing half typed in is kept. Organisers' visits and staff's end sooner.
SESSION_COOKIE_AGE = 7 * 24 * 60 * 60
# In a cookie they would have a name without the prefix.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
# Only pages with a form that is sent and the admin set it: it goes when the browser is closed.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "groups.pages.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
# The largest form is a group's in the admin: two hundred meetings, each with twenty fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
# Five wrong passwords or codes for one name from one network: a quarter of an hour of rest. Only the network is kept.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "directory.guesses.network_of_client"
AXES_HANDLER = "directory.guesses.QuietHandler"
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
#: "optional", or "required" of all staff. Whatever else is written here requires it too, and fails the checks.
STAFF_SECOND_STEP = env.str("STAFF_SECOND_STEP", default="").strip().lower() or "optional"
#: The name of the account in the app on the phone.
OTP_TOTP_ISSUER = SITE_NAME
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "directory.passwords.OwnWordsValidator"},
]

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
#: Seconds that a mail server may take for one step.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
MAIL_FROM = env.str("MAIL_FROM", default="") or f"directory@{_mail_host(SITE_URL)}"
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", default="")
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
EXIT_URL = env.str("EXIT_URL", default="https://www.bbc.co.uk/weather")

# No handler writes a path, a query or an exception's text: each can hold the place a visitor typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "directory.logs.QuietFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "quiet"},
        "null": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["null"], "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["null"], "propagate": False},
        "flufl.bounce": {"handlers": ["null"], "propagate": False},
        # Its lines hold names and addresses.
        "axes": {"handlers": ["null"], "propagate": False},
        "geopy": {"handlers": ["null"], "propagate": False},
        "urllib3": {"handlers": ["null"], "propagate": False},
    },
}

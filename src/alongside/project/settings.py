"""The one settings file. It reads the environment; `docs/settings.md` lists every variable."""

import os
from typing import Any

import dj_database_url
from django.utils.csp import CSP

from alongside.project.home import home, secret_key

HOME = home()
DEBUG = os.environ.get("ALONGSIDE_DEBUG") == "1"
SECRET_KEY = os.environ.get("ALONGSIDE_SECRET_KEY") or secret_key()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("ALONGSIDE_HOSTS", "").split()]
DEMO = os.environ.get("ALONGSIDE_DEMO") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "alongside.ui",
    "alongside.accounts",
    "alongside.sharing",
    "alongside.search",
    "alongside.events",
    "alongside.people",
    "alongside.evidence",
    "alongside.sources",
    "alongside.knowledge",
    "alongside.growth",
    "alongside.one_on_ones",
    "alongside.desk",
    "django.forms",  # after ui, which draws some of its widgets quicker
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "alongside.accounts.middleware.member_middleware",
    "alongside.client.middleware.outbox_middleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "alongside.project.urls"
WSGI_APPLICATION = "alongside.project.wsgi.application"
FORM_RENDERER = "alongside.ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "alongside.ui.context.house",
            ],
            "builtins": ["alongside.ui.templatetags.ui", "django.templatetags.static"],
        },
    }
]

# ---- data ----
SQLITE: dict[str, Any] = {
    # A writer takes its lock at once, so two processes wait for each other instead of failing half way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # WAL lets pages be read while something is written; FULL survives a power cut, not only a crash.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000",
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.config(
        "DATABASE_URL", default=f"sqlite:///{HOME / 'alongside.sqlite3'}", conn_max_age=None
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "alongside.lib.background.BackgroundBackend"}}

# ---- who gets in ----
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["alongside.accounts.backends.MemberBackend"]
LOGIN_URL = "accounts:signed_out"
# Browsers do not keep the cookies of two ports apart, and the demo runs beside the real one.
_COOKIES = "alongside_demo" if DEMO else "alongside"
SESSION_COOKIE_NAME = f"{_COOKIES}_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = f"{_COOKIES}_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "alongside.ui.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# ---- words, times, files ----
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("ALONGSIDE_STATIC") or str(HOME / "static")
os.makedirs(STATIC_ROOT, mode=0o700, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "alongside.project.static.HashedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60 * 60
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ALONGSIDE_LOG", "WARNING")},
    # Whoever asked has been told already: a wrong address or host is no news in the terminal.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}

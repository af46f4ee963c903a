"""Settings: embedded defaults that need nothing, each replaced by one environment variable.

SITE_ENV=production asks for what a real site must have and refuses to start without it.
"""

from pathlib import Path
from urllib.parse import quote

from trainingsite.environment import boolean, database, mail, required, setting, words

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(setting("DATA_DIR", str(BASE_DIR / "var"))).absolute()
PRODUCTION = setting("SITE_ENV", "demo", one_of=("demo", "production")) == "production"

DEBUG = boolean("DEBUG", False)
SECRET_KEY = (
    required("SECRET_KEY") if PRODUCTION else setting("SECRET_KEY", "known to everybody: for the demo only")
)
# Identity numbers are kept as digests under this key: with another one, nobody is recognized by theirs any more.
ID_NUMBER_KEY = setting("ID_NUMBER_KEY", SECRET_KEY)
ALLOWED_HOSTS = words("SITE_HOSTS", "" if PRODUCTION else "localhost 127.0.0.1 [::1] testserver")
if PRODUCTION:
    required("SITE_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []
SITE_NAME = setting("SITE_NAME", "中青班简报")

INSTALLED_APPS = [
    "cohorts",
    "briefings",
    "trainingsite.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "ckeditor",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "trainingsite.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "trainingsite.gate.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "trainingsite.urls"
WSGI_APPLICATION = "trainingsite.wsgi.application"

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
                "trainingsite.context.site",
            ],
        },
    },
]

DATABASES = {"default": database(setting("DATABASE_URL", f"sqlite://{quote(str(DATA_DIR))}/db.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "cohorts.User"
AUTHENTICATION_BACKENDS = ["cohorts.backends.CohortRoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "trainingsite.passwords.LengthValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "trainingsite" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "trainingsite" / "static"]
STATIC_ROOT = DATA_DIR / "static" if PRODUCTION else None  # the demo serves from the source folders
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = ""
ACCEL_REDIRECT = setting("ACCEL_REDIRECT", "")  # where nginx keeps an internal door to MEDIA_ROOT
STORAGES = {
    "default": {"BACKEND": "trainingsite.storage.DurableFileSystemStorage"},
    "rosters": {  # uploaded rosters, for a day at most: never below an address
        "BACKEND": "trainingsite.storage.DurableFileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "rosters", "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
BEHIND_PROXY = boolean("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
globals().update(mail(setting("EMAIL_URL", ""), setting("EMAIL_FROM", "")))  # CAN_MAIL and Django's EMAIL_…
PASSWORD_RESET_TIMEOUT = 2 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Django 6's own name and shape: moving up deletes trainingsite/csp.py.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'none'"],
}

CKEDITOR_CONFIGS = {
    "default": {
        "language": "zh-cn",
        "versionCheck": False,
        "width": "100%",
        "height": 300,
        "removePlugins": (
            "image,uploadimage,exportpdf,scayt,iframe,forms,templates,save,newpage,print,preview,smiley,"
            "about,stylesheetparser,language,div,pagebreak,magicline,elementspath"
        ),
        "format_tags": "p;h3;h4",
        "entities": False,
        "allowedContent": (
            "p(center,right,noindent);h3;h4;strong;em;u;s;sub;sup;br;blockquote;ul;ol[start];li;a[!href];"
            "table;caption;thead;tbody;tr;td[colspan,rowspan](center,right);th[colspan,rowspan,scope](center,right)"
        ),
        "toolbar": [
            ["Format", "Bold", "Italic", "Underline", "Subscript", "Superscript"],
            ["NumberedList", "BulletedList", "Blockquote", "Table", "Link", "Unlink"],
            ["PasteText", "RemoveFormat", "Undo", "Redo", "Find", "Maximize"],
        ],
    },
}
# CKEditor 4.22.1 is out of support: guard.md keeps it a widget only, and nh3 cleans what it sends.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"masked": {"()": "trainingsite.masked_logs.MaskedFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"level": "WARNING"}},  # without handlers of its own, which would mask nothing
}

"""A Django project in one process: collects the static files, renders one page, prints it.

Run as `django_site.py SITE DIST STATS TEMPLATE`: `SITE/static` gets the files of `DIST`, which
stand below `bundles/`, as `STATICFILES_DIRS` of a real project would have them. Settings beside
those are JSON on the standard input.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    site, dist, stats, template = sys.argv[1:5]
    more = json.load(sys.stdin)
    import django
    from django.conf import settings

    settings.configure(
        DEBUG=False,
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="only here",
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.staticfiles", "django_vite", "webpack_loader"],
        STATIC_URL="/static/",
        STATIC_ROOT=f"{site}/static",
        STATICFILES_DIRS=[("bundles", dist)],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "builtins": ["django.templatetags.static"],
                },
            }
        ],
        DJANGO_VITE={
            "default": {
                "static_url_prefix": "bundles",
                "manifest_path": str(Path(dist) / "manifest.json"),
            }
        },
        WEBPACK_LOADER={
            "DEFAULT": {
                "BUNDLE_DIR_NAME": "bundles/",
                "STATS_FILE": stats,
                **more.pop("WEBPACK_LOADER", {}),
            }
        },
        **more,
    )
    django.setup()
    from django.core.checks import run_checks
    from django.core.management import call_command
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.test import Client
    from django.urls import path

    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(engines["django"].from_string(template).render({}, request))

    global urlpatterns
    urlpatterns = [path("", page)]
    problems = run_checks()
    if problems:
        raise SystemExit(str(problems))
    call_command("collectstatic", interactive=False, verbosity=0)
    response = Client().get("/")
    sys.stdout.write(response.content.decode())


urlpatterns: list[object] = []

if __name__ == "__main__":
    main()

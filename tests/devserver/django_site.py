"""A Django project with django-vite in development mode, as a program: `django_site.py PORT`.

`DEV_SERVER` is the address of the development server. It serves one page.
"""

from __future__ import annotations

import os
import sys
from urllib.parse import urlsplit


def main() -> None:
    import django
    from django.conf import settings
    from django.core.management import execute_from_command_line
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import path

    server = urlsplit(os.environ["DEV_SERVER"])
    settings.configure(
        DEBUG=True,
        ALLOWED_HOSTS=["localhost", "127.0.0.1"],
        SECRET_KEY="only here",
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.staticfiles", "django_vite"],
        # Its `Referrer-Policy` hides from other origins which page asks.
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware"],
        STATIC_URL="static/",
        STATIC_ROOT="collected",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": ["templates"],
                "OPTIONS": {
                    # Without its reloader, Django keeps templates for ever.
                    "loaders": ["django.template.loaders.filesystem.Loader"],
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
        DJANGO_VITE={
            "default": {
                "dev_mode": True,
                "dev_server_host": server.hostname,
                "dev_server_port": server.port,
            }
        },
    )
    django.setup()

    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(engines["django"].get_template("page.html").render({}, request))

    global urlpatterns
    urlpatterns = [path("", page)]
    execute_from_command_line(["manage.py", "runserver", "--noreload", sys.argv[1]])


urlpatterns: list[object] = []

if __name__ == "__main__":
    main()

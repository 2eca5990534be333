"""The web process's application. Granian's workers outlive a killed Granian, so each asks to die with it."""

import os

from django.core.wsgi import get_wsgi_application

from redbridge.config.deathsig import die_with_parent

die_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redbridge.config.settings")
application = get_wsgi_application()

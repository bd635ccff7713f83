import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
application = get_wsgi_application()

# What is loaded by now stays for ever: without this, one page in twenty waits while the collector walks all of it.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)

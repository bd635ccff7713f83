import gc
import os

from django.core.wsgi import get_wsgi_application

from alongside.lib.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
application = get_wsgi_application()

gc.collect()
settle()

"""A pytest plugin: every run has a data folder of its own, and never the one of whoever runs the tests.

It is loaded by name in pyproject.toml, because pytest-django reads the settings before any conftest.py is seen."""

import atexit
import os
import shutil
import tempfile

for name in ("ALONGSIDE_URL", "ALONGSIDE_TOKEN", "ALONGSIDE_DEMO", "ALONGSIDE_STATIC"):
    os.environ.pop(name, None)
os.environ["ALONGSIDE_HOME"] = tempfile.mkdtemp(prefix="alongside-tests-")
atexit.register(shutil.rmtree, os.environ["ALONGSIDE_HOME"], ignore_errors=True)

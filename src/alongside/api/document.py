"""Prints the OpenAPI document: `python -m alongside.api.document`, or `bin/openapi` for the committed one."""

import json
import os
import sys


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
    django.setup()
    from alongside.api.door import door

    json.dump(door.get_openapi_schema(path_prefix="/api/"), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()

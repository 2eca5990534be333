"""Every template must compile, and none may hold what the content policy forbids: inline script, style or handlers."""

import os
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.I)


def main() -> int:
    """Print each fault; returns how many there are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redbridge.config.settings")
    sys.argv = ["check_templates"]
    import django
    from django.template import engines

    django.setup()
    engine: Any = engines["jinja2"]
    environment = engine.env
    faults = []
    for name in environment.list_templates():
        source = environment.loader.get_source(environment, name)[0]
        faults += [f"{name}: inline {found.group(0)!r}" for found in INLINE.finditer(source)]
        try:
            environment.get_template(name)
        except Exception as error:
            faults.append(f"{name}: {error}")
    print("\n".join(faults) or f"templates: {len(environment.list_templates())} compile")
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main())

"""Is it alive, is it ready, how is it doing."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

# Read by prometheus_client at import: each web worker writes a file of its own there, and any of them adds them up.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(Path(settings.REDBRIDGE_DATA) / "run" / "metrics"))

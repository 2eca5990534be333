from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConfigConfig(AppConfig):
    """The only room that knows everyone: it brings the listeners in, so that news finds them in every process."""

    name = "redbridge.config"
    label = "config"

    def ready(self) -> None:
        autodiscover_modules("handlers", "jobs")

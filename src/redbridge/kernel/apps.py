from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "redbridge.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Our words for fields stand before the first form does."""
        from redbridge.kernel.forms import speak

        speak()

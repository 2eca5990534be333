from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "redbridge.notes"
    label = "notes"

    def ready(self) -> None:
        from redbridge.notes import guards

        guards.register()

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "redbridge.notes"
    label = "notes"

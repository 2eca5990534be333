from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "redbridge.moderation"
    label = "moderation"

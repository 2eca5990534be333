from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "redbridge.media"
    label = "media"

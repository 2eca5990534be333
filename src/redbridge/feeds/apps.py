from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "redbridge.feeds"
    label = "feeds"

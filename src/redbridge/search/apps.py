from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "redbridge.search"
    label = "search"

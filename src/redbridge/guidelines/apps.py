from django.apps import AppConfig


class GuidelinesConfig(AppConfig):
    name = "redbridge.guidelines"
    label = "guidelines"

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "redbridge.corrections"
    label = "corrections"

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "redbridge.glossary"
    label = "glossary"

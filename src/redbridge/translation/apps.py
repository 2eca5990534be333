from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "redbridge.translation"
    label = "translation"

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "redbridge.translation"
    label = "translation"

    def ready(self) -> None:
        from redbridge.translation import glossary
        from redbridge.translation.terms import approved

        glossary.also(approved)

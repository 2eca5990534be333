from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    name = "redbridge.portability"
    label = "portability"

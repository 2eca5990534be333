from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "redbridge.sharing"
    label = "sharing"

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "redbridge.record"
    label = "record"

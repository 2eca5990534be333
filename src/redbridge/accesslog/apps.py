from django.apps import AppConfig


class AccesslogConfig(AppConfig):
    name = "redbridge.accesslog"
    label = "accesslog"

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "redbridge.web"
    label = "web"

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "redbridge.demo"
    label = "demo"

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "redbridge.policy"
    label = "policy"

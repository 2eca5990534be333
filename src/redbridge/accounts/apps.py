from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "redbridge.accounts"
    label = "accounts"

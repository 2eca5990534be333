from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "redbridge.exchange"
    label = "exchange"

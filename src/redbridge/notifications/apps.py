from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "redbridge.notifications"
    label = "notifications"

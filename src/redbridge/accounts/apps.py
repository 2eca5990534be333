from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "redbridge.accounts"
    label = "accounts"

    def ready(self) -> None:
        from redbridge.accounts import surge
        from redbridge.kernel import limits
        from redbridge.media import guards

        limits.narrow(surge.share)
        # Faces are for everyone, a private person's too.
        for kind in ("avatar", "banner"):
            guards.register(kind, guards.Guard(closed=lambda ids: set(), opens=lambda viewer_id, id_: True))

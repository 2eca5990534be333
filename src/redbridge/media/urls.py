"""The addresses of renditions: `/media/<picture>/<width>.<avif|webp>`."""

from django.urls import path, register_converter

from redbridge.media import views
from redbridge.media.queries import FORMATS


class Format:
    """The formats we make."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Format, "media_format")

urlpatterns = [
    path("media/<int:picture_id>/<int:width>.<media_format:fmt>", views.rendition, name="rendition"),
]

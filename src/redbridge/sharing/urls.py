"""Addresses for places outside."""

from django.urls import path

from redbridge.sharing.views import embed, feeds, maps, pictures, share

urlpatterns = [
    path("notes/<int:note_id>/card.png", pictures.card, name="card_picture"),
    path("notes/<int:note_id>/preview.jpg", pictures.preview, name="preview"),
    path("notes/<int:note_id>/embed", embed.embed, name="embed"),
    path("notes/<int:note_id>/share", share.share, name="share"),
    path("oembed", embed.oembed, name="oembed"),
    path("@<str:handle>/feed.xml", feeds.of_person, name="person_feed"),
    path("topics/<str:name>/feed.xml", feeds.of_topic, name="topic_feed"),
    path("sitemap.xml", maps.index, name="sitemap"),
    path("sitemap/<int:start>.xml", maps.page, name="sitemap_page"),
    path("robots.txt", maps.robots, name="robots"),
]

"""What is said once crosses to the next page, and nobody else can have said it."""

from django.contrib import messages
from django.http import HttpResponse
from django.test import RequestFactory

from redbridge.config.messages import Messages


def test_a_message_crosses_in_a_cookie_and_a_forged_one_does_not() -> None:
    said, answer = Messages(RequestFactory().get("/")), HttpResponse()
    said.add(messages.SUCCESS, "已保存")
    said.update(answer)
    cookie = answer.cookies["messages"].value
    for value, heard in ((cookie, ["已保存"]), (cookie[:-1] + ("a" if cookie[-1] != "a" else "b"), []), ("", [])):
        request = RequestFactory().get("/")
        request.COOKIES["messages"] = value
        assert [str(one) for one in Messages(request)] == heard

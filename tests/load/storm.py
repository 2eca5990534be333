"""People who sign up, many a second."""

from urllib.parse import urlencode

SECRET = "a" * 32
PASSWORD = "walnut-teahouse-7"


def sign_up(number: int) -> bytes:
    """The form of one newcomer, each from an address of its own: sixty a minute may come from one."""
    body = urlencode({
        "csrfmiddlewaretoken": SECRET, "username": f"storm_{number}", "email": f"storm_{number}@example.org",
        "password1": PASSWORD, "birth_year": "1990",
    })
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return (f"POST /accounts/signup/ HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\nCookie: csrftoken={SECRET}\r\n"
            f"X-Forwarded-For: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}").encode()

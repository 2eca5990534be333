"""`redbridge detect_language`: a text a line in, a JSON line each out, without database, settings or patience."""

import json
import os
import re
import subprocess
import sys

COMMAND = [sys.executable, "-m", "redbridge.config.cli", "detect_language"]
BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": "src"}


def asked(given: bytes, *options: str) -> list[dict[str, object]]:
    done = subprocess.run([*COMMAND, *options], input=given, capture_output=True, env=BARE, timeout=150, check=True)
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_is_answered_in_order() -> None:
    said = asked("这家火锅真的绝绝子\nmy cat sleeps all day\n早安\n😂\n".encode())
    assert [one["language"] for one in said] == ["zh-Hans", "en", "zh", "und"]
    assert all(set(one) == {"language", "confidence"} for one in said)
    assert all(isinstance(one["confidence"], float) and 0 <= one["confidence"] <= 1 for one in said)


def test_a_line_looks_as_documented() -> None:
    done = subprocess.run(
        COMMAND, input="这家火锅真的绝绝子".encode(), capture_output=True, env=BARE, timeout=150, check=True
    )
    assert re.fullmatch(rb'\{"language": "zh-Hans", "confidence": 0\.\d\d?\}\n', done.stdout)


def test_what_the_author_reads_settles_it() -> None:
    assert asked("早安\n".encode(), "--reads", "en,zh-Hant")[0]["language"] == "zh-Hant"


def test_any_bytes_are_a_text_and_no_line_is_lost() -> None:
    lines = [
        b"\xff\xfe hello my friend",
        b"",
        b"\0",
        b"\xed\xa0\x80",
        b"hello my friends " * 6_000,
        b"\r",
        "‮hello my friend‬".encode(),
    ]
    said = asked(b"\n".join(lines) + b"\n" + b"x" * 2_500_000)
    assert [one["language"] for one in said] == ["en", "und", "und", "und", "en", "und", "en", said[-1]["language"]]


def test_an_answer_comes_before_the_next_question() -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=BARE) as running:
        assert running.stdin and running.stdout
        for text, language in (("hello my friend", "en"), ("这个", "zh-Hans")):
            running.stdin.write(text.encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["language"] == language


def test_it_loads_no_django() -> None:
    code = "import sys, redbridge.config.tongue.detect; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=BARE, timeout=150, check=False).returncode == 0

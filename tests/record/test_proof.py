"""Whatever is changed, cut off or rewritten is found, by somebody who has the published lines and heads and nothing else."""

import itertools
import json
import random
import re
import time
from collections import Counter
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from redbridge.record import keys
from redbridge.record.lines import Line
from redbridge.record.proof import chain, heads
from redbridge.record.proof.heads import Fault, Signer, key_message
from tests.record.making import DAY, Site, chained, signed

MANY = 400
CHANGES = 10_000


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(MANY)


def test_a_whole_record_is_whole(site: Site) -> None:
    checked = heads.check(site.keys, site.heads, site.key)
    assert chain.check(site.lines, checked) == chain.Proved(MANY, MANY, site.heads[-1].day)


def test_an_empty_record_is_whole() -> None:
    assert chain.check([], []) == chain.Proved(0, 0, "")


def test_each_of_10_000_changed_bytes_is_found_in_its_line_or_the_next(site: Site) -> None:
    chance, raw = random.Random(11), b"".join(site.lines)
    for _each in range(CHANGES):
        at = chance.randrange(len(raw))
        other = chance.choice([byte for byte in range(256) if byte != raw[at]])
        line = raw.count(b"\n", 0, at) + 1
        first = sum(map(len, site.lines[: line - 1]))
        # What stands before the changed line is as it was, and was proved: the check begins at the changed line.
        end = first + sum(map(len, site.lines[line - 1 : line + 1]))
        with pytest.raises(Fault) as found:
            _from(line, site, raw[first:at] + bytes([other]) + raw[at + 1 : end])
        assert found.value.number in (line, line + 1)


def test_those_bytes_are_of_every_column(site: Site) -> None:
    """As the test above draws them: no column is so short that ten thousand miss it, and each byte of three lines is tried."""
    chance, raw = random.Random(11), b"".join(site.lines)
    hit: Counter[str] = Counter()
    for _each in range(CHANGES):
        at = chance.randrange(len(raw))
        chance.choice(range(255))
        hit[_column(raw, at)] += 1
    assert {*json.loads(site.lines[0])} <= hit.keys() and min(hit.values()) >= 50, hit
    for line in (1, MANY // 2, MANY):
        one, after = site.lines[line - 1], site.lines[line : line + 1]
        for at, other in itertools.product(range(len(one)), (0x01, 0x20, 0x80)):
            with pytest.raises(Fault):
                _from(line, site, one[:at] + bytes([one[at] ^ other]) + one[at + 1 :] + b"".join(after))


def _column(raw: bytes, at: int) -> str:
    """The key whose place in its line this byte belongs to."""
    start = raw.rfind(b"\n", 0, at) + 1
    keys = re.finditer(rb'"(\w+)":', raw[start : raw.find(b"\n", at)])
    return [key[1].decode() for key in keys if key.start() <= max(1, at - start)][-1]


def test_each_byte_of_the_signed_heads_counts(site: Site) -> None:
    """As they are published. Another space where JSON takes any is the same heads, and a key's day is signed by nobody."""
    told = json.dumps({"keys": list(map(asdict, site.keys)), "heads": list(map(asdict, site.heads))})
    unsigned = range(told.index(site.keys[0].day), told.index(site.keys[0].day) + 10)
    for at, other in itertools.product(range(len(told)), (0x01, 0x02, 0x20)):
        changed = told[:at] + chr(ord(told[at]) ^ other) + told[at + 1 :]
        if at not in unsigned and not (told[at] == " " and changed[at].isspace()):
            with pytest.raises(Fault):
                chain.check(site.lines, heads.check(*heads.read(changed), site.key))


def _from(line: int, site: Site, raw: bytes) -> None:
    """Check from a line on, with the hash of the line before it."""
    previous = site.lines[line - 2][-67:-3] if line > 1 else b"0" * 64
    for number, one in enumerate(raw.splitlines(keepends=True), line):
        previous = chain.step(number, one, previous)


@pytest.mark.parametrize("at", [0, 17, 4_001, -70, -2, -1])
def test_a_changed_byte_is_found_by_the_whole_check_as_well(site: Site, at: int) -> None:
    raw = bytearray(b"".join(site.lines))
    raw[at] ^= 1
    with pytest.raises(Fault):
        chain.check(bytes(raw).splitlines(keepends=True))


def test_each_truncation_is_found(site: Site) -> None:
    checked = heads.check(site.keys, site.heads, site.key)
    for end in range(MANY):
        with pytest.raises(Fault, match="the record ends with line"):
            chain.check(site.lines[:end], checked)
    raw = b"".join(site.lines)
    for cut in range(1, len(site.lines[-1])):
        with pytest.raises(Fault):
            chain.check(raw[:-cut].splitlines(keepends=True), checked)


def test_each_line_taken_out_put_in_or_swapped_is_found_even_with_the_chain_made_anew(site: Site) -> None:
    checked = heads.check(site.keys, site.heads, site.key)
    for at in range(MANY):
        out = site.said[:at] + [replace(line, number=line.number - 1) for line in site.said[at + 1 :]]
        for rewritten in (out, _softened(site, at)):
            anew = chained(rewritten)
            if rewritten is not out:
                chain.check(anew)  # whole by itself: only the heads tell
            with pytest.raises(Fault):
                chain.check(anew, checked)


def _softened(site: Site, at: int) -> list[Line]:
    """One decision said to be another."""
    changed = replace(site.said[at], seconds=site.said[at].seconds + 10)
    return [*site.said[:at], changed, *site.said[at + 1 :]]


def test_an_attacker_without_the_key_cannot_sign_heads_for_a_rewritten_record(site: Site) -> None:
    other = Ed25519PrivateKey.generate()
    forged = [signed(other, DAY + timedelta(days=place), head.number, head.hash) for place, head in enumerate(site.heads)]
    mine = Signer(keys.public_of(other), DAY.isoformat(), "")
    for named in ([mine], [*site.keys, mine], [mine, *site.keys]):
        with pytest.raises(Fault, match="nobody handed over"):
            heads.check(named, forged, site.key)
    claimed = [replace(head, key=site.key) for head in forged]
    with pytest.raises(Fault, match="signature"):
        heads.check(site.keys, claimed, site.key)


def test_a_head_says_one_thing_on_one_day_and_never_fewer_lines_than_before(site: Site) -> None:
    with pytest.raises(Fault, match="fewer lines"):
        heads.check(site.keys, [*site.heads, site.head(DAY + timedelta(days=99), 3)])
    with pytest.raises(Fault, match="fewer lines"):
        heads.check(site.keys, [*site.heads, site.heads[-1]])
    last = site.heads[-1]
    for changed in (replace(last, day="2031-01-01"), replace(last, number=MANY - 1), replace(last, hash="0" * 64)):
        with pytest.raises(Fault, match="signature"):
            heads.check(site.keys, [*site.heads[:-1], changed])


def test_a_new_key_is_believed_where_the_one_before_it_hands_over(site: Site) -> None:
    new = Ed25519PrivateKey.generate()
    public = keys.public_of(new)
    late = [*site.heads, signed(new, DAY + timedelta(days=90), MANY, site.heads[-1].hash)]
    handed = Signer(public, "2026-06-01", site.private.sign(key_message(public)).hex())
    assert heads.check([*site.keys, handed], late, site.key)[-1].key == public
    with pytest.raises(Fault, match="nobody handed over"):
        heads.check([*site.keys, replace(handed, handover="")], late, site.key)


def test_50_000_lines_are_checked_in_a_second() -> None:
    site = Site(20_000, every=500)
    checked = heads.check(site.keys, site.heads, site.key)
    best = float("inf")
    for _try in range(3):
        start = time.process_time()
        chain.check(site.lines, checked)
        best = min(best, time.process_time() - start)
    assert 20_000 / best > 50_000


@pytest.mark.parametrize("text", ["", "[]", '{"keys": []}', '{"keys": [1], "heads": []}', '{"keys": [], "heads": [{"day": 1}]}'])
def test_what_is_no_heads_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Fault, match=r"heads\.json"):
        heads.read(text)

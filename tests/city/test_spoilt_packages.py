"""A package that anything happened to on its way is refused by a sentence, or is the package that was sent.

EMULATION_FUZZ=20000 tries as many of each kind instead of a few.
"""

from __future__ import annotations

import io
import json
import os
import re
import warnings
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.city import communes
from emulation.city.acceptance import examine
from emulation.publish.package import Refused
from tests.city.cities import city, package, sealed, texts

NAME, SENT = package()
_, OTHER = package(commune="xa-b")
TRIES, FEW = (settings(max_examples=int(os.environ.get("EMULATION_FUZZ", few))) for few in ("40", "12"))


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    return communes.read(city(tmp_path_factory.mktemp("city")))


def refused_or_as_sent(data, known):
    sentence = ""
    try:
        examine(NAME, data, known)
    except Refused as refusal:
        sentence = str(refusal)
    assert data == SENT if not sentence else re.fullmatch(r"[^\n]+\.", sentence)


@TRIES
@given(st.lists(st.tuples(st.integers(0, len(SENT) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_bytes_that_changed(known, changes):
    data = bytearray(SENT)
    for at, byte in changes:
        data[at] = byte
    refused_or_as_sent(bytes(data), known)


@TRIES
@given(st.integers(0, len(SENT)), st.integers(0, len(SENT)), st.binary(max_size=8))
def test_a_part_that_is_lost_or_put_in(known, start, end, between):
    refused_or_as_sent(SENT[:start] + between + SENT[end:], known)


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


MEMBERS, OTHERS = members(SENT), members(OTHER)


@TRIES
@given(
    st.permutations(sorted(MEMBERS)),
    st.lists(st.sampled_from(sorted(MEMBERS)), max_size=2),
    st.dictionaries(
        st.sampled_from(["../tasks.csv", "/etc/x.csv", "tasks.csv", "manifest.json", "a/"]),
        st.binary(max_size=9),
    ),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA]),
)
def test_members_that_were_exchanged(known, order, of_another, more, compression):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name in order:
            archive.writestr(name, OTHERS[name] if name in of_another else MEMBERS[name])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of two members with one name
            for name, data in more.items():
                archive.writestr(name, data)
    refused_or_as_sent(out.getvalue(), known)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["NaN", "-0", "1e309", "9" * 500, "=1+1", "'; drop table editions; --", "\x1b[2J", "\u202e", "0,5"]
    ),
)


@FEW
@given(st.data())
def test_cells_that_a_key_s_holder_made_up(known, data):
    """Signed all the same: whole or not at all, never an error of the program's."""
    files = texts()
    name = data.draw(st.sampled_from(sorted(files)))
    rows = files[name].decode().split("\n")
    rows[-1] = data.draw(st.lists(CELLS, min_size=1, max_size=16).map(",".join))
    files[name] = "\n".join([*rows, ""]).encode("utf-8", "replace")
    with suppress(Refused):
        examine(*sealed(files), known)


@TRIES
@given(
    st.sampled_from(["format", "commune", "as_of", "year", "made_at", "name", "files"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
)
def test_manifests_that_say_anything(known, field, value):
    said = json.loads(MEMBERS["manifest.json"]) | {field: value}
    swapped = MEMBERS | {
        "manifest.json": json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in swapped.items():
            archive.writestr(name, content)
    refused_or_as_sent(out.getvalue(), known)


@pytest.mark.parametrize(
    "stated",
    [
        b"[" * 90_000,
        b"[" * 900_000,
        b'{"format": 1' + b"0" * 5000 + b"}",
        b'{"format": NaN}',
        b"{}",
        b"\xff",
        b"7",
        b'""',
    ],
    ids=["deep", "enormous", "a long number", "NaN", "empty", "no text", "a number", "a word"],
)
def test_a_manifest_that_would_break_a_reader(known, stated):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (MEMBERS | {"manifest.json": stated}).items():
            archive.writestr(name, content)
    refused_or_as_sent(out.getvalue(), known)

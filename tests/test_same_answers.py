"""The comparison of two checkouts names what they do not answer alike."""

from __future__ import annotations

import io
import zipfile

from benchmarks.answers import heard, lines_of, parts_of
from benchmarks.same_answers import differences


def test_equal_answers_differ_in_nothing() -> None:
    assert differences({"a": "1\n2"}, {"a": "1\n2"}) == []


def test_a_differing_answer_is_named_with_its_first_differing_lines() -> None:
    this = {"same": "1", "sample · show tasks": "head\n1\n2\n3"}
    other = {"same": "1", "sample · show tasks": "head\n1\n5"}
    (found,) = differences(this, other, most=1)
    assert found.splitlines() == [
        "sample · show tasks",
        "    3: this  2",
        "    3: other 5",
    ]


def test_a_long_line_is_shown_from_shortly_before_it_differs() -> None:
    (found,) = differences({"a": "x" * 5000 + "1"}, {"a": "x" * 5000 + "2"})
    assert found.splitlines() == ["a", f"    1: this  …{'x' * 60}1", f"    1: other …{'x' * 60}2"]


def test_an_answer_of_only_one_checkout_is_a_difference() -> None:
    assert differences({"a": ""}, {"b": ""}) == [
        "a: only this checkout answers",
        "b: only the other checkout answers",
    ]


def test_what_an_element_holds_is_taken_apart_but_for_where_its_code_lies() -> None:
    fields = {"id": "x-1", "jsContent": "code", "body": "<p>a</p>", "json": '{"rows": [[1, "b"]]}'}
    assert list(lines_of("html", fields)) == [
        "html.body: ",
        "html.body: <p>a",
        "html.body: </p>",
        "html.json.rows.0.0: 1",
        "html.json.rows.0.1: b",
    ]


def test_a_document_is_compared_by_its_text_and_not_by_when_it_was_zipped() -> None:
    def zipped(year: int, text: str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(zipfile.ZipInfo("word/document.xml", (year, 1, 1, 0, 0, 0)), text)
        return file.getvalue()

    first, later = (dict(parts_of("report", zipped(year, "<w><t>một</t></w>"))) for year in (2025, 2026))
    assert first == later == {"report · word/document.xml": "\n<w>\n<t>một\n</t>\n</w>"}
    assert dict(parts_of("report", zipped(2025, "<w><t>hai</t></w>"))) != first


def test_an_exception_is_an_answer() -> None:
    def fails() -> None:
        print("begun")
        raise KeyError("khoá")

    assert heard(fails) == "begun\n! KeyError: 'khoá'\n"

"""A part of a report says in a sentence that nothing is known, and then gives no figure."""

import pytest

from emulation.reports.contents.section import NothingKnown, Section, filled
from emulation.warehouse import NotAvailable
from tests.reports.contents.told import Told

TAGS = {"viec.cau": "sentences", "viec.bang": "a table", "so.viec": "a figure"}


def failing(error):
    def fill(facts):
        raise error

    return Section(TAGS, fill)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotAvailable(["tasks.csv", "units.csv"]), "không đọc được tệp tasks.csv và units.csv"),
        (NothingKnown("Chưa có số liệu về việc."), "Chưa có số liệu về việc."),
    ],
)
def test_a_part_without_data_has_a_sentence_no_rows_and_dashes(error, said):
    found = failing(error).values(Told())
    assert said in found["viec.cau"][0]
    assert (found["viec.bang"], found["so.viec"]) == ([], "–")


def test_the_other_parts_stand():
    whole = Section(
        {"khac.cau": "sentences", "so.khac": "a figure"}, lambda facts: {"khac.cau": ["Có."], "so.khac": "1"}
    )
    found = filled([failing(NothingKnown("Chưa có.")), whole], Told())
    assert found == {
        "viec": {"cau": ["Chưa có."], "bang": []},
        "khac": {"cau": ["Có."]},
        "so": {"viec": "–", "khac": "1"},
    }

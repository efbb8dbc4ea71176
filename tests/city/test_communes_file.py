"""`communes.csv` of a city: who may send, and what is wrong with the file, cell by cell."""

from __future__ import annotations

import pytest

from emulation.city import communes
from tests.city.cities import key_of

HEADING = "Mã xã,Tên,Cụm thi đua,Khoá công khai"
A, B = key_of("xa-a"), key_of("xa-b")


@pytest.fixture
def read(tmp_path):
    def write_and_read(*rows, encoding="utf-8", heading=HEADING):
        text = "\n".join([heading, *rows]) + "\n"
        (tmp_path / "communes.csv").write_bytes(text.encode(encoding))
        return communes.read(tmp_path)

    return write_and_read


def lines(found):
    return [problem.line() for problem in found.problems]


def test_communes_stand_in_the_file_s_order_with_cluster_and_key(read):
    found = read(f"xa-b,Xã B,Cụm 2,{B}", f"xa-a,Xã A,Cụm 1,{A}", "phuong-c,Phường C,,")
    assert [(each.id, each.name, each.cluster, each.key is None) for each in found.values()] == [
        ("xa-b", "Xã B", "Cụm 2", False),
        ("xa-a", "Xã A", "Cụm 1", False),
        ("phuong-c", "Phường C", None, True),
    ]
    assert not found.problems


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_it_is_read_however_excel_saved_it(read, encoding):
    found = read(f"xa-a;Xa A;Cum 1;{A}", encoding=encoding, heading="id;name;cluster;public_key")
    assert found["xa-a"].key is not None


def test_without_the_file_nobody_may_send(tmp_path):
    found = communes.read(tmp_path)
    assert not found
    assert lines(found) == [
        "communes.csv: chưa có tệp này. Tạo tệp với dòng tiêu đề Mã xã, Tên, Cụm thi đua, Khoá công khai, "
        "mỗi xã, phường một dòng."
    ]


def test_of_two_rows_with_an_id_the_first_counts(read):
    found = read(f"xa-a,Xã A,Cụm 1,{A}", f"xa-a,Xã khác,Cụm 1,{B}")
    assert found["xa-a"].name == "Xã A"
    assert lines(found) == [
        "communes.csv A3 [Mã xã] “xa-a”: trùng Mã xã với dòng 2. Mỗi mã chỉ đứng một dòng: xoá hoặc đổi mã một dòng."
    ]


def test_a_key_of_two_communes_is_trusted_for_neither(read):
    found = read(f"xa-a,Xã A,Cụm 1,{A}", f"xa-b,Xã B,Cụm 1,{A}")
    assert [each.key for each in found.values()] == [None, None]
    (line,) = lines(found)
    assert line.startswith("communes.csv D3 [Khoá công khai]")
    assert "trùng khoá với dòng 2; chưa nhận gói nào của cả hai nơi." in line


@pytest.mark.parametrize("key", ["không có", A[:-3], A + "AAAA", A.upper(), "'; drop table communes"])
def test_what_is_no_key_leaves_a_commune_that_cannot_send(read, key):
    found = read(f'xa-a,Xã A,Cụm 1,"{key}"')
    assert found["xa-a"].key is None
    (line,) = lines(found)
    assert line.startswith("communes.csv D2 [Khoá công khai]")
    assert "không phải khoá công khai Ed25519; chưa nhận gói nào của xã này" in line


@pytest.mark.parametrize(
    "id_", ["../xa-a", "xa/a", "Xã A", "xa_a", "xa-a;", "xa'a", ".xa", "con\u0000"[:3] + "."]
)
def test_an_id_that_could_lead_elsewhere_is_refused(read, id_):
    found = read(f'"{id_}",Xã A,Cụm 1,{A}')
    assert not found
    assert lines(found)[0].startswith("communes.csv A2 [Mã xã]")

"""Where a lake lies: in the city's folder, or where the environment says."""

from __future__ import annotations

from pathlib import Path

from emulation.city.places import place

CITY = Path("thanh-pho")
STORED = {
    "EMULATION_LAKE": "postgresql:///kho",
    "EMULATION_LAKE_FILES": "s3://kho/tep",
    "EMULATION_S3_ENDPOINT": "https://s3.haiphong.example:9000",
    "EMULATION_S3_KEY": "khoa",
    "EMULATION_S3_SECRET": "bimat",
}


def test_by_itself_it_is_in_the_citys_folder() -> None:
    found = place(CITY, {})
    assert (found.catalogue, found.files) == (
        f"ducklake:sqlite:{CITY / 'kho' / 'danh-muc.sqlite'}",
        str(CITY / "kho" / "tep"),
    )
    assert (found.extensions, found.storage) == (("ducklake", "sqlite_scanner"), {})


def test_a_storage_is_reached_with_what_the_environment_says_and_its_secret_shows_nowhere() -> None:
    found = place(CITY, STORED)
    assert found.extensions == ("ducklake", "postgres_scanner", "httpfs")
    assert found.storage == {
        "key_id": "khoa", "secret": "bimat", "region": "us-east-1",
        "endpoint": "s3.haiphong.example:9000", "url_style": "path", "use_ssl": True,
    }  # fmt: skip
    assert "bimat" not in repr(found)


def test_amazons_own_storage_needs_no_address() -> None:
    found = place(CITY, STORED | {"EMULATION_S3_ENDPOINT": "", "EMULATION_S3_REGION": "ap-southeast-1"})
    assert found.storage == {"key_id": "khoa", "secret": "bimat", "region": "ap-southeast-1"}

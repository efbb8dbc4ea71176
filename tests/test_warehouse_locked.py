"""No statement leads out of the warehouse once it is loaded: to files, to the network, to other settings.

No text of a user's is ever part of a statement (values are bound), so this is the second lock.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from emulation.warehouse import Warehouse
from tests.folders import warehouse

SECRET = "Nguyễn Thị Bí Mật"
FILES = ("secret.csv", "secret.json", "secret.txt", "evil.duckdb_extension")
WAYS = {
    "read a CSV": "from read_csv('{at}/secret.csv')",
    "read a text": "from read_text('{at}/secret.txt')",
    "read bytes": "from read_blob('{at}/secret.txt')",
    "read JSON": "from read_json('{at}/secret.json')",
    "read Parquet": "from read_parquet('{at}/secret.csv')",
    "sniff": "from sniff_csv('{at}/secret.csv')",
    "a file as a table": "from '{at}/secret.csv'",
    "a file by a query's text": "from query('from read_text(''{at}/secret.txt'')')",
    "a view of a file": "create view found as from read_csv('{at}/secret.csv')",
    "explain": "explain analyze from read_text('{at}/secret.txt')",
    "list a folder": "from glob('{at}/*')",
    "load into a table": "copy units from '{at}/secret.csv'",
    "copy to a file": "copy units to '{at}/out.csv'",
    "copy to Parquet": "copy (select 1) to '{at}/out.parquet' (format parquet)",
    "attach a file": "attach '{at}/out.db'",
    "attach SQLite": "attach '{at}/out.db' as out (type sqlite)",
    "attach over the network": "attach 'https://example.com/out.db' as out",
    "read over the network": "from read_csv('https://example.com/out.csv')",
    "a table over the network": "from 's3://bucket/out.parquet'",
    "export the database": "export database '{at}/out'",
    "import a database": "import database '{at}'",
    "install": "install httpfs",
    "install by force from elsewhere": "force install httpfs from 'https://example.com'",
    "load": "load httpfs",
    "load a file": "load '{at}/evil.duckdb_extension'",
    "update extensions": "update extensions",
    "the user interface": "call start_ui()",
    "the environment": "select getenv('HOME')",
    "a secret": "create secret (type s3, key_id 'a', secret 'b')",
    "a secret on the disk": "create persistent secret kept (type http, bearer_token 'b')",
    "what secrets there are": "from duckdb_secrets()",
    "profile into a file": "pragma profile_output = '{at}/out.json'",
    "access again": "set enable_external_access = true",
    "access again by reset": "reset enable_external_access",
    "access for all": "set global enable_external_access = true",
    "unlock": "set lock_configuration = false",
    "unlock by reset": "reset lock_configuration",
    "allow a folder": "set allowed_directories = ['/']",
    "allow a file": "set allowed_paths = ['{at}/secret.csv']",
    "another folder for what does not fit": "set temp_directory = '{at}'",
    "another home": "set home_directory = '{at}'",
    "unsigned extensions": "set allow_unsigned_extensions = true",
    "more memory": "set memory_limit = '1TB'",
    "log into a file": "set logging_storage = 'file'",
    "Python's variables, allowed": "set python_enable_replacements = true",
}


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), {"units": "Mã đơn vị,Tên đơn vị\nU1,Thôn Một\n"})


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("supposing", [False, True])
def test_no_statement_leads_out(locked: Warehouse, tmp_path: Path, way: str, supposing: bool) -> None:
    for name in FILES:
        (tmp_path / name).write_text(SECRET, encoding="utf-8")
    asked = locked.supposing({}) if supposing else locked
    with pytest.raises(duckdb.Error) as refused:
        asked.rows_of(WAYS[way].format(at=tmp_path))
    assert SECRET not in str(refused.value)
    assert {path.name for path in tmp_path.rglob("*")} == set(FILES)


def test_no_variable_of_python_is_a_table(locked: Warehouse) -> None:
    secret = pd.DataFrame({"name": [SECRET]})
    with pytest.raises(duckdb.CatalogException):
        locked._cursor().execute("from secret")
    assert len(secret) == 1


def test_the_settings_hold_and_what_is_loaded_can_be_asked(locked: Warehouse) -> None:
    names = "enable_external_access", "lock_configuration", "autoinstall_known_extensions"
    assert [locked.rows_of(f"select current_setting('{name}')")[0][0] for name in names] == [
        False,
        True,
        False,
    ]
    assert locked.rows_of("select name from units") == [("Thôn Một",)]

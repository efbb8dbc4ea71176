"""A Word template and what it is filled with → a document. Templates may have been changed in Word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment, SecurityError

TEMPLATES = Path(__file__).parent / "templates"
OWN_TEMPLATES = "mau-bao-cao"
"""The folder of a data folder in which a commune's own templates lie, by the same names."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}")


class TemplateFault(Exception):
    """A template that cannot be filled; the message names it and the tag, and says what to do, in Vietnamese."""


def template_of(name: str, folder: Path | None = None) -> Path:
    """The template to fill: the commune's own in its data folder, else the one that came with the program."""
    own = folder / OWN_TEMPLATES / f"{name}.docx" if folder else None
    return own if own and own.is_file() else TEMPLATES / f"{name}.docx"


class Template:
    """A template ready to be filled many times."""

    def __init__(self, name: str, content: bytes) -> None:
        """`name` is the file's, for messages. Raises TemplateFault where the content is no Word document."""
        self.name, self._content = name, content
        self._open()

    @classmethod
    def read(cls, path: Path) -> Template:
        """The template of a file. Raises TemplateFault where it cannot be read."""
        try:
            return cls(path.name, path.read_bytes())
        except OSError as error:
            raise TemplateFault(f"Không mở được mẫu {path.name}: {error.strerror}.") from None

    def _open(self) -> DocxTemplate:
        try:
            document = DocxTemplate(io.BytesIO(self._content))
            document.init_docx()
        except (KeyError, ValueError, zipfile.BadZipFile):
            raise TemplateFault(
                f"Mẫu {self.name} không phải tệp Word (.docx). Hãy lưu lại từ Word dạng .docx, "
                "hoặc bỏ mẫu đã sửa để dùng mẫu có sẵn."
            ) from None
        return document

    def fill(self, values: Mapping[str, Any]) -> bytes:
        """The document. Raises TemplateFault naming the tag that is unknown or misspelt."""
        document = self._open()
        try:
            document.render(_writable(values), _environment(), autoescape=True)
        except UndefinedError as error:
            raise TemplateFault(self._unknown(str(error))) from None
        except TemplateSyntaxError as error:
            raise TemplateFault(self._misspelt(error)) from None
        except (TemplateError, SecurityError, TypeError, ValueError) as error:
            raise TemplateFault(f"Mẫu {self.name} có thẻ không dùng được ({error}). {_REMEDY}") from None
        filled = io.BytesIO()
        document.save(filled)
        return filled.getvalue()

    def _unknown(self, message: str) -> str:
        named = re.search(r"'([^']+)' is undefined|has no attribute '([^']+)'", message)
        name = next(filter(None, named.groups()), "") if named else message
        return f"Mẫu {self.name}: không có thẻ “{name}”. {_REMEDY}"

    def _misspelt(self, error: TemplateSyntaxError) -> str:
        lines = (error.source or "").splitlines()
        near = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
        tags = _TAG.findall(re.sub(r"<[^>]*>", "", near))
        shown = f" “{tags[0]}”" if tags else ""
        return f"Mẫu {self.name}: thẻ{shown} viết sai ({error.message}). {_REMEDY}"


_REMEDY = "Hãy sửa thẻ trong Word theo danh sách thẻ ở trang Báo cáo, hoặc bỏ mẫu đã sửa để dùng mẫu có sẵn."


class _Environment(SandboxedEnvironment):
    """Compiles a source once: a hundred letters are filled from one template."""

    @lru_cache(maxsize=64)  # noqa: B019 - the one environment lives as long as the program
    def _compiled(self, source: str) -> Any:
        return super().from_string(source)

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Any:
        return self._compiled(source)


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    return _Environment(undefined=StrictUndefined, autoescape=True)


def _writable(value: Any) -> Any:
    """The value without characters that no XML can hold."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value)
    if isinstance(value, Mapping):
        return {key: _writable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(each) for each in value]
    return value

"""Every tag that a template may use is explained to who edits it."""

from datetime import date

import pytest

from emulation.reports import tags
from emulation.reports.kinds import KINDS
from tests.reports.contents.asked import documents, facts_of

CHOICES = {
    "proposal": {"level": "Cấp xã"},
    "minutes": {"meeting": "M1"},
    "conclusions": {"meeting": "M1"},
}


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.documents])
def test_every_tag_has_a_meaning(full, kind):
    facts = facts_of(full, kind, date(2027, 1, 5), year=2026, **CHOICES.get(kind, {}))
    _, values = next(iter(documents(facts)))
    offered = {path.partition("[]")[0] for path, _ in tags.offered(values)}
    assert offered - set(KINDS[kind].tags) == set()

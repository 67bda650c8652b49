"""What the page of one entry costs: `python -m benchmarks.pages` prints milliseconds of CPU, in one process."""

from __future__ import annotations

import time

from benchmarks.generate import make_dossier
from regesto.pages.build import Press
from regesto.pages.edition import Edition
from regesto.pages.sheets.entry import make_entry_sheets

ENTRIES, WARM = 600, 100


def main() -> None:
    """Make the sheets and the HTML of some hundred entries; the first ones fill what is kept in memory."""
    edition = Edition(make_dossier(ENTRIES), "it", "Generated", site_url="https://example.org/")
    press, plans = Press(edition), list(make_entry_sheets(edition))
    for plan in plans[:WARM]:
        press.render(plan.make())
    begun = time.process_time()
    sheets = [plan.make() for plan in plans[WARM:]]
    made = time.process_time()
    for sheet in sheets:
        press.render(sheet)
    rendered = time.process_time()
    each = 1000 / len(sheets)
    print(f"sheets (texts, drawings): {(made - begun) * each:.2f} ms; HTML: {(rendered - made) * each:.2f} ms")


if __name__ == "__main__":
    main()

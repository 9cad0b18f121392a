"""The languages that can be read, by the codes that name them."""

from typing import Final

TAGS: Final = {"zho": "zh", "eng": "en"}
"""The BCP 47 tag, as literals carry it, of each language that can be read (an ISO 639-3 code)."""

LEADING: Final = ("eng", "zho")
"""The languages in which one leads where a document is there in several: resolutions are drafted in English."""

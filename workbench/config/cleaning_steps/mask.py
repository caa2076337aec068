"""Masks for addresses and numbers."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting


class Mask(CleaningStep):
    """URLs, e-mail addresses and telephone numbers."""

    label: ClassVar[str] = "Mask addresses"
    summary: ClassVar[str] = "Replaces web addresses, e-mail addresses and telephone numbers by a word of your choice."
    cost: ClassVar[str] = (
        "Keeps what it finds out of the model, which else may write it back (names and unusual forms are not found); "
        "the model writes the mask instead of an address."
    )
    rank: ClassVar[int] = 50

    step: Literal["mask"] = "mask"
    urls: bool = setting(True, "Web addresses", "Replace what begins with http://, https://, ftp:// or www.")
    url_text: str = setting("<URL>", "Instead of these", "What stands in place of a web address; it may be empty.")
    emails: bool = setting(True, "E-mail addresses", "Replace addresses such as name@example.org.")
    email_text: str = setting("<EMAIL>", "Instead of e-mail", "What stands in place of an e-mail address.")
    phones: bool = setting(
        True,
        "Telephone numbers",
        "Replace numbers with a country code, in North American form, and Chinese mobile and area-code numbers.",
    )
    phone_text: str = setting("<PHONE>", "Instead of numbers", "What stands in place of a telephone number.")

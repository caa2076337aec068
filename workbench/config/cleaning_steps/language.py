"""Language filter."""

from typing import ClassVar, Literal

from workbench.config.cleaning_step import CleaningStep
from workbench.config.setting import setting
from workbench.messages import say

_CODES = (
    "ace af am an ar ary arz as az ba bcl be bg bn br bs ca crh cs cy da de dz el en eo es et eu ext fa "
    "fi fo fr fuv fy ga gcf gcr gd gl gom grc gu gug guw ha hbo he hi hr ht hu hy id ig is it ja jv ka "
    "kab kik kk km kn ko ku ky la lb lg lij ln lo lt ltg lv mg mk ml mn mr ms mt my ne nl nn no nso oc om "
    "or pa pcm pl ps pt qu ro ru rw sa sdh se si sk sl sn so sq sr st sv sw ta te tg th tk tl tr tt ug uk "
    "ur uz uzs vec vi vo wa wuu xh yo yue zh zu "
)
CODES = frozenset(_CODES.split())
"""The languages that py3langid can tell (ISO 639)."""


class Language(CleaningStep):
    """Documents by the language that py3langid finds (Lui and Baldwin 2012)."""

    label: ClassVar[str] = "Language"
    summary: ClassVar[str] = "Keeps only documents in languages of your choice."
    cost: ClassVar[str] = (
        "The vocabulary and the model serve these languages alone; short or mixed documents are sometimes misjudged."
    )
    rank: ClassVar[int] = 120

    step: Literal["language"] = "language"
    languages: str = setting(
        "en", "Languages", "Codes of the languages to keep, separated by commas: en, zh, de, fr, es, ja and many more."
    )
    confidence: float = setting(
        0.5,
        "Confidence",
        "How sure the judgement must be to leave a document out; less sure, it stays.",
        minimum=0.0,
        maximum=1.0,
        step=0.05,
    )
    shortest: int = setting(
        20,
        "Judged from",
        "Documents with fewer characters say too little of their language, and stay.",
        unit="characters",
        minimum=0,
        maximum=100_000,
        step=10,
    )

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages to keep."""
        return tuple(code.strip().lower() for code in self.languages.split(",") if code.strip())

    def problems(self) -> list[tuple[str, str]]:
        unknown = [code for code in self.codes if code not in CODES]
        if unknown:
            known = ", ".join(sorted(CODES))
            text = say("“{code}” is no language that can be told; those are {known}", code=unknown[0], known=known)
            return [("languages", text)]
        return [] if self.codes else [("languages", say("names no language to keep"))]

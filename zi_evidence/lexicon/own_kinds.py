"""A kind of document that a checklist names for itself: like one of the pack, but for what it says otherwise."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from zi_evidence.lexicon.kinds import KindEntry, KindId, Kinds

__all__ = ["OwnKind"]

_Words = Annotated[tuple[str, ...], Field(max_length=50)]


class OwnKind(BaseModel):
    """One kind of a checklist.

    Every flag is stated by the kind that it is like, unless `is` or `is_not` states it here.

    Attributes:
        like: the kind of the pack from which it differs only where it says so.
        name: what people call it.
        headings: words with which its heading begins; capitals make no difference.
        file_names: words in the names of its files.
        has: flags that hold of it; written `is`.
        lacks: flags that do not hold of it; written `is_not`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    like: KindId
    name: str = Field(min_length=1, max_length=80)
    headings: _Words = ()
    file_names: _Words = ()
    has: tuple[str, ...] = Field(default=(), alias="is")
    lacks: tuple[str, ...] = Field(default=(), alias="is_not")

    @field_validator("headings", "file_names")
    @classmethod
    def _in_capitals(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(" ".join(one.upper().split()) for one in words)

    def entry(self, kinds: Kinds) -> KindEntry:
        """The whole entry of this kind, with what it has from the one that it is like.

        Raises:
            KeyError: there is no kind that it is like.
            ValueError: it states a flag that there is not, or states it twice.
        """
        like = kinds.kinds[self.like]
        words = self.headings[0].lower() if self.headings else ""
        changes: dict[str, Any] = {
            "name": dict.fromkeys(like.name, self.name),
            "words": words,
            "kin": (),
            "is": self.has,
            "is_not": self.lacks,
        }
        return like.differing(changes)

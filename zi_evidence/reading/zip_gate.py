"""What a ZIP container may look like before any of its members is unpacked.

The sizes a ZIP declares are its author's claim, so they are checked first and counted again while reading.
"""

import io
import zipfile

from zi_evidence.model.reasons import reason
from zi_evidence.reading.limits import MIB, Limits
from zi_evidence.reading.sniff import DOCX, ZIP

__all__ = ["Refused", "ZipGate"]

_KINDS = (
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("word/", DOCX),
)
# Office formats are stored or deflated; other ways of packing only open doors to other decoders.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1


class Refused(Exception):
    """The container or a member is refused.

    Attributes:
        kind: `damaged`, `encrypted` or `too_large`, the values of the document status.
        reason: as `zi_evidence.model.reasons` stores it.
    """

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind = kind
        self.reason = why


class ZipGate:
    """A ZIP container whose directory has been checked and whose members are read within limits.

    Raises:
        Refused: the directory cannot be read or breaks a limit.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except MemoryError:
            raise
        except Exception as error:  # a broken directory raises more classes than are documented
            raise Refused("damaged", reason("container_broken")) from error
        infos = self._zip.infolist()
        if len(infos) > limits.max_zip_entries:
            raise Refused("too_large", reason("too_many_parts", n=len(infos)))
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._last: tuple[str, bytes] = ("", b"")
        total = 0
        for info in infos:
            name = info.filename
            if name in self._infos:
                raise Refused("damaged", reason("twin_parts"))
            if info.flag_bits & _ENCRYPTED_FLAG:
                raise Refused("encrypted", reason("locked"))
            total += info.file_size
            if info.file_size > MIB and info.file_size > limits.max_zip_ratio * max(info.compress_size, 1):
                raise Refused("too_large", reason("unpacks_too_large"))
            self._infos[name] = info
        if total > limits.max_zip_bytes:
            raise Refused("too_large", reason("unpacks_too_large"))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the members' names in the order of the directory."""
        return tuple(self._infos)

    @property
    def media_type(self) -> str:
        """Return what the members show the container to be."""
        if "[Content_Types].xml" in self._infos or "_rels/.rels" in self._infos:
            for prefix, media_type in _KINDS:
                if any(name.startswith(prefix) for name in self._infos):
                    return media_type
        if "mimetype" in self._infos and self._infos["mimetype"].file_size < 200:
            kind = self.read("mimetype").decode("ascii", "ignore").strip()
            if kind.startswith("application/vnd.oasis.opendocument."):
                return kind[:100]
        return ZIP

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Return the unpacked member, counted while it is unpacked.

        Raises:
            Refused: the member is longer than allowed, longer than declared, or broken.
        """
        if self._last[0] == name:
            return self._last[1]
        info = self._infos[name]
        if info.compress_type not in _METHODS:
            raise Refused("damaged", reason("part_packing"))
        limit = min(info.file_size, self._limits.max_part_bytes)
        if info.file_size > limit:
            raise Refused("too_large", reason("part_too_large"))
        try:
            data = self._unpack(info, limit)
        except (Refused, MemoryError):
            raise
        except Exception as error:  # a broken member raises more classes than are documented
            raise Refused("damaged", reason("part_broken")) from error
        self._last = (name, data)
        return data

    def _unpack(self, info: zipfile.ZipInfo, limit: int) -> bytes:
        parts: list[bytes] = []
        length = 0
        with self._zip.open(info) as member:
            while chunk := member.read(_CHUNK):
                parts.append(chunk)
                length += len(chunk)
                if length > limit:
                    raise Refused("too_large", reason("unpacks_too_large"))
        return parts[0] if len(parts) == 1 else b"".join(parts)

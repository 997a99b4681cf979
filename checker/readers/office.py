"""What .docx and .odt share: a ZIP of XML parts, opened so that no bomb, password or entity does harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from checker.errors import InputError
from checker.readers.libraries import needed_for

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST_BYTES = 50_000_000
_MOST_MEMBERS = 5_000
_ENCRYPTED = 0x1


class Package:
    """An Office file: its parts by name. Nothing is unpacked before its size is known, and nothing beyond it."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise InputError(f"{name}: is damaged ({_reason(error)}); save it anew in its program") from error
        members = self._archive.infolist()
        if not members:
            raise InputError(f"{name}: is a ZIP archive with nothing in it; save it anew in its program")
        if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_BYTES:
            raise InputError(
                f"{name}: unpacks to more than {_MOST_BYTES // 1_000_000} MB, as no article does; save its text anew"
            )
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise InputError(f"{name}: is protected by a password; save it without one")

    @property
    def members(self) -> Collection[str]:
        """The names of the parts."""
        return self._archive.NameToInfo.keys()

    def part(self, member: str) -> bytes:
        """Return what a part holds. Raises InputError where it is damaged or larger than it says."""
        said = self._archive.NameToInfo[member].file_size
        try:
            with self._archive.open(member) as part:
                data = part.read(said + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as error:
            raise InputError(f"{self._name}: is damaged ({_reason(error)}); save it anew in its program") from error
        return data

    def xml(self, member: str) -> Any:
        """Return the root element of a part, None where there is no such part. Raises InputError for what is no XML."""
        if member not in self.members:
            return None
        with needed_for(self._name, "Office documents"):
            from lxml import etree
        try:
            root = etree.fromstring(self.part(member), _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise InputError(f"{self._name}: {member} is no XML ({reason}); save it anew in its program") from error
        # No Office program writes a document type; its only use is to declare entities.
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputError(
                f"{self._name}: {member} declares a document type (DOCTYPE), which no Office program writes; "
                "save it anew in its program"
            )
        return root


@cache
def _parser() -> Any:
    """Return a parser that expands nothing and loads nothing; made once, as that takes longer than a small part."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__

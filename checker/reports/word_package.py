"""A Word file as the parts it is made of: read with bounds, written back with every part that nobody changed."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from checker.errors import InputError

_MOST_BYTES = 200_000_000
_TYPES = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class WordPackage:
    """The parts of a .docx by name. Raises InputError where the bytes are none, or unpack to too much."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._infos = archive.infolist()
                if sum(info.file_size for info in self._infos) > _MOST_BYTES:
                    raise InputError(f"{name}: unpacks to more than {_MOST_BYTES:,} bytes; no comments were written")
                self._parts = {info.filename: archive.read(info) for info in self._infos}
        except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError):
            raise InputError(f"{name}: is no Word file (.docx) that can be opened; save it anew from Word") from None
        self.document = self._target("", "officeDocument") or "word/document.xml"
        if self.document not in self._parts:
            raise InputError(f"{name}: holds no document; save it anew from Word")

    def parsed(self, part: str) -> Any:
        """Return a part as an element tree's root. Entities are not resolved, and nothing is fetched."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self._parts[part], parser)
        except etree.XMLSyntaxError:
            raise InputError(f"{self._name}: {part} is not well-formed; save it anew from Word") from None

    def put(self, part: str, root: Any) -> None:
        """Write a part anew."""
        from lxml import etree

        self._parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def related(self, kind: str) -> str | None:
        """Return the part that the document relates to by this kind ("comments"); None where there is none."""
        return self._target(self.document, kind)

    def relate(self, kind: str, part: str, content_type: str) -> None:
        """Make a part known: as related to the document, and by its content type."""
        from lxml import etree

        rels = _rels_of(self.document)
        if rels in self._parts:
            root = self.parsed(rels)
        else:
            root = etree.Element(f"{_RELS_NS}Relationships", nsmap={None: _RELS_NS[1:-1]})
        taken = {one.get("Id") for one in root}
        free = next(f"rId{at}" for at in range(1, len(taken) + 2) if f"rId{at}" not in taken)
        target = posixpath.relpath(part, posixpath.dirname(self.document))
        etree.SubElement(root, f"{_RELS_NS}Relationship", Id=free, Type=f"{_OFFICE}/{kind}", Target=target)
        self.put(rels, root)
        types = self.parsed(_TYPES)
        etree.SubElement(types, f"{_TYPES_NS}Override", PartName=f"/{part}", ContentType=content_type)
        self.put(_TYPES, types)

    def free_name(self, wanted: str) -> str:
        """Return a name beside the document that no part has yet."""
        stem, ending = posixpath.splitext(posixpath.join(posixpath.dirname(self.document), wanted))
        names = (f"{stem}{at or ''}{ending}" for at in range(len(self._parts) + 1))
        return next(name for name in names if name not in self._parts)

    def packed(self) -> bytes:
        """Return the file: the parts in their order, new ones at the end. Equal packages give equal bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._infos:
                archive.writestr(info, self._parts[info.filename])
            for name in self._parts.keys() - {info.filename for info in self._infos}:
                archive.writestr(zipfile.ZipInfo(name), self._parts[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _target(self, source: str, kind: str) -> str | None:
        rels = _rels_of(source)
        if rels not in self._parts:
            return None
        for one in self.parsed(rels):
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External":
                target = one.get("Target", "")
                folder = "" if target.startswith("/") else posixpath.dirname(source)
                return posixpath.normpath(posixpath.join(folder, target.lstrip("/")))
        return None


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")

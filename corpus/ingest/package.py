"""DOCX and XLSX files as what they are, zip archives: checked before a library unpacks them."""

from __future__ import annotations

import io
import zipfile
import zlib

from ..errors import BrokenSourceError, EncryptedSourceError, OversizedSourceError

# As XML, a book of a million characters takes some 10 MB; pictures take the rest.
_MAX_UNPACKED = 512 * 1024**2
# Parsed, XML takes several times its size in memory.
_MAX_XML = 128 * 1024**2
# What reading a part of a damaged archive raises.
ARCHIVE_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
# With a password set, Office wraps the archive into the container of its old formats.
_OLE = b"\xd0\xcf\x11\xe0"


def checked(data: bytes, name: str, *, part: str) -> io.BytesIO:
    """The archive as a file, if it holds `part` and unpacks to what memory can hold."""
    if data.startswith(_OLE):
        raise EncryptedSourceError(
            f"{name} is encrypted or in an old format: save it without password in the new format"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise broken(name, error) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedSourceError(f"{name} is encrypted: save it without password")
    if part not in {entry.filename for entry in entries}:
        raise BrokenSourceError(f"{name} holds no {part}: open it in its program and save it anew")
    size = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if size > _MAX_UNPACKED or xml > _MAX_XML:
        raise OversizedSourceError(
            f"{name} unpacks to {size:,} bytes ({xml:,} of XML), more than is read: part it"
        )
    return io.BytesIO(data)


def broken(name: str, error: Exception) -> BrokenSourceError:
    """The error for a file that its library cannot open."""
    return BrokenSourceError(
        f"{name} is damaged ({error}): open it in its program and save it anew, or fetch it again"
    )

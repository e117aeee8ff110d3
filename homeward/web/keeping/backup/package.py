"""One file for a backup: an ordinary tar of the manifest, the database's own dump, and a digest of all before it.

Any program that reads tar files can open one that is not locked. The last entry, `seal`, is the SHA-256 of every byte
before it; nothing may follow it but the end of the archive, so that no byte of the file can change unnoticed.
"""

import hashlib
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from homeward.web.keeping.backup.manifest import Manifest, from_json, to_json
from homeward.web.keeping.backup.refusals import DamagedError
from homeward.web.keeping.backup.sealing import Sealer, is_sealed, unsealed

BLOCK = tarfile.BLOCKSIZE
MANIFEST, DUMP, SEAL = "manifest.json", "database", "seal"
LONGEST_MANIFEST = 4 * 1024 * 1024
_STEP = 1024 * 1024
_TAIL_LENGTH = 4 * BLOCK  # the seal's header, its digest, and the two empty blocks that end an archive


class _Writes(Protocol):
    def write(self, data: bytes) -> object:
        """Take bytes."""


def write_package(out: BinaryIO, manifest: Manifest, dump: Path, passphrase: str) -> None:
    """Write a backup to an open file; with a passphrase it is locked."""
    sealer = Sealer(out, passphrase) if passphrase else None
    _write_archive(sealer or out, manifest, dump)
    if sealer:
        sealer.close()


def read_package(file: Path, passphrase: str, dump: Path) -> Manifest:
    """Take a backup apart: write its dump to a new file and return its manifest, once every byte was checked.

    Raises DamagedError where the file is not whole, is locked with another passphrase, or is no backup; OSError where
    it cannot be read or the dump cannot be written. Then nothing that was written may be used.
    """
    with file.open("rb") as source, dump.open("xb") as out:
        locked = is_sealed(source)
        if locked and not passphrase:
            raise DamagedError("This backup is locked: set HOMEWARD_BACKUP_PASSPHRASE to its passphrase.")
        pieces = unsealed(source, passphrase) if locked else iter(lambda: source.read(_STEP), b"")
        reader = _Reader(pieces)
        manifest = from_json(reader.entry(MANIFEST, LONGEST_MANIFEST))
        _write_dump(reader, manifest, out)
        _check_seal(reader)
    return manifest


def _write_archive(out: _Writes, manifest: Manifest, dump: Path) -> None:
    told, running = to_json(manifest), hashlib.sha256()

    def write(data: bytes) -> None:
        running.update(data)
        out.write(data)

    write(_header(MANIFEST, len(told)) + _padded(told))
    write(_header(DUMP, manifest.size))
    with dump.open("rb") as source:
        while step := source.read(_STEP):
            write(step)
    write(bytes(-manifest.size % BLOCK))
    out.write(_tail(running.hexdigest()))


def _write_dump(reader: "_Reader", manifest: Manifest, out: BinaryIO) -> None:
    """Copy the dump out. Raises DamagedError where it is not the one that the manifest tells of."""
    size = reader.open_entry(DUMP)
    found = hashlib.sha256()
    for step in reader.steps(size):
        found.update(step)
        out.write(step)
    if size != manifest.size or found.hexdigest() != manifest.digest:
        raise DamagedError("The database inside this backup is not the one that was saved: the file is damaged.")


def _check_seal(reader: "_Reader") -> None:
    """Raise DamagedError unless the digest of all before it ends the file."""
    expected = _tail(reader.digest)
    if reader.take(_TAIL_LENGTH) != expected or reader.take(1):
        raise DamagedError("The file is damaged: its end does not fit what comes before it.")


def _tail(digest: str) -> bytes:
    told = f"{digest}\n".encode()
    return _header(SEAL, len(told)) + _padded(told) + bytes(2 * BLOCK)


def _header(name: str, size: int) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry.tobuf(tarfile.GNU_FORMAT)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % BLOCK)


class _Reader:
    """Reads an archive from pieces of any size, entry by entry, with the digest of all that was read so far."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._held = iter(pieces), bytearray()
        self._running = hashlib.sha256()

    @property
    def digest(self) -> str:
        """The SHA-256 (hex) of all that was read so far."""
        return self._running.hexdigest()

    def take(self, length: int) -> bytes:
        """Return so many bytes, or fewer at the end of the file."""
        while len(self._held) < length and (piece := next(self._pieces, b"")):
            self._held += piece
        taken = bytes(self._held[:length])
        del self._held[:length]
        self._running.update(taken)
        return taken

    def open_entry(self, name: str) -> int:
        """Read the header of the entry that has to come next; return the size of what follows."""
        header = self.take(BLOCK)
        try:
            found = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError) as error:
            raise DamagedError("This is no backup of Homeward, or it is damaged or cut off.") from error
        if header != _header(name, found.size):
            raise DamagedError("This is no backup of Homeward, or it is damaged.")
        return found.size

    def entry(self, name: str, longest: int) -> bytes:
        """Return a short entry whole."""
        size = self.open_entry(name)
        if size > longest:
            raise DamagedError("This is no backup of Homeward, or it is damaged.")
        return b"".join(self.steps(size))

    def steps(self, size: int) -> Iterator[bytes]:
        """Yield the bytes of an entry of a size, then pass over what fills its last block."""
        left = size
        while left:
            step = self.take(min(left, _STEP))
            if not step:
                raise DamagedError("The file is cut off: it ends in the middle of the database.")
            left -= len(step)
            yield step
        self.take(-size % BLOCK)

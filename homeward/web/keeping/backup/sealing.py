"""Locks a backup with a passphrase: scrypt makes the key, AES-256-GCM locks the bytes piece by piece.

The file begins with one line: `HOMEWARD SEALED 1`, the salt and a check of the passphrase, both as hex. Then come
pieces, each its length (4 bytes, big-endian) and its locked bytes. A piece is locked with its number and with whether
it is the last, so that none can be changed, left out, moved or cut off unnoticed.
"""

import hashlib
import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from homeward.web.keeping.backup.refusals import DamagedError

MARK = b"HOMEWARD SEALED 1"
PIECE = 1024 * 1024
SHORTEST_PASSPHRASE = 12
_SALT, _TAG = 16, 16
_HARDNESS = {"n": 2**16, "r": 8, "p": 1}  # 64 MiB and a fraction of a second a guess
_HEAD_LENGTH = len(MARK) + 1 + 2 * _SALT + 1 + 64 + 1


class Sealer:
    """Writes bytes to a file, locked. `close` writes the last piece: without it the file cannot be opened."""

    def __init__(self, out: BinaryIO, passphrase: str) -> None:
        """Write the file's first line."""
        salt = os.urandom(_SALT)
        key, check = _key(passphrase, salt)
        self._head = b" ".join((MARK, salt.hex().encode(), check.encode())) + b"\n"
        self._out, self._lock, self._number, self._waiting = out, AESGCM(key), 0, bytearray()
        out.write(self._head)

    def write(self, data: bytes) -> None:
        """Lock what fills a piece; keep the rest until more comes."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._write_piece(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """Write the last piece."""
        self._write_piece(bytes(self._waiting), is_last=True)

    def _write_piece(self, data: bytes, *, is_last: bool) -> None:
        locked = self._lock.encrypt(_nonce(self._number, is_last), data, self._head)
        self._out.write(len(locked).to_bytes(4, "big") + locked)
        self._number += 1


def is_sealed(file: BinaryIO) -> bool:
    """Tell whether a file begins as a locked backup does; it is at its beginning afterwards."""
    begins = file.read(len(MARK))
    file.seek(0)
    return begins == MARK


def unsealed(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """Yield the bytes of a locked backup. Raises DamagedError at the first piece that is not as it was written.

    What was yielded before is sound, but the whole is so only once the last piece came.
    """
    head = file.read(_HEAD_LENGTH)
    parts = head.rstrip(b"\n").split(b" ")
    if len(head) != _HEAD_LENGTH or len(parts) != 5 or not head.endswith(b"\n"):
        raise DamagedError("The beginning of the file is damaged: it is no backup as it was written.")
    try:
        key, check = _key(passphrase, bytes.fromhex(parts[3].decode()))
    except ValueError as error:
        raise DamagedError("The beginning of the file is damaged: it is no backup as it was written.") from error
    if check != parts[4].decode(errors="replace"):
        raise DamagedError(
            "The passphrase is not the one with which this backup was made, or its beginning is damaged."
        )
    yield from _pieces(file, AESGCM(key), head)


def _pieces(file: BinaryIO, lock: AESGCM, head: bytes) -> Iterator[bytes]:
    number, is_last = 0, False
    while not is_last:
        length = int.from_bytes(file.read(4), "big")
        locked = file.read(min(length, PIECE + _TAG))
        if not _TAG <= length <= PIECE + _TAG or len(locked) != length:
            raise DamagedError(f"The file is damaged or cut off in piece {number + 1}.")
        is_last = not _peek(file)
        try:
            yield lock.decrypt(_nonce(number, is_last), locked, head)
        except InvalidTag as error:
            raise DamagedError(f"The file is damaged or cut off in piece {number + 1}.") from error
        number += 1


def _peek(file: BinaryIO) -> bytes:
    """Return the next byte without moving on; nothing at the end of the file."""
    at = file.tell()
    found = file.read(1)
    file.seek(at)
    return found


def _nonce(number: int, is_last: bool) -> bytes:
    """Return the piece's own number for the cipher; the key is never used for another file."""
    return number.to_bytes(11, "big") + bytes([is_last])


def _key(passphrase: str, salt: bytes) -> tuple[bytes, str]:
    """Return the key, and a text by which a wrong passphrase is told from a damaged file."""
    made = Scrypt(salt=salt, length=64, **_HARDNESS).derive(passphrase.encode())
    return made[:32], hashlib.sha256(made[32:]).hexdigest()

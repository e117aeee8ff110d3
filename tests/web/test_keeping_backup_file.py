"""The file of a backup: whatever is changed in it, cut off or added is noticed before anything is put back."""

import hashlib
import tarfile
from io import BytesIO

import pytest

from homeward.web.keeping.backup import sealing
from homeward.web.keeping.backup.manifest import FORMAT, Manifest, TableCount
from homeward.web.keeping.backup.package import read_package, write_package
from homeward.web.keeping.backup.refusals import DamagedError

PASSPHRASE = "invented words for one test"
DUMP = bytes(range(256)) * 9 + b"the end"


@pytest.fixture(autouse=True)
def quick_keys_and_small_pieces(monkeypatch):
    """What takes long, and many pieces, are not what is asked here."""
    monkeypatch.setattr(sealing, "_HARDNESS", {"n": 2, "r": 1, "p": 1})
    monkeypatch.setattr(sealing, "PIECE", 700)


def manifest_of(dump):
    tables = {"people_child": TableCount(3, "c" * 64)}
    digest = hashlib.sha256(dump).hexdigest()
    return Manifest(
        FORMAT, "sqlite", "0.1.0", "2026-11-20T10:00:00", ("a.0001",), tables, 7, "d" * 64, len(dump), digest
    )


def written(tmp_path, passphrase, dump=DUMP):
    (tmp_path / "dump").write_bytes(dump)
    out = BytesIO()
    write_package(out, manifest_of(dump), tmp_path / "dump", passphrase)
    return out.getvalue()


def read(tmp_path, data, passphrase):
    file, dump = tmp_path / "file", tmp_path / "restored"
    file.write_bytes(data)
    dump.unlink(missing_ok=True)
    return read_package(file, passphrase, dump), dump.read_bytes()


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
@pytest.mark.parametrize("dump", [b"", b"x" * 512, b"x" * 700, DUMP], ids=len)
def test_what_was_saved_comes_back(tmp_path, passphrase, dump):
    found, restored = read(tmp_path, written(tmp_path, passphrase, dump), passphrase)
    assert restored == dump
    assert found == manifest_of(dump)


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_any_byte_changed_is_noticed(tmp_path, passphrase):
    whole = written(tmp_path, passphrase)
    for at in range(0, len(whole), 13):
        damaged = bytearray(whole)
        damaged[at] ^= 1
        with pytest.raises(DamagedError) as refused:
            read(tmp_path, bytes(damaged), passphrase)
        assert str(refused.value).endswith(".")


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_a_file_cut_off_or_longer_is_noticed(tmp_path, passphrase):
    whole = written(tmp_path, passphrase)
    for length in {0, 1, 17, *range(0, len(whole), 97), len(whole) - 1}:
        with pytest.raises(DamagedError):
            read(tmp_path, whole[:length], passphrase)
    with pytest.raises(DamagedError):
        read(tmp_path, whole + b"\0", passphrase)


def test_pieces_left_out_or_put_in_another_order_are_noticed(tmp_path):
    whole = written(tmp_path, PASSPHRASE)
    head, piece = whole[: whole.index(b"\n") + 1], 4 + 700 + 16
    first, second, rest = whole[len(head) :][:piece], whole[len(head) + piece :][:piece], whole[len(head) + 2 * piece :]
    for changed in (second + first + rest, first + rest, first + first + rest):
        with pytest.raises(DamagedError):
            read(tmp_path, head + changed, PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["", "another invented passphrase"])
def test_a_wrong_passphrase_is_told(tmp_path, passphrase):
    whole = written(tmp_path, PASSPHRASE)
    with pytest.raises(DamagedError, match=r"passphrase|PASSPHRASE"):
        read(tmp_path, whole, passphrase)


def test_a_locked_file_shows_nothing_and_an_open_one_is_an_ordinary_archive(tmp_path):
    assert b"people_child" not in written(tmp_path, PASSPHRASE)
    with tarfile.open(fileobj=BytesIO(written(tmp_path, ""))) as archive:
        assert archive.getnames() == ["manifest.json", "database", "seal"]
        assert archive.extractfile("database").read() == DUMP


def test_what_is_no_backup_is_told(tmp_path):
    for data in (b"", b"hello", bytes(5000), b"HOMEWARD SEALED 1", b"HOMEWARD SEALED 1 zz zz\n" * 40):
        with pytest.raises(DamagedError):
            read(tmp_path, data, PASSPHRASE)

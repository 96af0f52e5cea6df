"""Verifiers that share no code with ours: OpenSSL for the signature, Go's own log library for tree and proofs."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_desk import Desk

from gowah.ledger.checkpoint import parse_note
from gowah.ledger.tree import consistency_proof, inclusion_proof

GO_PATH = Path("/usr/share/gocode")
GO_NOTE = GO_PATH / "src/golang.org/x/mod/sumdb/note"
# The head of an Ed25519 public key in SubjectPublicKeyInfo (RFC 8410); the 32 bytes of the key follow.
SPKI = bytes.fromhex("302a300506032b6570032100")

has_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the program openssl")
has_go = pytest.mark.skipif(
    shutil.which("go") is None or not GO_NOTE.is_dir(),
    reason="needs Go and its log library (Debian: golang-go golang-golang-x-mod-dev)",
)


@has_openssl
def test_openssl_accepts_the_signature_and_no_other_text(desk: Desk, tmp_path: Path) -> None:
    note = parse_note(desk.ledger.note)
    vkey = (desk.folder / "ledger/vkey").read_text().strip()
    public = base64.b64decode(vkey.split("+", 2)[2])[1:]
    (tmp_path / "key.der").write_bytes(SPKI + public)
    (tmp_path / "signature").write_bytes(note.signatures[0].signature)
    for text, right in [(note.text, True), (note.text.replace("\n5\n", "\n4\n"), False)]:
        (tmp_path / "text").write_text(text)
        command = [
            "openssl",
            "pkeyutl",
            "-verify",
            "-rawin",
            "-pubin",
            "-keyform",
            "DER",
            "-inkey",
            "key.der",
            "-sigfile",
            "signature",
            "-in",
            "text",
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) is right, done.stderr
        assert ("Verified Successfully" in done.stdout) is right


CHECKER = """
package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A reader of our tiles: Go asks for tile/8/L/..., tlog-tiles has tile/L/...
type tiles struct{ folder string }

func (t tiles) Height() int                           { return 8 }
func (t tiles) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func fail(err error) {
	if err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
}

func opened(vkey string, file string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	fail(err)
	data, err := os.ReadFile(file)
	fail(err)
	signed, err := note.Open(data, note.VerifierList(verifier))
	fail(err)
	lines := strings.Split(signed.Text, "\\n")
	var size int64
	fmt.Sscanf(lines[1], "%d", &size)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	fail(err)
	var hash tlog.Hash
	copy(hash[:], root)
	return tlog.Tree{N: size, Hash: hash}
}

func proof(text string) (hashes []tlog.Hash) {
	for _, part := range strings.Fields(text) {
		data, err := hex.DecodeString(part)
		fail(err)
		var hash tlog.Hash
		copy(hash[:], data)
		hashes = append(hashes, hash)
	}
	return hashes
}

func main() {
	folder, vkey := os.Args[1], os.Args[2]
	now := opened(vkey, filepath.Join(folder, "checkpoint"))
	then := opened(vkey, os.Args[3])
	reader := tlog.TileHashReader(now, tiles{folder})
	var leaves []tlog.Hash
	for n := int64(0); n < now.N; n += 256 {
		path := filepath.Join(folder, "tile/entries", fmt.Sprintf("%03d", n/256))
		if now.N-n < 256 {
			path += fmt.Sprintf(".p/%d", now.N-n)
		}
		data, err := os.ReadFile(path)
		fail(err)
		for len(data) > 0 {
			size := int(binary.BigEndian.Uint16(data))
			leaves = append(leaves, tlog.RecordHash(data[2:2+size]))
			data = data[2+size:]
		}
	}
	stored := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) { return reader.ReadHashes(indexes) })
	root, err := tlog.TreeHash(now.N, stored)
	fail(err)
	if root != now.Hash || int64(len(leaves)) != now.N {
		fail(fmt.Errorf("the tree of %d entries is another", len(leaves)))
	}
	for n := int64(0); n < now.N; n++ {
		path, err := tlog.ProveRecord(now.N, n, stored)
		fail(err)
		fail(tlog.CheckRecord(path, now.N, now.Hash, n, leaves[n]))
	}
	ours, err := os.ReadFile(os.Args[4])
	fail(err)
	lines := strings.Split(string(ours), "\\n")
	for n, line := range lines[:now.N] {
		fail(tlog.CheckRecord(proof(line), now.N, now.Hash, int64(n), leaves[n]))
	}
	fail(tlog.CheckTree(proof(lines[now.N]), now.N, now.Hash, then.N, then.Hash))
	fmt.Println("OK", now.N, then.N)
}
"""


@has_go
def test_go_accepts_checkpoint_tiles_and_proofs(
    desk: Desk, tmp_path: Path, grow_by: Callable[[Desk, int], range]
) -> None:
    (tmp_path / "then").write_bytes(desk.ledger.note)
    grow_by(desk, 555)
    done = _go(desk, tmp_path)
    assert done.stdout == "OK 560 5\n", done.stdout + done.stderr
    tile = desk.folder / "ledger/tile/0/001"
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    assert _go(desk, tmp_path).stdout.startswith("FAIL")


def _go(desk: Desk, home: Path) -> subprocess.CompletedProcess[str]:
    """Builds and runs the checker over the desk's ledger; our own proofs, a line an entry, then consistency, go along."""
    size, node = desk.ledger.size, desk.ledger.log.nodes(desk.ledger.size)
    if not (home / "proofs").exists():
        proofs = [inclusion_proof(n, size, node) for n in range(size)] + [consistency_proof(5, size, node)]
        (home / "proofs").write_text("\n".join(" ".join(step.hex() for step in proof) for proof in proofs))
    (home / "checker").mkdir(exist_ok=True)
    (home / "checker" / "main.go").write_text(CHECKER)
    settings = {"GO111MODULE": "off", "GOPATH": str(GO_PATH), "GOFLAGS": "", "GOCACHE": str(home / "cache")}
    arguments = [desk.folder / "ledger", desk.keyring.vkey, home / "then", home / "proofs"]
    return subprocess.run(
        ["go", "run", str(home / "checker" / "main.go"), *map(str, arguments)],
        env=os.environ | settings, capture_output=True, text=True, check=False,
    )  # fmt: skip

"""Frames: what is sent arrives whole and in order, or not at all."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah import pipes
from gowah.read import worker
from gowah.record import crew


@given(st.lists(st.binary(max_size=300)))
def test_frames_arrive_as_they_were_sent(frames: list[bytes]) -> None:
    stream = io.BytesIO()
    for frame in frames:
        pipes.send(stream, frame)
    stream.seek(0)
    assert [pipes.receive(stream) for _ in frames] == frames
    with pytest.raises(EOFError):
        pipes.receive(stream)


@given(st.binary(max_size=50), st.data())
def test_a_frame_cut_off_anywhere_is_no_frame(frame: bytes, data: st.DataObject) -> None:
    stream = io.BytesIO()
    pipes.send(stream, frame)
    sent = stream.getvalue()
    with pytest.raises(EOFError):
        pipes.receive(io.BytesIO(sent[: data.draw(st.integers(0, len(sent) - 1))]))


@pytest.mark.parametrize("length", [2**32 + 1, 2**63, 2**64 - 1, 2**31])
def test_a_length_that_is_a_lie_fills_no_memory(length: int) -> None:
    with pytest.raises(EOFError):
        pipes.receive(io.BytesIO(length.to_bytes(8, "big") + b"a little"))


def test_what_a_process_prints_is_no_answer() -> None:
    code = (
        "from gowah import pipes; a, b = pipes.own_side(); print('noise', flush=True); pipes.send(b, pipes.receive(a))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    pipes.send(process.stdin, b"asked")
    assert pipes.receive(process.stdout) == b"asked"
    assert process.stdout.read() == b""
    assert process.wait() == 0


def test_reader_and_claimers_speak_by_the_same_frames() -> None:
    for module in (worker, crew):
        assert not hasattr(module, "struct"), module.__name__

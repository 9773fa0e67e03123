"""What goes over the socket between the pool and a worker: frames of a length, a tag and a payload.

A job is pickled.  An answer is not: a worker that a document has taken over must not be able to make the service run
code, so answers are MessagePack, read strictly into our own types.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from typing import assert_never

import msgspec

from service.pool.jobs import Cleaned, Crashed, Job, Outcome, Refused

HEADER = struct.Struct("!Qc")
"""Length of the payload in bytes, and the tag."""

READY = b"+"
"""From a worker that is warm; the payload is empty."""
OUT_OF_MEMORY = b"!"
"""From a worker that has run into its limit, and ends."""
JOB = b"J"

_ENCODER = msgspec.msgpack.Encoder()
_DECODERS: Mapping[bytes, msgspec.msgpack.Decoder[Outcome]] = {
    b"C": msgspec.msgpack.Decoder(Cleaned),
    b"R": msgspec.msgpack.Decoder(Refused),
    b"X": msgspec.msgpack.Decoder(Crashed),
}


def frame(tag: bytes, payload: bytes = b"") -> bytes:
    """The bytes of one frame."""
    return HEADER.pack(len(payload), tag) + payload


def job_frame(job: Job) -> bytes:
    """A job on its way to a worker."""
    return frame(JOB, pickle.dumps(job, pickle.HIGHEST_PROTOCOL))


def outcome_frame(outcome: Outcome) -> bytes:
    """An answer on its way back."""
    match outcome:
        case Cleaned():
            tag = b"C"
        case Refused():
            tag = b"R"
        case Crashed():
            tag = b"X"
        case _:
            assert_never(outcome)
    return frame(tag, _ENCODER.encode(outcome))


def read_outcome(tag: bytes, payload: bytes) -> Outcome:
    """The answer.  Raises ``ValueError`` when the bytes are none."""
    decoder = _DECODERS.get(tag)
    if decoder is None:
        raise ValueError("no frame of this kind is known")
    return decoder.decode(payload)

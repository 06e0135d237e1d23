"""Resolves a name and verifies the node's signature: docs/client/domain-signature.md.

usage: verify_domain.py HOST:PORT NAME [TYPE...]
"""

import struct
import sys

import grpc
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from stubs import chain_pb2, chain_pb2_grpc, common_pb2

PREFIX = b"ghostbridge/domain-response/v1\0"


def u32(number):
    return struct.pack(">I", number)


def u64(number):
    return struct.pack(">Q", number)


def text(value):
    utf8 = value.encode()
    return u32(len(utf8)) + utf8


def signed_bytes(answer, chain_id, types):
    asked = sorted({name.upper() for name in types})
    parts = [PREFIX, text(chain_id), text(answer.domain), u32(len(asked)), *map(text, asked)]
    parts += [text(answer.owner_id), u64(answer.timestamp), u32(answer.ttl), u64(answer.block_height)]
    parts += [u32(len(answer.records))]
    for record in answer.records:
        parts += [text(record.type), text(record.value), u32(record.priority), u32(record.ttl)]
    return b"".join(parts)


def main(target, name, *types):
    with grpc.insecure_channel(target) as channel:
        node = chain_pb2_grpc.GhostChainServiceStub(channel)
        # Once, over a channel you trust, and kept: an answer's own signer_public_key proves nothing.
        info = node.GetChainInfo(common_pb2.Empty(), timeout=10)
        answer = node.ResolveDomain(chain_pb2.DomainQuery(domain=name, record_types=types), timeout=10)
    # Names with letters beyond ASCII come back as A-labels (xn--).
    if name.isascii() and answer.domain != name.lower().removesuffix("."):
        sys.exit(f"the answer is about {answer.domain}")
    if answer.signer_public_key != info.node_public_key:
        sys.exit("the answer is signed by another key than the node's")
    key = Ed25519PublicKey.from_public_bytes(info.node_public_key)
    try:
        key.verify(answer.signature, signed_bytes(answer, info.chain_id, types))
    except InvalidSignature:
        sys.exit("the signature does not hold")
    for record in answer.records:
        print(f"{answer.domain} {record.ttl} {record.type} {record.value}")
    print(f"signature of {info.node_public_key.hex()} holds, block {answer.block_height}, owner {answer.owner_id}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

"""Registers a name with one A record by a signed transaction.

usage: register_name.py HOST:PORT KEY.pem NAME IPV4
"""

import hashlib
import sys

import grpc
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from stubs import chain_pb2, chain_pb2_grpc, common_pb2, transaction_pb2

PREFIX = b"ghostbridge/transaction/v1\0"


def number(value):
    """An amount on the wire: big-endian, unsigned, no leading zero byte."""
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def main(target, key_file, name, ipv4):
    with open(key_file, "rb") as file:
        key = load_pem_private_key(file.read(), None)
    public_key = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    account = "0x" + hashlib.sha256(public_key).digest()[:20].hex()

    with grpc.insecure_channel(target) as channel:
        node = chain_pb2_grpc.GhostChainServiceStub(channel)
        chain = node.GetChainInfo(common_pb2.Empty(), timeout=10)
        nonce = node.GetAccount(chain_pb2.AccountQuery(account_id=account), timeout=10).nonce
        body = transaction_pb2.TransactionBody(
            chain_id=chain.chain_id,
            nonce=nonce,
            fee=number(int.from_bytes(chain.minimum_fee, "big") + int.from_bytes(chain.registration_fee, "big")),
            expiry_height=chain.height + min(100, chain.maximum_expiry_blocks),
            register_name=transaction_pb2.RegisterName(
                name=name,
                records=[transaction_pb2.NameRecord(type="A", value=ipv4, ttl=300)],
                duration_blocks=chain.registration_period_blocks,
            ),
        ).SerializeToString()
        request = chain_pb2.DomainRegistration(
            domain=name,
            owner_id=account,
            initial_records=[chain_pb2.DNSRecord(type="A", value=ipv4, ttl=300)],
            duration_blocks=chain.registration_period_blocks,
            signed_transaction=transaction_pb2.SignedTransaction(
                body=body, algorithm="ed25519", public_key=public_key, signature=key.sign(PREFIX + body)
            ),
        )
        # Answers when the transaction is in a durable block.
        done = node.RegisterDomain(request, timeout=30)
    if done.HasField("error"):
        sys.exit(f"in block {done.block_height}, but failed: {done.error.details['reason']}: {done.error.message}")
    print(f"{name} belongs to {account}: transaction {done.transaction_id} in block {done.block_height}")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])

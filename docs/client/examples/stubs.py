"""The generated messages and stubs, made from proto/ on first use; needs grpcio, grpcio-tools and cryptography."""

import pathlib
import sys
import tempfile

from grpc_tools import protoc

PROTO = pathlib.Path(__file__).resolve().parents[3] / "proto/src/main/proto"
out = tempfile.mkdtemp(prefix="ghost-stubs-")
files = [str(path) for path in PROTO.rglob("*.proto")]
if protoc.main(["protoc", f"-I{PROTO}", f"--python_out={out}", f"--grpc_python_out={out}", *files]) != 0:
    sys.exit("protoc failed")
sys.path.insert(0, out)

from ghost.chain.v1 import chain_pb2, chain_pb2_grpc  # noqa: E402
from ghost.common.v1 import common_pb2  # noqa: E402
from ghost.ledger.v1 import transaction_pb2  # noqa: E402

__all__ = ["chain_pb2", "chain_pb2_grpc", "common_pb2", "transaction_pb2"]

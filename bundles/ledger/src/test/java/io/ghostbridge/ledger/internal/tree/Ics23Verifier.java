package io.ghostbridge.ledger.internal.tree;

import com.google.protobuf.ByteString;
import io.ghostbridge.proto.ics23.v1.CommitmentProof;
import io.ghostbridge.proto.ics23.v1.ExistenceProof;
import io.ghostbridge.proto.ics23.v1.HashOp;
import io.ghostbridge.proto.ics23.v1.InnerOp;
import io.ghostbridge.proto.ics23.v1.InnerSpec;
import io.ghostbridge.proto.ics23.v1.LeafOp;
import io.ghostbridge.proto.ics23.v1.LengthOp;
import io.ghostbridge.proto.ics23.v1.NonExistenceProof;
import io.ghostbridge.proto.ics23.v1.ProofSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** A verifier written from the text of ICS-23. What it throws is why a proof is not accepted. */
final class Ics23Verifier {
  private static final ByteString ZERO = ByteString.copyFrom(new byte[] {0});

  static final ProofSpec SMT =
      ProofSpec.newBuilder()
          .setLeafSpec(
              LeafOp.newBuilder()
                  .setHash(HashOp.SHA256)
                  .setPrehashKey(HashOp.SHA256)
                  .setPrehashValue(HashOp.SHA256)
                  .setLength(LengthOp.NO_PREFIX)
                  .setPrefix(ZERO))
          .setInnerSpec(binary(32, 1, 1).setEmptyChild(ByteString.copyFrom(new byte[32])).build())
          .setMaxDepth(256)
          .setPrehashKeyBeforeComparison(true)
          .build();

  static final ProofSpec TENDERMINT =
      ProofSpec.newBuilder()
          .setLeafSpec(
              LeafOp.newBuilder()
                  .setHash(HashOp.SHA256)
                  .setPrehashValue(HashOp.SHA256)
                  .setLength(LengthOp.VAR_PROTO)
                  .setPrefix(ZERO))
          .setInnerSpec(binary(32, 1, 1))
          .build();

  static final ProofSpec IAVL = TENDERMINT.toBuilder().setInnerSpec(binary(33, 4, 12)).build();

  private Ics23Verifier() {}

  private static InnerSpec.Builder binary(int childSize, int minPrefix, int maxPrefix) {
    return InnerSpec.newBuilder()
        .addChildOrder(0)
        .addChildOrder(1)
        .setChildSize(childSize)
        .setMinPrefixLength(minPrefix)
        .setMaxPrefixLength(maxPrefix)
        .setHash(HashOp.SHA256);
  }

  static void verifyMembership(
      ProofSpec spec, ByteString root, CommitmentProof proof, ByteString key, ByteString value) {
    require(proof.hasExist(), "no existence proof");
    verify(spec, root, proof.getExist());
    require(proof.getExist().getKey().equals(key), "another key");
    require(proof.getExist().getValue().equals(value), "another value");
  }

  static void verifyAbsence(
      ProofSpec spec, ByteString root, CommitmentProof proof, ByteString key) {
    require(proof.hasNonexist(), "no non-existence proof");
    NonExistenceProof absent = proof.getNonexist();
    require(absent.hasLeft() || absent.hasRight(), "no neighbour");
    if (absent.hasLeft()) {
      verify(spec, root, absent.getLeft());
      require(compare(spec, absent.getLeft().getKey(), key) < 0, "the left is not left");
    }
    if (absent.hasRight()) {
      verify(spec, root, absent.getRight());
      require(compare(spec, key, absent.getRight().getKey()) < 0, "the right is not right");
    }
    InnerSpec inner = spec.getInnerSpec();
    if (!absent.hasLeft()) {
      require(isEdge(inner, absent.getRight().getPathList(), 0), "not left-most");
    } else if (!absent.hasRight()) {
      require(isEdge(inner, absent.getLeft().getPathList(), 1), "not right-most");
    } else {
      requireNeighbours(inner, absent.getLeft().getPathList(), absent.getRight().getPathList());
    }
  }

  private static int compare(ProofSpec spec, ByteString a, ByteString b) {
    boolean prehash = spec.getPrehashKeyBeforeComparison();
    HashOp op = spec.getLeafSpec().getPrehashKey();
    return ByteString.unsignedLexicographicalComparator()
        .compare(prehash ? prehash(op, a) : a, prehash ? prehash(op, b) : b);
  }

  private static void verify(ProofSpec spec, ByteString root, ExistenceProof proof) {
    checkAgainst(spec, proof);
    require(calculate(proof).equals(root), "another root");
  }

  static void checkAgainst(ProofSpec spec, ExistenceProof proof) {
    require(proof.hasLeaf(), "no leaf");
    checkLeaf(spec, proof.getLeaf());
    int depth = proof.getPathCount();
    require(spec.getMinDepth() == 0 || depth >= spec.getMinDepth(), "too short");
    require(depth <= (spec.getMaxDepth() == 0 ? 128 : spec.getMaxDepth()), "too long");
    InnerSpec inner = spec.getInnerSpec();
    for (InnerOp step : proof.getPathList()) {
      require(step.getHash() == inner.getHash(), "another inner hash");
      require(
          !step.getPrefix().startsWith(spec.getLeafSpec().getPrefix()), "an inner node as a leaf");
      int most =
          inner.getMaxPrefixLength() + (inner.getChildOrderCount() - 1) * inner.getChildSize();
      require(step.getPrefix().size() >= inner.getMinPrefixLength(), "a short prefix");
      require(step.getPrefix().size() <= most, "a long prefix");
      require(step.getSuffix().size() % inner.getChildSize() == 0, "a bad suffix");
      if (spec.equals(TENDERMINT)) {
        require(step.getPrefix().byteAt(0) == 1, "no inner prefix");
        require(step.getSuffix().isEmpty() || step.getPrefix().size() == 1, "two siblings");
      }
    }
  }

  static void checkLeaf(ProofSpec spec, LeafOp leaf) {
    LeafOp expected = spec.getLeafSpec();
    require(leaf.getHash() == expected.getHash(), "another leaf hash");
    require(leaf.getPrehashKey() == expected.getPrehashKey(), "another key hash");
    require(leaf.getPrehashValue() == expected.getPrehashValue(), "another value hash");
    require(leaf.getLength() == expected.getLength(), "another length");
    require(leaf.getPrefix().startsWith(expected.getPrefix()), "another leaf prefix");
  }

  static ByteString calculate(ExistenceProof proof) {
    require(proof.hasLeaf(), "no leaf");
    ByteString result = apply(proof.getLeaf(), proof.getKey(), proof.getValue());
    for (InnerOp step : proof.getPathList()) {
      result = apply(step, result);
    }
    return result;
  }

  static ByteString apply(LeafOp leaf, ByteString key, ByteString value) {
    require(!key.isEmpty() && !value.isEmpty(), "an empty key or value");
    return hash(
        leaf.getHash(),
        leaf.getPrefix()
            .concat(withLength(leaf.getLength(), prehash(leaf.getPrehashKey(), key)))
            .concat(withLength(leaf.getLength(), prehash(leaf.getPrehashValue(), value))));
  }

  static ByteString apply(InnerOp step, ByteString child) {
    require(!child.isEmpty(), "no child");
    return hash(step.getHash(), step.getPrefix().concat(child).concat(step.getSuffix()));
  }

  private static ByteString prehash(HashOp op, ByteString data) {
    return op == HashOp.NO_HASH ? data : hash(op, data);
  }

  private static ByteString withLength(LengthOp op, ByteString data) {
    return switch (op) {
      case NO_PREFIX -> data;
      case VAR_PROTO -> varint(data.size()).concat(data);
      case REQUIRE_32_BYTES -> {
        require(data.size() == 32, "not 32 bytes");
        yield data;
      }
      case REQUIRE_64_BYTES -> {
        require(data.size() == 64, "not 64 bytes");
        yield data;
      }
      case FIXED32_BIG -> fixed(4, ByteOrder.BIG_ENDIAN, data);
      case FIXED32_LITTLE -> fixed(4, ByteOrder.LITTLE_ENDIAN, data);
      case FIXED64_BIG -> fixed(8, ByteOrder.BIG_ENDIAN, data);
      case FIXED64_LITTLE -> fixed(8, ByteOrder.LITTLE_ENDIAN, data);
      default -> throw new IllegalArgumentException("length " + op);
    };
  }

  private static ByteString fixed(int size, ByteOrder order, ByteString data) {
    ByteBuffer length = ByteBuffer.allocate(size).order(order);
    length = size == 4 ? length.putInt(data.size()) : length.putLong(data.size());
    return ByteString.copyFrom(length.flip()).concat(data);
  }

  private static ByteString varint(int value) {
    ByteString.Output out = ByteString.newOutput();
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
    return out.toByteString();
  }

  static ByteString hash(HashOp op, ByteString data) {
    try {
      return switch (op) {
        case SHA256 -> digest("SHA-256", data);
        case SHA512 -> digest("SHA-512", data);
        case SHA512_256 -> digest("SHA-512/256", data);
        case RIPEMD160 -> ripemd160(data);
        case BITCOIN -> ripemd160(digest("SHA-256", data));
        default -> throw new IllegalArgumentException("hash " + op);
      };
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteString digest(String algorithm, ByteString data)
      throws NoSuchAlgorithmException {
    return ByteString.copyFrom(MessageDigest.getInstance(algorithm).digest(data.toByteArray()));
  }

  private static ByteString ripemd160(ByteString data) {
    RIPEMD160Digest digest = new RIPEMD160Digest();
    digest.update(data.toByteArray(), 0, data.size());
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return ByteString.copyFrom(out);
  }

  private static void requireNeighbours(InnerSpec spec, List<InnerOp> left, List<InnerOp> right) {
    int l = left.size() - 1;
    int r = right.size() - 1;
    while (l >= 0 && r >= 0 && left.get(l).equals(right.get(r))) {
      l--;
      r--;
    }
    require(l >= 0 && r >= 0, "one is above the other");
    require(branch(spec, right.get(r)) == branch(spec, left.get(l)) + 1, "no neighbours");
    require(isEdge(spec, left.subList(0, l), 1), "the left is not right-most");
    require(isEdge(spec, right.subList(0, r), 0), "the right is not left-most");
  }

  private static boolean isEdge(InnerSpec spec, List<InnerOp> path, int branch) {
    for (InnerOp step : path) {
      if (!hasPadding(spec, step, branch) && !siblingsAreEmpty(spec, step, branch == 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasPadding(InnerSpec spec, InnerOp step, int branch) {
    int before = spec.getChildOrderList().indexOf(branch) * spec.getChildSize();
    int after = (spec.getChildOrderCount() - 1) * spec.getChildSize() - before;
    int prefix = step.getPrefix().size();
    return prefix >= before + spec.getMinPrefixLength()
        && prefix <= before + spec.getMaxPrefixLength()
        && step.getSuffix().size() == after;
  }

  private static int branch(InnerSpec spec, InnerOp step) {
    for (int branch = 0; branch < spec.getChildOrderCount(); branch++) {
      if (hasPadding(spec, step, branch)) {
        return branch;
      }
    }
    throw new IllegalArgumentException("no branch has this padding");
  }

  /** Whether all siblings on one side are placeholders, for trees of two branches. */
  static boolean siblingsAreEmpty(InnerSpec spec, InnerOp step, boolean left) {
    if (branch(spec, step) != (left ? 1 : 0)) {
      return false;
    }
    if (!left) {
      return step.getSuffix().equals(spec.getEmptyChild());
    }
    int from = step.getPrefix().size() - spec.getChildSize();
    return from >= 0 && step.getPrefix().substring(from).equals(spec.getEmptyChild());
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

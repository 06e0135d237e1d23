package io.ghostbridge.ledger.internal.tree;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.hash.MerkleList;
import io.ghostbridge.ledger.internal.hash.Sha256;
import io.ghostbridge.proto.ics23.v1.CommitmentProof;
import io.ghostbridge.proto.ics23.v1.ExistenceProof;
import io.ghostbridge.proto.ics23.v1.HashOp;
import io.ghostbridge.proto.ics23.v1.InnerOp;
import io.ghostbridge.proto.ics23.v1.LeafOp;
import io.ghostbridge.proto.ics23.v1.LengthOp;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Joins the roots of the named stores to the state root: the Merkle list of the stores in the order
 * of their names, as ICS-23's {@code tendermintSpec} has it. An entry is the name and SHA-256 of
 * the store's root, each behind its length.
 */
public final class StoreRoots {
  private static final LeafOp LEAF_OP =
      LeafOp.newBuilder()
          .setHash(HashOp.SHA256)
          .setPrehashKey(HashOp.NO_HASH)
          .setPrehashValue(HashOp.SHA256)
          .setLength(LengthOp.VAR_PROTO)
          .setPrefix(ByteString.copyFrom(new byte[] {0}))
          .build();
  private static final ByteString INNER_PREFIX = ByteString.copyFrom(new byte[] {1});
  private static final int LONGEST_NAME = 127;

  private StoreRoots() {}

  /** The root over {@code stores}. */
  public static Hash join(SortedMap<String, Hash> stores) {
    Sha256 sha = new Sha256();
    return new MerkleList(sha).root(entries(stores, sha));
  }

  /** The proof that {@code store} has its root under the root over {@code stores}. */
  public static CommitmentProof prove(SortedMap<String, Hash> stores, String store) {
    Sha256 sha = new Sha256();
    Hash root = stores.get(store);
    if (root == null) {
      throw new IllegalArgumentException("the stores are " + stores.keySet() + ", not " + store);
    }
    ExistenceProof.Builder proof =
        ExistenceProof.newBuilder()
            .setKey(ByteString.copyFromUtf8(store))
            .setValue(UnsafeByteOperations.unsafeWrap(root.bytes().unsafeArray()))
            .setLeaf(LEAF_OP);
    int index = new ArrayList<>(stores.keySet()).indexOf(store);
    for (MerkleList.Sibling sibling : new MerkleList(sha).path(entries(stores, sha), index)) {
      ByteString hash = UnsafeByteOperations.unsafeWrap(sibling.hash().unsafeArray());
      InnerOp.Builder step = InnerOp.newBuilder().setHash(HashOp.SHA256);
      proof.addPath(
          sibling.left()
              ? step.setPrefix(INNER_PREFIX.concat(hash))
              : step.setPrefix(INNER_PREFIX).setSuffix(hash));
    }
    return CommitmentProof.newBuilder().setExist(proof).build();
  }

  private static List<byte[]> entries(SortedMap<String, Hash> stores, Sha256 sha) {
    List<byte[]> entries = new ArrayList<>();
    stores.forEach(
        (name, root) -> {
          ByteArrayOutputStream entry = new ByteArrayOutputStream();
          writeWithLength(entry, name.getBytes(StandardCharsets.US_ASCII));
          writeWithLength(entry, sha.hash(root.bytes().unsafeArray()).unsafeArray());
          entries.add(entry.toByteArray());
        });
    return entries;
  }

  private static void writeWithLength(ByteArrayOutputStream out, byte[] data) {
    if (data.length > LONGEST_NAME) {
      throw new IllegalArgumentException("a store's name has at most 127 bytes");
    }
    out.write(data.length);
    out.writeBytes(data);
  }
}

package io.ghostbridge.ledger.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import io.ghostbridge.proto.ics23.v1.CommitmentProof;
import io.ghostbridge.proto.ics23.v1.ExistenceProof;
import io.ghostbridge.proto.ics23.v1.HashOp;
import io.ghostbridge.proto.ics23.v1.InnerOp;
import io.ghostbridge.proto.ics23.v1.InnerSpec;
import io.ghostbridge.proto.ics23.v1.LeafOp;
import io.ghostbridge.proto.ics23.v1.ProofSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The verifier of these tests agrees with the official vectors, so that its word counts. */
class Ics23VectorsTest {
  private static Path vectors() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolveSibling("shared").resolve("vectors/ics23");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    Assumptions.abort("shared/vectors/ics23 is not beside the project: vectors are not checked");
    throw new AssertionError();
  }

  private static JsonElement json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file));
  }

  @Test
  void proofsOfRealTreesAreAccepted() throws IOException {
    Path vectors = vectors();
    Map<String, ProofSpec> specs =
        Map.of(
            "smt", Ics23Verifier.SMT,
            "tendermint", Ics23Verifier.TENDERMINT,
            "iavl", Ics23Verifier.IAVL);
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, ProofSpec> spec : specs.entrySet()) {
      for (String name : List.of("left", "middle", "right")) {
        for (String kind : List.of("exist_", "nonexist_")) {
          Path file = vectors.resolve(spec.getKey()).resolve(kind + name + ".json");
          JsonObject vector = json(file).getAsJsonObject();
          CommitmentProof proof = CommitmentProof.parseFrom(hex(vector, "proof"));
          expect(
              false,
              failures,
              file.toString(),
              () -> {
                if (proof.hasExist()) {
                  Ics23Verifier.verifyMembership(
                      spec.getValue(),
                      hex(vector, "root"),
                      proof,
                      hex(vector, "key"),
                      hex(vector, "value"));
                } else {
                  Ics23Verifier.verifyAbsence(
                      spec.getValue(), hex(vector, "root"), proof, hex(vector, "key"));
                }
              });
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void operationsAndSpecsGiveTheExpectedResults() throws IOException {
    Path vectors = vectors();
    List<String> failures = new ArrayList<>();
    each(
        vectors,
        "TestLeafOpData",
        (name, v) ->
            expect(
                v,
                failures,
                name,
                () ->
                    assertThat(
                            Ics23Verifier.apply(
                                leaf(v.get("Op")), base64(v, "Key"), base64(v, "Value")))
                        .isEqualTo(base64(v, "Expected"))));
    each(
        vectors,
        "TestInnerOpData",
        (name, v) ->
            expect(
                v,
                failures,
                name,
                () ->
                    assertThat(Ics23Verifier.apply(inner(v.get("Op")), base64(v, "Child")))
                        .isEqualTo(base64(v, "Expected"))));
    each(
        vectors,
        "TestCheckLeafData",
        (name, v) ->
            expect(
                v,
                failures,
                name,
                () -> Ics23Verifier.checkLeaf(leafSpec(v), leaf(v.get("Leaf")))));
    each(
        vectors,
        "TestExistenceProofData",
        (name, v) ->
            expect(
                v,
                failures,
                name,
                () ->
                    assertThat(Ics23Verifier.calculate(existence(v)))
                        .isEqualTo(base64(v, "Expected"))));
    each(
        vectors,
        "TestCheckAgainstSpecData",
        (name, v) ->
            expect(
                !text(v, "Err").isEmpty(),
                failures,
                name,
                () -> Ics23Verifier.checkAgainst(spec(v), existence(v))));
    for (JsonElement element : json(vectors.resolve("TestEmptyBranchData.json")).getAsJsonArray()) {
      JsonObject v = element.getAsJsonObject();
      InnerOp step = inner(v.get("Op"));
      InnerSpec spec = spec(v).getInnerSpec();
      expect(
          false,
          failures,
          v.toString(),
          () -> {
            assertThat(Ics23Verifier.siblingsAreEmpty(spec, step, true))
                .isEqualTo(v.get("IsLeft").getAsBoolean());
            assertThat(Ics23Verifier.siblingsAreEmpty(spec, step, false))
                .isEqualTo(v.get("IsRight").getAsBoolean());
          });
    }
    assertThat(failures).isEmpty();
  }

  private interface Visitor {
    void visit(String name, JsonObject vector);
  }

  private static void each(Path vectors, String file, Visitor visitor) throws IOException {
    json(vectors.resolve(file + ".json"))
        .getAsJsonObject()
        .asMap()
        .forEach((name, vector) -> visitor.visit(file + ": " + name, vector.getAsJsonObject()));
  }

  private static void expect(
      JsonObject vector, List<String> failures, String name, Runnable check) {
    expect(vector.get("IsErr").getAsBoolean(), failures, name, check);
  }

  private static void expect(boolean error, List<String> failures, String name, Runnable check) {
    try {
      check.run();
      if (error) {
        failures.add(name + ": accepted");
      }
    } catch (RuntimeException | AssertionError e) {
      if (!error) {
        failures.add(name + ": " + e.getMessage());
      }
    }
  }

  private static ByteString hex(JsonObject object, String name) {
    return ByteString.copyFrom(HexFormat.of().parseHex(object.get(name).getAsString()));
  }

  private static ByteString base64(JsonObject object, String name) {
    return ByteString.copyFrom(Base64.getDecoder().decode(text(object, name)));
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }

  private static int number(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null ? 0 : value.getAsInt();
  }

  private static LeafOp leaf(JsonElement element) {
    JsonObject leaf = element.getAsJsonObject();
    return LeafOp.newBuilder()
        .setHashValue(number(leaf, "hash"))
        .setPrehashKeyValue(number(leaf, "prehash_key"))
        .setPrehashValueValue(number(leaf, "prehash_value"))
        .setLengthValue(number(leaf, "length"))
        .setPrefix(base64(leaf, "prefix"))
        .build();
  }

  private static InnerOp inner(JsonElement element) {
    JsonObject inner = element.getAsJsonObject();
    return InnerOp.newBuilder()
        .setHashValue(number(inner, "hash"))
        .setPrefix(base64(inner, "prefix"))
        .setSuffix(base64(inner, "suffix"))
        .build();
  }

  private static ExistenceProof existence(JsonObject vector) {
    JsonObject proof = vector.getAsJsonObject("Proof");
    ExistenceProof.Builder message =
        ExistenceProof.newBuilder().setKey(base64(proof, "key")).setValue(base64(proof, "value"));
    if (proof.has("leaf")) {
      message.setLeaf(leaf(proof.get("leaf")));
    }
    if (proof.has("path")) {
      proof.getAsJsonArray("path").forEach(step -> message.addPath(inner(step)));
    }
    return message.build();
  }

  /** In one file the spec of a leaf is the leaf itself. */
  private static ProofSpec leafSpec(JsonObject vector) {
    return ProofSpec.newBuilder().setLeafSpec(leaf(vector.get("Spec"))).build();
  }

  private static ProofSpec spec(JsonObject vector) {
    JsonObject spec = vector.getAsJsonObject("Spec");
    JsonObject inner = spec.getAsJsonObject("inner_spec");
    InnerSpec.Builder innerSpec =
        InnerSpec.newBuilder()
            .setChildSize(number(inner, "child_size"))
            .setMinPrefixLength(number(inner, "min_prefix_length"))
            .setMaxPrefixLength(number(inner, "max_prefix_length"))
            .setEmptyChild(base64(inner, "empty_child"))
            .setHash(HashOp.forNumber(number(inner, "hash")));
    inner.getAsJsonArray("child_order").forEach(child -> innerSpec.addChildOrder(child.getAsInt()));
    return ProofSpec.newBuilder()
        .setLeafSpec(leaf(spec.get("leaf_spec")))
        .setInnerSpec(innerSpec)
        .setMinDepth(number(spec, "min_depth"))
        .setMaxDepth(number(spec, "max_depth"))
        .build();
  }
}

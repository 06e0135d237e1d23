package io.ghostbridge.peers.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.peers.Command;
import io.ghostbridge.peers.NodeClient;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random inputs through our algorithms, then all of them through one process of Node: its crypto
 * module, which is OpenSSL, and the noble libraries. What it makes in turn is judged by ours.
 */
class NodeCrossCheckTest {
  private static final int ROUNDS = 1000;

  /** Seconds a thousand in JavaScript. */
  private static final int SLOW_ROUNDS = 100;

  /** Up to a second each. */
  private static final int SLOWEST_ROUNDS = 4;

  /** A thousand of one of the slow ones, on a slow machine that does something else, too. */
  private static final Duration SLOW_LIMIT = Duration.ofMinutes(30);

  @TempDir Path directory = Path.of("");

  @TestFactory
  Stream<DynamicTest> nodeAndOursAgreeInBothDirections() throws Exception {
    Ours ours = ours();
    Map<Callable<CrossCase>, Integer> makers = fast(ours);
    slow(ours).forEach(maker -> makers.put(maker, SLOW_ROUNDS));
    slowest(ours).forEach(maker -> makers.put(maker, SLOWEST_ROUNDS));
    return check(ours, makers, Command.LIMIT);
  }

  /** A process each; a quarter of an hour together, most of it for SLH-DSA-128s. */
  @Tag("full")
  @TestFactory
  Stream<DynamicTest> theSlowOnesAgreeAThousandTimes() throws Exception {
    Ours ours = ours();
    List<DynamicTest> tests = new ArrayList<>();
    for (Callable<CrossCase> maker :
        Stream.concat(slow(ours).stream(), slowest(ours).stream()).toList()) {
      tests.addAll(check(ours, Map.of(maker, ROUNDS), SLOW_LIMIT).toList());
    }
    return tests.stream();
  }

  private static Ours ours() throws IOException {
    return new Ours(new ClassPathAlgorithms(NodeCrossCheckTest.class.getClassLoader()));
  }

  private Stream<DynamicTest> check(
      Ours ours, Map<Callable<CrossCase>, Integer> makers, Duration limit) throws Exception {
    Path answers = Files.createTempFile(directory, "answers", ".jsonl");
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Callable<CrossCase>, Integer> maker : makers.entrySet()) {
      for (int i = 0; i < maker.getValue(); i++) {
        lines.add(maker.getKey().call().toJson());
      }
    }
    Path cases = Files.write(directory.resolve("cases.jsonl"), lines);
    Stream<DynamicTest> theirs =
        NodeClient.cases(limit, makers.size(), "crypto.mjs", cases.toString(), answers.toString());
    return Stream.concat(theirs.toList().stream(), judge(ours, answers));
  }

  private static Stream<DynamicTest> judge(Ours ours, Path answers) throws IOException {
    Map<String, List<CrossCase>> byAlgorithm = new TreeMap<>();
    for (String line : Files.readAllLines(answers)) {
      CrossCase theirs = CrossCase.parse(line);
      byAlgorithm.computeIfAbsent(theirs.algorithm(), missing -> new ArrayList<>()).add(theirs);
    }
    return byAlgorithm.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    "what Node made is accepted: " + entry.getKey(),
                    () -> {
                      for (CrossCase theirs : entry.getValue()) {
                        assertThat(ours.accepts(theirs)).as(theirs.toJson()).isTrue();
                      }
                    }));
  }

  private static Map<Callable<CrossCase>, Integer> fast(Ours ours) {
    Map<Callable<CrossCase>, Integer> makers = new LinkedHashMap<>();
    for (String name :
        List.of(
            "sha256",
            "sha384",
            "sha512",
            "sha3-256",
            "sha3-384",
            "sha3-512",
            "shake128",
            "shake256",
            "keccak-256",
            "blake2b-256",
            "blake2b-512",
            "blake3",
            "ripemd-160")) {
      makers.put(() -> ours.digest(name), ROUNDS);
    }
    for (String bits : List.of("256", "512")) {
      makers.put(() -> ours.mac("hmac-sha" + bits), ROUNDS);
      makers.put(() -> ours.kdf("hkdf-sha" + bits), ROUNDS);
      makers.put(
          () -> ours.passwordHash("pbkdf2-hmac-sha" + bits, new PasswordCost.Pbkdf2(3)), ROUNDS);
    }
    makers.put(() -> ours.passwordHash("scrypt", new PasswordCost.Scrypt(16, 2, 1)), ROUNDS);
    makers.put(() -> ours.passwordHash("argon2id", new PasswordCost.Argon2(16, 1, 2)), ROUNDS);
    for (String name :
        List.of("aes-256-gcm", "chacha20-poly1305", "aes-256-gcm-siv", "xchacha20-poly1305")) {
      makers.put(() -> ours.aead(name), ROUNDS);
    }
    for (String name :
        List.of(
            "ed25519",
            "ecdsa-secp256k1-sha256",
            "ecdsa-p256-sha256",
            "ecdsa-p384-sha384",
            "schnorr-secp256k1")) {
      makers.put(() -> ours.signature(name), ROUNDS);
    }
    for (String name : List.of("x25519", "ecdh-p256", "ecdh-p384", "ecdh-secp256k1")) {
      makers.put(() -> ours.agreement(name), ROUNDS);
    }
    for (String name : List.of("ml-kem-512", "ml-kem-768", "ml-kem-1024", "x-wing")) {
      makers.put(() -> ours.kem(name), ROUNDS);
    }
    makers.put(ours::derivation, ROUNDS);
    return makers;
  }

  private static List<Callable<CrossCase>> slow(Ours ours) {
    return List.of(
        ours::mnemonic,
        () -> ours.signature("ml-dsa-44"),
        () -> ours.signature("ml-dsa-65"),
        () -> ours.signature("ml-dsa-87"),
        () -> ours.signature("bls12-381"));
  }

  /** Node signs a few in turn, and verifies all. */
  private static List<Callable<CrossCase>> slowest(Ours ours) {
    return List.of(
        () -> ours.signature("slh-dsa-sha2-128f"), () -> ours.signature("slh-dsa-sha2-128s"));
  }
}

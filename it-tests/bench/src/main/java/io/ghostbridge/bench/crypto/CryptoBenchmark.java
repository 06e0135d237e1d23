package io.ghostbridge.bench.crypto;

import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.bench.Benchmark;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.Progress;
import io.ghostbridge.bench.Settings;
import io.ghostbridge.bench.process.Tools;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Every algorithm at 64 bytes, 1 KB and 16 KB beside the JDK's, Bouncy Castle's and OpenSSL's, on
 * one core, in one run.
 */
public final class CryptoBenchmark implements Benchmark {
  private static final String JDK = "jdk";
  private static final String BOUNCY_CASTLE = "bouncycastle";
  private static final String OPENSSL = "openssl";
  private static final String ONE_BY_ONE = "one by one";
  private static final List<Integer> SIZES = List.of(64, 1024, 16_384);
  private static final int BATCH = 64;
  private static final double SECONDS_PART = 0.05;

  /** Two libraries that are the same differ by this much from run to run. */
  private static final double NOT_SLOWER = 0.95;

  private static final double RECOVERY_MICROSECONDS = 60;

  /** What is measured of one core: the name, and in which subjects it is called what. */
  private record Bulk(String name, String jca, List<String> openssl) {}

  private record Signed(
      String name, String keys, String spec, String jca, String openssl, boolean everySize) {}

  private static final List<Bulk> DIGESTS =
      List.of(
          new Bulk("sha256", "SHA-256", List.of("-evp", "sha256")),
          new Bulk("sha512", "SHA-512", List.of("-evp", "sha512")),
          new Bulk("sha3-256", "SHA3-256", List.of("-evp", "sha3-256")),
          new Bulk("keccak-256", "KECCAK-256", List.of()),
          new Bulk("blake2b-512", "BLAKE2B-512", List.of("-evp", "blake2b512")),
          new Bulk("blake3", "BLAKE3-256", List.of()),
          new Bulk("ripemd-160", "RIPEMD160", List.of("-evp", "ripemd160")));

  private static final List<Bulk> MACS =
      List.of(
          new Bulk("hmac-sha256", "HmacSHA256", List.of("-hmac", "sha256")),
          new Bulk("hmac-sha512", "HmacSHA512", List.of("-hmac", "sha512")));

  private static final List<Bulk> AEADS =
      List.of(
          new Bulk("aes-256-gcm", "AES/GCM/NoPadding", List.of("-evp", "aes-256-gcm")),
          new Bulk("chacha20-poly1305", "ChaCha20-Poly1305", List.of("-evp", "chacha20-poly1305")),
          new Bulk("aes-256-gcm-siv", "AES/GCM-SIV/NoPadding", List.of()));

  private static final List<Signed> SIGNATURES =
      List.of(
          new Signed("ed25519", "Ed25519", "", "Ed25519", "ed25519", true),
          new Signed("ecdsa-p256-sha256", "EC", "secp256r1", "SHA256withECDSA", "ecdsap256", true),
          new Signed("ecdsa-p384-sha384", "EC", "secp384r1", "SHA384withECDSA", "ecdsap384", true),
          new Signed("ecdsa-secp256k1-sha256", "EC", "secp256k1", "SHA256withECDSA", "", true),
          new Signed("schnorr-secp256k1", "", "", "", "", true),
          new Signed("ml-dsa-65", "ML-DSA-65", "", "ML-DSA-65", "", true),
          new Signed("slh-dsa-sha2-128s", "SLH-DSA-SHA2-128S", "", "SLH-DSA-SHA2-128S", "", false),
          new Signed("bls12-381", "", "", "", "", false));

  private final Jca jdk = new Jca(null);
  private final Jca bouncyCastle = new Jca(new BouncyCastleProvider());

  /** One operation of one subject, {@code count} times a call. */
  private record Pending(String caseName, String subject, int count, Operation operation) {}

  /** What was measured goes here; set by {@link #run}, which is called once. */
  private static final class Session {
    final Report report = new Report("crypto");
    final Ours ours;
    final Stopwatch stopwatch;
    final OpensslSpeed openssl = new OpensslSpeed(1);
    final Settings settings;
    private final List<Pending> pending = new ArrayList<>();

    Session(Settings settings) throws IOException {
      this.settings = settings;
      ours = new Ours(new ClassPathAlgorithms(CryptoBenchmark.class.getClassLoader()));
      stopwatch = new Stopwatch(settings.runs(), (long) (settings.seconds() * SECONDS_PART * 1e9));
    }

    void measure(String caseName, String subject, Callable<Operation> maker)
        throws BenchmarkException {
      measure(caseName, subject, 1, maker);
    }

    /** To be measured at {@link #flush}, unless the subject is not asked for or cannot do it. */
    void measure(String caseName, String subject, int count, Callable<Operation> maker)
        throws BenchmarkException {
      if (!settings.measures(subject) || !settings.takes(caseName)) {
        return;
      }
      try {
        pending.add(new Pending(caseName, subject, count, maker.call()));
      } catch (java.security.GeneralSecurityException | UnsupportedOperationException e) {
        // The subject has no such algorithm.
      } catch (Exception e) {
        throw new BenchmarkException(caseName + " of " + subject + " cannot be made: " + e);
      }
    }

    /** Measures what was asked for since the last time, in turn. */
    void flush() throws BenchmarkException {
      List<List<Double>> rates;
      try {
        rates = stopwatch.measure(pending.stream().map(Pending::operation).toList());
      } catch (BenchmarkException e) {
        throw new BenchmarkException(pending + ": " + e.getMessage());
      }
      for (int i = 0; i < pending.size(); i++) {
        Pending one = pending.get(i);
        for (double rate : rates.get(i)) {
          figure(one.caseName(), one.subject(), rate * one.count());
        }
      }
      pending.clear();
    }

    boolean asksOpenssl(String caseName) {
      return settings.measures(OPENSSL) && settings.takes(caseName);
    }

    void figure(String caseName, String subject, double rate) {
      report.run(caseName, subject, Metric.OPERATIONS_PER_SECOND, rate);
    }
  }

  @Override
  public String name() {
    return "crypto";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Session session = new Session(settings);
    if (settings.measures(OPENSSL)) {
      Tools.require("openssl", "openssl");
    }
    bulk(session, DIGESTS, Ours::digest, Jca::digest);
    bulk(session, MACS, Ours::mac, Jca::mac);
    bulk(
        session,
        AEADS,
        Ours::aead,
        (jca, name, message) ->
            jca.aead(name, name.startsWith("AES") ? "AES" : "ChaCha20", message));
    for (Signed signed : SIGNATURES) {
      signatures(session, signed);
    }
    batches(session);
    agreements(session);
    kems(session);
    keyDerivation(session);
    goals(session.report);
    return session.report;
  }

  private interface OursMaker {
    Operation make(Ours ours, String name, byte[] message) throws Exception;
  }

  private interface JcaMaker {
    Operation make(Jca jca, String name, byte[] message) throws Exception;
  }

  private void bulk(Session session, List<Bulk> bulks, OursMaker ours, JcaMaker theirs)
      throws BenchmarkException, IOException, InterruptedException {
    for (Bulk bulk : bulks) {
      for (int size : SIZES) {
        String caseName = bulk.name() + " " + size;
        byte[] message = new byte[size];
        Progress.say("%s", caseName);
        session.measure(caseName, Report.OURS, () -> ours.make(session.ours, bulk.name(), message));
        session.measure(caseName, JDK, () -> theirs.make(jdk, bulk.jca(), message));
        session.measure(
            caseName, BOUNCY_CASTLE, () -> theirs.make(bouncyCastle, bulk.jca(), message));
        session.flush();
        if (!bulk.openssl().isEmpty() && session.asksOpenssl(caseName)) {
          session.figure(caseName, OPENSSL, session.openssl.bulk(size, bulk.openssl()));
        }
      }
    }
  }

  private void signatures(Session session, Signed signed)
      throws BenchmarkException, IOException, InterruptedException {
    var spec = signed.spec().isEmpty() ? null : Jca.curve(signed.spec());
    for (int size : signed.everySize() ? SIZES : List.of(1024)) {
      String signing = signed.name() + " sign " + size;
      String verifying = signed.name() + " verify " + size;
      byte[] message = new byte[size];
      Progress.say("%s", signing);
      session.measure(signing, Report.OURS, () -> session.ours.sign(signed.name(), message));
      session.measure(verifying, Report.OURS, () -> session.ours.verify(signed.name(), message));
      if (!signed.jca().isEmpty()) {
        for (var other : Map.of(JDK, jdk, BOUNCY_CASTLE, bouncyCastle).entrySet()) {
          Jca jca = other.getValue();
          session.measure(
              signing, other.getKey(), () -> jca.sign(signed.keys(), spec, signed.jca(), message));
          session.measure(
              verifying,
              other.getKey(),
              () -> jca.verify(signed.keys(), spec, signed.jca(), message));
        }
      }
      session.flush();
      if (!signed.openssl().isEmpty()
          && (session.asksOpenssl(signing) || session.asksOpenssl(verifying))) {
        // Of a digest, or of a message of a few bytes.
        double[] rates = session.openssl.signatures(signed.openssl());
        session.figure(signing, OPENSSL, rates[0]);
        session.figure(verifying, OPENSSL, rates[1]);
      }
    }
  }

  private void batches(Session session) throws BenchmarkException {
    Progress.say("ed25519 in batches, and recovery");
    byte[] message = new byte[1024];
    String batch = "ed25519 verify batch of " + BATCH;
    session.measure(batch, Report.OURS, BATCH, () -> session.ours.batch("ed25519", message, BATCH));
    session.measure(
        batch, ONE_BY_ONE, BATCH, () -> session.ours.oneByOne("ed25519", message, BATCH));
    String recovery = "secp256k1 recover";
    session.measure(recovery, Report.OURS, () -> session.ours.recover("ecdsa-secp256k1-sha256"));
    session.flush();
    session.report.measurements().stream()
        .filter(one -> one.caseName().equals(recovery))
        .findFirst()
        .ifPresent(
            one ->
                one.runs()
                    .forEach(
                        rate ->
                            session.report.run(
                                recovery,
                                Report.OURS,
                                Metric.MICROSECONDS_PER_OPERATION,
                                1e6 / rate)));
  }

  private void agreements(Session session)
      throws BenchmarkException, IOException, InterruptedException {
    agreement(session, "x25519", "X25519", "", "X25519", "ecdhx25519");
    agreement(session, "ecdh-p256", "EC", "secp256r1", "ECDH", "ecdhp256");
    agreement(session, "ecdh-p384", "EC", "secp384r1", "ECDH", "ecdhp384");
    agreement(session, "ecdh-secp256k1", "EC", "secp256k1", "ECDH", "");
  }

  private void agreement(
      Session session, String name, String keys, String curve, String jca, String openssl)
      throws BenchmarkException, IOException, InterruptedException {
    Progress.say("%s", name);
    var spec = curve.isEmpty() ? null : Jca.curve(curve);
    session.measure(name, Report.OURS, () -> session.ours.agree(name));
    session.measure(name, JDK, () -> jdk.agree(keys, spec, jca));
    session.measure(name, BOUNCY_CASTLE, () -> bouncyCastle.agree(keys, spec, jca));
    session.flush();
    if (!openssl.isEmpty() && session.asksOpenssl(name)) {
      session.figure(name, OPENSSL, session.openssl.agreements(openssl));
    }
  }

  private void kems(Session session) throws BenchmarkException {
    Progress.say("ml-kem-768 and x-wing");
    var spec = Jca.named("ML-KEM-768");
    for (String name : List.of("ml-kem-768", "x-wing")) {
      session.measure(name + " encapsulate", Report.OURS, () -> session.ours.encapsulate(name));
      session.measure(name + " decapsulate", Report.OURS, () -> session.ours.decapsulate(name));
    }
    session.measure("ml-kem-768 encapsulate", JDK, () -> jdk.encapsulate("ML-KEM", spec, "ML-KEM"));
    session.measure("ml-kem-768 decapsulate", JDK, () -> jdk.decapsulate("ML-KEM", spec, "ML-KEM"));
    session.measure(
        "ml-kem-768 encapsulate",
        BOUNCY_CASTLE,
        () -> bouncyCastle.encapsulate("ML-KEM-768", null, "ML-KEM"));
    session.measure(
        "ml-kem-768 decapsulate",
        BOUNCY_CASTLE,
        () -> bouncyCastle.decapsulate("ML-KEM-768", null, "ML-KEM"));
    session.flush();
  }

  private void keyDerivation(Session session) throws BenchmarkException {
    Progress.say("key derivation");
    session.measure("hkdf-sha256 32", Report.OURS, () -> session.ours.kdf("hkdf-sha256"));
    session.measure(
        "pbkdf2 1000 rounds",
        Report.OURS,
        () -> session.ours.passwordHash("pbkdf2-hmac-sha256", new PasswordCost.Pbkdf2(1000)));
    session.measure(
        "scrypt 1 MB",
        Report.OURS,
        () -> session.ours.passwordHash("scrypt", new PasswordCost.Scrypt(1024, 8, 1)));
    session.measure(
        "argon2id 1 MB",
        Report.OURS,
        () -> session.ours.passwordHash("argon2id", new PasswordCost.Argon2(1024, 1, 1)));
    session.flush();
  }

  private static void goals(Report report) {
    report.measurements().stream()
        .filter(one -> one.metric() == Metric.OPERATIONS_PER_SECOND)
        .filter(one -> one.subject().equals(JDK) || one.subject().equals(BOUNCY_CASTLE))
        .forEach(
            one ->
                report.ratioGoal(
                    one.caseName(), Metric.OPERATIONS_PER_SECOND, one.subject(), NOT_SLOWER));
    // openssl speed signs a few bytes; 16 KB are little but SHA-512 on either side.
    against(report, "ed25519 sign 64", 2.0);
    against(report, "ed25519 verify 64", 2.0);
    against(report, "aes-256-gcm 16384", 0.9);
    against(report, "sha256 16384", 0.9);
    against(report, "hmac-sha256 16384", 0.9);
    against(report, "chacha20-poly1305 16384", 0.5);
    report.ratioGoal(
        "ed25519 verify batch of " + BATCH, Metric.OPERATIONS_PER_SECOND, ONE_BY_ONE, NOT_SLOWER);
    report.goal("secp256k1 recover", Metric.MICROSECONDS_PER_OPERATION, RECOVERY_MICROSECONDS);
  }

  private static void against(Report report, String caseName, double goal) {
    report.ratioGoal(caseName, Metric.OPERATIONS_PER_SECOND, OPENSSL, goal);
  }
}

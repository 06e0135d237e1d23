package io.ghostbridge.ledger.admin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.ChainVerifier;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import io.ghostbridge.ledger.internal.LedgerService;
import io.ghostbridge.ledger.internal.chain.Chain;
import io.ghostbridge.ledger.internal.chain.ChainSettings;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.proto.admin.v1.VerifyChainRequest;
import io.ghostbridge.proto.admin.v1.VerifyChainResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification of a real chain, as an operator asks for it. */
class LedgerAdminServiceTest {
  private static final CallerIdentity OPERATOR = new CallerIdentity("local:0", true);
  private static final int BLOCKS = 5;

  @TempDir Path directory;

  private final Ed25519Scheme scheme = new Ed25519Scheme();
  private final SigningKey key = scheme.fromSeed(new byte[32]);
  private Chain chain;

  /** Collects what an operator is told. */
  private static final class Told implements StreamObserver<VerifyChainResponse> {
    private final List<VerifyChainResponse> messages = new ArrayList<>();
    private boolean completed;

    @Override
    public void onNext(VerifyChainResponse message) {
      messages.add(message);
    }

    @Override
    public void onError(Throwable cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void onCompleted() {
      completed = true;
    }
  }

  @BeforeEach
  void makeChain() throws Exception {
    TreeMap<Address, Amount> supply =
        new TreeMap<>(
            Map.of(Address.ofEd25519(key.publicKey().toByteArray()), Amount.ofGhost(1000)));
    chain =
        new Chain(
            new ChainSettings(
                directory,
                new ChainRules(
                    new ChainParameters(
                        "test-1", Amount.parse("0.1"), Amount.ofGhost(1), 10, 100, 50, 65_536),
                    "ghost"),
                Optional.of(supply),
                () -> supply,
                8 << 20,
                8,
                64),
            algorithm -> scheme,
            block -> {});
    for (int i = 0; i < BLOCKS; i++) {
      var proposal = chain.propose(List.of(), i, key.publicKey());
      chain.commit(proposal, Bytes.wrap(key.sign(proposal.signedBytes().toByteArray())));
    }
  }

  @AfterEach
  void close() {
    chain.close();
    key.close();
    scheme.close();
  }

  private LedgerAdminService service(ChainVerifier verifier) {
    return new LedgerAdminService(
        new LedgerService(
            chain,
            transaction ->
                CompletableFuture.failedFuture(new UnsupportedOperationException("not here"))),
        verifier);
  }

  private Told verify(CallerIdentity caller, ChainVerifier verifier) {
    Told told = new Told();
    CallContext.run(
        caller, () -> service(verifier).verifyChain(VerifyChainRequest.getDefaultInstance(), told));
    return told;
  }

  @Test
  void anOperatorIsToldThatTheChainIsIntact() {
    Told told = verify(OPERATOR, chain);
    assertThat(told.completed).isTrue();
    VerifyChainResponse last = told.messages.getLast();
    assertThat(last.getDone()).isTrue();
    assertThat(last.getWrong()).isEmpty();
    assertThat(last.getHeight()).isEqualTo(BLOCKS);
    assertThat(last.getHeadHeight()).isEqualTo(BLOCKS);
  }

  @Test
  void aLogThatWasDamagedWhileTheNodeRanIsToldAndIsNoFailureOfTheCall() throws Exception {
    Path segment;
    try (Stream<Path> files = Files.list(directory.resolve("blocks"))) {
      segment = files.findFirst().orElseThrow();
    }
    byte[] log = Files.readAllBytes(segment);
    log[indexOf(log, chain.head().header().stateRoot().bytes().toByteArray())] ^= 0x40;
    Files.write(segment, log);
    VerifyChainResponse last = verify(OPERATOR, chain).messages.getLast();
    assertThat(last.getDone()).isTrue();
    assertThat(last.getWrong())
        .isEqualTo("block " + BLOCKS + " in the log was damaged since the start");
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("it is not in the file");
  }

  @Test
  void nobodyElseMayAsk() {
    assertThatThrownBy(() -> verify(CallerIdentity.ANONYMOUS, chain))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal ->
                assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED))
        .hasMessageContaining("VerifyChain is an operator's call");
  }

  @Test
  void aSecondVerificationIsAskedToComeLater() {
    // Another thread asks while the first verification has executed its first block.
    List<Throwable> refusals = new ArrayList<>();
    verify(
        OPERATOR,
        progress ->
            chain.verifyChain(
                height -> {
                  if (refusals.isEmpty()) {
                    refusals.add(secondVerification());
                  }
                  return progress.test(height);
                }));
    assertThat(refusals.getFirst())
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("FAILED_PRECONDITION")
        .hasMessageContaining("under way already: try again later");
  }

  private Throwable secondVerification() {
    try {
      CompletableFuture.runAsync(() -> verify(OPERATOR, chain)).join();
      return new AssertionError("a second verification ran beside the first");
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }
}

package io.ghostbridge.ledger.admin.internal;

import io.ghostbridge.api.ledger.ChainVerifier;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.proto.admin.v1.LedgerServiceGrpc.LedgerServiceImplBase;
import io.ghostbridge.proto.admin.v1.VerifyChainRequest;
import io.ghostbridge.proto.admin.v1.VerifyChainResponse;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Operators;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ghost.admin.v1.LedgerService}: the chain, for operators. */
@Component(service = BindableService.class)
public final class LedgerAdminService extends LedgerServiceImplBase {
  private static final Logger log = LoggerFactory.getLogger(LedgerAdminService.class);
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Ledger ledger;
  private final ChainVerifier verifier;

  /** A service in front of {@code ledger}. */
  @Activate
  public LedgerAdminService(@Reference Ledger ledger, @Reference ChainVerifier verifier) {
    this.ledger = ledger;
    this.verifier = verifier;
  }

  @Override
  public void verifyChain(
      VerifyChainRequest request, StreamObserver<VerifyChainResponse> response) {
    Operators.require("VerifyChain");
    Progress progress = new Progress(response, ledger.head().height());
    Optional<String> wrong;
    try {
      wrong = verifier.verifyChain(progress);
    } catch (IllegalStateException e) {
      throw Failures.of(
          Status.Code.FAILED_PRECONDITION, "NOT_NOW", e.getMessage() + ": try again later");
    }
    log.info(
        "event=chain_verified caller={} height={} result=\"{}\"",
        CallContext.caller().name(),
        progress.height,
        wrong.orElse("intact"));
    response.onNext(
        VerifyChainResponse.newBuilder()
            .setHeight(progress.height)
            .setHeadHeight(progress.head)
            .setDone(true)
            .setWrong(wrong.orElse(""))
            .build());
    response.onCompleted();
  }

  /** Tells the client about once a second how far it is; goes on until the client is gone. */
  private static final class Progress implements LongPredicate {
    private final StreamObserver<VerifyChainResponse> response;
    private final long head;
    private long height;
    private long told = System.nanoTime();

    Progress(StreamObserver<VerifyChainResponse> response, long head) {
      this.response = response;
      this.head = head;
    }

    @Override
    public boolean test(long executed) {
      height = executed;
      if (System.nanoTime() - told >= PROGRESS_NANOS) {
        told = System.nanoTime();
        response.onNext(
            VerifyChainResponse.newBuilder().setHeight(executed).setHeadHeight(head).build());
      }
      return !(response instanceof ServerCallStreamObserver<VerifyChainResponse> call
          && call.isCancelled());
    }
  }
}

package io.ghostbridge.cli.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.ledger.v1.NameRecord;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Puts a zone file's names on the chain: registers those that are free, replaces the records of
 * those that the key owns already. So an import that was interrupted is finished by running it
 * again. Transactions are sent ahead of their blocks, so many fit in each.
 */
final class ZoneImport {
  private static final int IN_FLIGHT = 512;
  private static final int MOST_COMPLAINTS = 10;

  private final ChainClient client;
  private final TransactionBuilder transactions;
  private final Address owner;
  private final long durationBlocks;
  private final PrintWriter progress;

  private final Semaphore window = new Semaphore(IN_FLIGHT);
  private final AtomicInteger imported = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

  /**
   * @param progress gets a line at each tenth
   */
  ZoneImport(
      ChainClient client,
      TransactionBuilder transactions,
      Address owner,
      long durationBlocks,
      PrintWriter progress) {
    this.client = client;
    this.transactions = transactions;
    this.owner = owner;
    this.durationBlocks = durationBlocks;
    this.progress = progress;
  }

  /**
   * Imports all of {@code zone}.
   *
   * @throws CommandException if a name could not be imported, saying how many were
   */
  void run(ZoneFile zone) throws InterruptedException {
    int total = zone.size();
    int sent = 0;
    int told = 0;
    for (var registration : zone.registrations().entrySet()) {
      sent += send(registration.getKey(), registration.getValue());
      if (refusal.get() != null) {
        break;
      }
      if (total >= 100 && sent * 10 / total > told) {
        told = sent * 10 / total;
        progress.println(
            sent + " of " + total + " names sent, " + imported.get() + " on the chain");
        progress.flush();
      }
    }
    window.acquire(IN_FLIGHT);
    String refused = refusal.get();
    String summary = imported.get() + " of " + total + " names are on the chain";
    if (refused != null) {
      throw new CommandException(
          ExitCode.FAILED, refused + "; " + summary + "; the same command goes on from there");
    }
    if (failed.get() > 0) {
      throw new CommandException(ExitCode.FAILED, summary + ", " + failed.get() + " failed");
    }
    progress.println(summary);
    progress.flush();
  }

  /** Sends what one registration needs and returns for how many names. */
  private int send(String registered, Map<String, List<NameRecord>> names)
      throws InterruptedException {
    Optional<DomainResponse> present = client.find(registered);
    if (present.isPresent() && !isOwner(present.get().getOwnerId())) {
      failed.addAndGet(names.size());
      complain(registered + " belongs to " + present.get().getOwnerId());
      return names.size();
    }
    List<NameRecord> apex = names.getOrDefault(registered, List.of());
    if (present.isEmpty()) {
      send(registered, transactions.register(registered, apex, durationBlocks));
    } else if (!apex.isEmpty()) {
      send(registered, transactions.update(registered, apex));
    }
    for (var below : names.entrySet()) {
      if (!below.getKey().equals(registered)) {
        send(below.getKey(), transactions.update(below.getKey(), below.getValue()));
      }
    }
    return names.size();
  }

  private boolean isOwner(String id) {
    return Address.parse(id).equals(owner);
  }

  private void send(String name, SignedTransaction transaction) throws InterruptedException {
    window.acquire();
    client.submit(
        transaction,
        new StreamObserver<>() {
          @Override
          public void onNext(TransactionResponse response) {
            if (response.hasError()) {
              failed.incrementAndGet();
              complain(name + ": " + response.getError().getMessage());
            } else {
              imported.incrementAndGet();
            }
          }

          @Override
          public void onError(Throwable failure) {
            // What comes after a nonce that is missing could not be executed.
            refusal.compareAndSet(
                null,
                name
                    + ": "
                    + (Status.fromThrowable(failure).getCode() == Status.Code.CANCELLED
                        ? "cancelled"
                        : client.failure(failure).getMessage()));
            window.release();
          }

          @Override
          public void onCompleted() {
            window.release();
          }
        });
  }

  private void complain(String text) {
    if (failed.get() <= MOST_COMPLAINTS) {
      progress.println(text);
      progress.flush();
    }
  }
}

package io.ghostbridge.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.util.BouncyCastleUtil;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Has Netty find out which TLS libraries are not there. It keeps what it finds for good as
 * exceptions, and an exception keeps the classes of everybody on its thread's stack: were that a
 * transport, its classes would outlive it.
 */
final class AbsentLibraries {
  /** References to Netty's own methods: a lambda's body would be on the stack. */
  private static final List<Runnable> LOOKS =
      List.of(
          OpenSsl::isAvailable,
          BouncyCastleUtil::isBcProvAvailable,
          BouncyCastleUtil::isBcPkixAvailable,
          BouncyCastleUtil::isBcTlsAvailable);

  private AbsentLibraries() {}

  /** Returns when Netty knows, which it learns on threads with nothing of ours on their stacks. */
  static void lookFor() {
    for (Runnable look : LOOKS) {
      CompletableFuture.runAsync(look).join();
    }
  }
}

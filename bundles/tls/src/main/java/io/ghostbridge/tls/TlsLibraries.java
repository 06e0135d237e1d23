package io.ghostbridge.tls;

import io.ghostbridge.platform.KeptLibrary;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.util.BouncyCastleUtil;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which TLS libraries are there beside the JDK's own, as Netty finds out. What is not it keeps for
 * good as exceptions, and an exception keeps the classes of everybody on its thread's stack: were
 * that a transport, its classes would outlive it.
 */
public final class TlsLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(TlsLibraries.class);

  /** What is in the names of the files of Netty's BoringSSL, and of its quiche. */
  private static final String BORINGSSL = "netty_tcnative";

  private static final String QUICHE = "netty_quiche";

  /** References to Netty's own methods: a lambda's body would be on the stack. */
  private static final List<Runnable> LOOKS =
      List.of(
          OpenSsl::isAvailable,
          BouncyCastleUtil::isBcProvAvailable,
          BouncyCastleUtil::isBcPkixAvailable,
          BouncyCastleUtil::isBcTlsAvailable);

  private TlsLibraries() {}

  /**
   * Whether Netty's BoringSSL is there for this platform; a log line says why not. Loads the
   * library, which stays.
   */
  public static boolean hasBoringSsl() {
    lookFor();
    // Netty's classes would work on the system's OpenSSL as well, which is not what is tested.
    if (OpenSsl.isAvailable() && OpenSsl.versionString().startsWith("BoringSSL")) {
      return true;
    }
    Throwable cause = OpenSsl.unavailabilityCause();
    LOG.info(
        "event=library_absent library={} reason=\"{}\"",
        BORINGSSL,
        cause == null ? "it is " + OpenSsl.versionString() : cause.toString());
    return false;
  }

  /**
   * Whether Netty's QUIC is there for this platform; a log line says why not. Loads the library,
   * which stays.
   */
  public static boolean hasQuic() {
    CompletableFuture.runAsync(Quic::isAvailable).join();
    if (Quic.isAvailable()) {
      keep(QUICHE);
      return true;
    }
    LOG.info(
        "event=library_absent library={} reason=\"{}\"",
        QUICHE,
        String.valueOf(Quic.unavailabilityCause()));
    return false;
  }

  /** Returns when Netty knows, which it learns on threads with nothing of ours on their stacks. */
  static void lookFor() {
    for (Runnable look : LOOKS) {
      CompletableFuture.runAsync(look).join();
    }
    if (OpenSsl.isAvailable()) {
      keep(BORINGSSL);
    }
  }

  private static void keep(String library) {
    try {
      KeptLibrary.keep(library);
    } catch (IOException e) {
      LOG.warn("event=library_not_kept library={} reason=\"{}\"", library, e.getMessage());
    }
  }
}

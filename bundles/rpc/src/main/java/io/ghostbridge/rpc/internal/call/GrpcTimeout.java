package io.ghostbridge.rpc.internal.call;

import java.util.concurrent.TimeUnit;

/** The {@code grpc-timeout} field: one to eight digits and a unit (gRPC over HTTP/2, "Timeout"). */
final class GrpcTimeout {
  private static final int MAX_DIGITS = 8;

  private GrpcTimeout() {}

  /** The timeout in nanoseconds, or -1 if {@code value} is no timeout. */
  static long parseNanos(byte[] value) {
    int digits = value.length - 1;
    if (digits < 1 || digits > MAX_DIGITS) {
      return -1;
    }
    long amount = 0;
    for (int i = 0; i < digits; i++) {
      int digit = value[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      amount = amount * 10 + digit;
    }
    return switch (value[digits]) {
      case 'H' -> TimeUnit.HOURS.toNanos(amount);
      case 'M' -> TimeUnit.MINUTES.toNanos(amount);
      case 'S' -> TimeUnit.SECONDS.toNanos(amount);
      case 'm' -> TimeUnit.MILLISECONDS.toNanos(amount);
      case 'u' -> TimeUnit.MICROSECONDS.toNanos(amount);
      case 'n' -> amount;
      default -> -1;
    };
  }
}

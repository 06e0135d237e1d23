package io.ghostbridge.transport.dns.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A zone with one of each thing that can be answered. */
final class ExampleZone {
  static final String NAME = "example.test";

  private ExampleZone() {}

  static String text() {
    try (InputStream in =
        Objects.requireNonNull(ExampleZone.class.getResourceAsStream("example.zone"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

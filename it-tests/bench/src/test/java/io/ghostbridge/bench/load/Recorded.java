package io.ghostbridge.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the load generators really printed once. */
final class Recorded {
  private Recorded() {}

  static String output(String name) throws IOException {
    try (InputStream in = Recorded.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException("there is no recorded output " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

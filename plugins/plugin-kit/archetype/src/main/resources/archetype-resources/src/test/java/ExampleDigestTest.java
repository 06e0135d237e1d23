package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ExampleDigestTest {
  /** The example of one block, from NIST's examples of SHA-512/256. */
  @Test
  void abcHasThePublishedDigest() {
    byte[] digest = new ExampleDigest().digest("abc".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        HexFormat.of().formatHex(digest));
  }
}

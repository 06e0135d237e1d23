#if(${kind} == "name-source")
package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class ExampleTest {
  private final Example names = new Example(new Settings());

  @Test
  void helloHasTheConfiguredAddress() {
    assertEquals(
        "192.0.2.7", names.find("hello.a.test").orElseThrow().records().getFirst().value());
  }

  @Test
  void otherNamesAreAbsent() {
    assertTrue(names.find("other.a.test").isEmpty());
  }

  private record Settings() implements Example.Config {
    @Override
    public String zone() {
      return "a.test";
    }

    @Override
    public String address() {
      return "192.0.2.7";
    }

    @Override
    public int ttlSeconds() {
      return 1;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return Example.Config.class;
    }
  }
}
#else
package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ExampleTest {
  /** The example of one block, from NIST's examples of SHA-512/256. */
  @Test
  void abcHasThePublishedDigest() {
    byte[] digest = new Example().digest("abc".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        HexFormat.of().formatHex(digest));
  }
}
#end

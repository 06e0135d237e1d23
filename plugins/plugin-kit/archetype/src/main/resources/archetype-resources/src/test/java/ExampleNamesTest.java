package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class ExampleNamesTest {
  private final ExampleNames names = new ExampleNames(new Config());

  @Test
  void helloHasTheConfiguredAddress() {
    assertEquals(
        "192.0.2.7", names.find("hello.a.test").orElseThrow().records().getFirst().value());
  }

  @Test
  void otherNamesAreAbsent() {
    assertTrue(names.find("other.a.test").isEmpty());
  }

  private record Config() implements ExampleNamesConfig {
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
      return ExampleNamesConfig.class;
    }
  }
}

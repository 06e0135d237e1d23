package io.ghostbridge.peers;

import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * JUnit's reports do not show a factory of tests that was given up; a test in its place they do.
 */
public final class VisibleSkip {
  private VisibleSkip() {}

  /** The tests that {@code factory} makes, or one that is skipped for the reason it could not. */
  public static Stream<DynamicTest> of(String name, Callable<Stream<DynamicTest>> factory)
      throws Exception {
    try {
      return factory.call();
    } catch (TestAbortedException e) {
      return Stream.of(
          DynamicTest.dynamicTest(
              name,
              () -> {
                throw e;
              }));
    }
  }
}

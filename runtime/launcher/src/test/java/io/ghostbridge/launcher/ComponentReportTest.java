package io.ghostbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComponentReportTest {
  @Test
  void aStackTraceBecomesTheMessagesOfItsCausesOnOneLine() {
    String trace =
        """
        java.io.IOException: port 1053 of io.ghostbridge.transport.dns:port is in use
        \tat io.ghostbridge.Example.bind(Example.java:1)
        Caused by: java.net.BindException: Address already in use
        \tat java.base/sun.nio.ch.Net.bind0(Native Method)
        \t... 12 more
        """;
    assertThat(ComponentReport.messages(trace))
        .isEqualTo(
            "port 1053 of io.ghostbridge.transport.dns:port is in use: Address already in use");
  }

  @Test
  void aCauseThatTheMessageNamesIsNotRepeated() {
    String trace =
        """
        java.lang.IllegalStateException: cannot read it (no such file)
        Caused by: java.nio.file.NoSuchFileException: no such file
        """;
    assertThat(ComponentReport.messages(trace)).isEqualTo("cannot read it (no such file)");
  }

  @Test
  void aFailureWithoutAMessageIsNamedByItsType() {
    assertThat(ComponentReport.messages("java.lang.NullPointerException\n\tat a.B.c(B.java:1)"))
        .isEqualTo("java.lang.NullPointerException");
  }

  @Test
  void aReflectiveWrapperIsNotTold() {
    String trace =
        """
        java.lang.reflect.InvocationTargetException
        \tat a.B.c(B.java:1)
        Caused by: java.io.IOException: cannot listen on 127.0.0.1 port 9090
        \tat a.B.d(B.java:2)
        """;
    assertThat(ComponentReport.messages(trace)).isEqualTo("cannot listen on 127.0.0.1 port 9090");
  }
}

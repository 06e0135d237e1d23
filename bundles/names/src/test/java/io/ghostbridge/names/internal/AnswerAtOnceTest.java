package io.ghostbridge.names.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.names.NameSource;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event loop may ask for is never waited for. */
final class AnswerAtOnceTest {
  @TempDir Path data;
  private final ChangingSource prompt = new ChangingSource("prompt");
  private final ChangingSource slow = new ChangingSource("slow");
  private NamesComponent names;

  @BeforeEach
  void start() {
    names = new NamesComponent(data, 8, 8);
    names.addSource(prompt, Map.of(NameSource.NON_BLOCKING, true));
    names.addSource(slow, Map.of());
    // Asking it would be seen.
    slow.failing(true);
  }

  @Test
  void aSourceThatNeverBlocksIsAskedAndItsAnswerIsKept() {
    prompt.set("alice.prompt", "192.0.2.1");
    DnsAnswer made = requireNonNull(names.answerAtOnce(Ask.question("alice.prompt")));
    assertThat(Ask.text(made)).isEqualTo("192.0.2.1");
    assertThat(names.cached(Ask.question("alice.prompt"))).isSameAs(made);
    assertThat(names.cacheFigures().misses()).isEqualTo(2);
  }

  @Test
  void aSourceThatMayBlockIsNotAsked() {
    assertThat(names.answerAtOnce(Ask.question("alice.slow"))).isNull();
    assertThat(names.sourceReads()).isZero();
    assertThat(names.cached(Ask.question("alice.slow"))).isNull();
  }

  @Test
  void anAliasIntoASourceThatMayBlockIsLeftToAThreadThatMayWait() {
    prompt.alias("away.prompt", "alice.slow");
    assertThat(names.answerAtOnce(Ask.question("away.prompt"))).isNull();
    assertThat(names.cached(Ask.question("away.prompt"))).isNull();
    slow.failing(false);
    slow.set("alice.slow", "192.0.2.2");
    assertThat(Ask.text(names.answer(Ask.question("away.prompt")))).isEqualTo("192.0.2.2");
  }

  @Test
  void aNameOfNoZoneIsRefusedAtOnce() {
    DnsAnswer refused = requireNonNull(names.answerAtOnce(Ask.question("alice.elsewhere")));
    assertThat(Ask.text(refused)).isEqualTo("REFUSED");
  }
}

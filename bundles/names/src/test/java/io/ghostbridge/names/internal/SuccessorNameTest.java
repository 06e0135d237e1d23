package io.ghostbridge.names.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

class SuccessorNameTest {
  private static final String LABEL = "a".repeat(63);

  @Test
  void theLeastNameBelowComesNext() throws Exception {
    Name name = Name.fromString("alice.ghost.");
    assertThat(SuccessorName.of(name)).isEqualTo(Name.fromString("\\000.alice.ghost."));
  }

  @Test
  void aNameTooLongForAnyBelowItIsFollowedByOneBesideIt() throws Exception {
    // 1 + 3 * 64 leave 62 bytes: a label of 61, or of 60 with one byte to spare.
    String rest = LABEL + "." + LABEL + "." + LABEL + ".";
    for (String label : new String[] {"b".repeat(61), "b".repeat(60), "b".repeat(60) + "@"}) {
      Name name = Name.fromString(label + "." + rest);
      Name next = SuccessorName.of(name);
      assertThat((int) next.length()).isLessThanOrEqualTo(255);
      assertThat(next).isGreaterThan(name);
      assertThat(next.labels()).isEqualTo(name.labels());
    }
    assertThat(SuccessorName.of(Name.fromString("b".repeat(60) + "@." + rest)))
        .isEqualTo(Name.fromString("b".repeat(60) + "[." + rest));
  }

  @Test
  void aLabelOfTheGreatestBytesIsPassedOver() throws Exception {
    String rest = LABEL + "." + LABEL + "." + LABEL + ".";
    Name name = Name.fromString("\\255".repeat(61) + "." + rest);
    Name next = SuccessorName.of(name);
    assertThat(next).isGreaterThan(name);
    assertThat(next.labels()).isEqualTo(name.labels() - 1);
  }
}

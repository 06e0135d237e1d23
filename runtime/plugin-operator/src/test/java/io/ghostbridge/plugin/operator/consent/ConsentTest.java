package io.ghostbridge.plugin.operator.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsentTest {
  private static final String NETWORK = "network;host=\"*.example.org\";port=\"443\"";
  private static final String FILES = "files;access=\"read\";path=\"/etc/hosts\"";

  @Test
  void nothingIsApprovedThatNobodyNamed() {
    Consent consent = Consent.of(List.of(NETWORK, FILES), List.of());
    assertThat(consent.approved()).isEmpty();
    assertThat(consent.open()).containsExactly(NETWORK, FILES);
  }

  @Test
  void whatIsNamedIsApprovedInWhateverOrderItIsWritten() {
    Consent consent =
        Consent.of(List.of(NETWORK, FILES), List.of("network; port=443; host=\"*.example.org\""));
    assertThat(consent.approved()).containsExactly(NETWORK);
    assertThat(consent.open()).containsExactly(FILES);
  }

  @Test
  void somethingSimilarApprovesNothing() {
    Consent consent = Consent.of(List.of(NETWORK), List.of("network;host=\"*.example.org\""));
    assertThat(consent.open()).containsExactly(NETWORK);
  }

  @Test
  void allApprovesAll() {
    assertThat(Consent.of(List.of(NETWORK, FILES), List.of("all")).open()).isEmpty();
  }

  @Test
  void allDoesNotApproveThatAnotherPublisherTakesOver() {
    String publisher = "publisher;name=\"CN=Other\"";
    Consent consent = Consent.of(List.of(publisher, FILES), List.of("all"));
    assertThat(consent.approved()).containsExactly(FILES);
    assertThat(consent.openPublisher()).contains(publisher);

    Consent agreed = consent.with(publisher);
    assertThat(agreed.approved()).containsExactlyInAnyOrder(FILES, publisher);
    assertThat(agreed.open()).isEmpty();
    assertThat(Consent.of(List.of(publisher), List.of("publisher;name=\"CN=Third\"")).open())
        .containsExactly(publisher);
    assertThat(Consent.of(List.of(publisher), List.of(publisher)).open()).isEmpty();
  }

  @Test
  void whatIsNoCapabilityIsRefusedWithItsText() {
    assertThatThrownBy(() -> Consent.of(List.of(), List.of("network;;")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'network;;'");
  }
}

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
  void whatIsNoCapabilityIsRefusedWithItsText() {
    assertThatThrownBy(() -> Consent.of(List.of(), List.of("network;;")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'network;;'");
  }
}

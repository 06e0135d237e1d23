package io.ghostbridge.ledger.internal.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.IDNA;
import io.ghostbridge.api.names.NameRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
  private final NameRules rules = new NameRules("ghost");

  private static String aLabel(String unicode) {
    return IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII)
        .labelToASCII(unicode, new StringBuilder(), new IDNA.Info())
        .toString();
  }

  private List<String> refused(List<String> labels) {
    List<String> refused = new ArrayList<>();
    for (String label : labels) {
      try {
        rules.checkRegistrable(label + ".ghost");
      } catch (InvalidNameException e) {
        refused.add(label);
      }
    }
    return refused;
  }

  @Test
  void ordinaryAndInternationalNamesOfOneScriptAreAccepted() {
    List<String> good =
        List.of(
            "a",
            "alice",
            "a-b",
            "9lives",
            "x".repeat(63),
            aLabel("bücher"),
            aLabel("straße"),
            aLabel("пример"),
            aLabel("παράδειγμα"),
            aLabel("例え"),
            aLabel("日本語テスト"),
            aLabel("中文abc"),
            aLabel("مثال"));
    assertThat(refused(good)).isEmpty();
  }

  @Test
  void malformedLabelsAndLookAlikesOfOtherScriptsAreRefused() {
    List<String> bad =
        List.of(
            "",
            "-a",
            "a-",
            "A",
            "a_b",
            "a b",
            "a.b",
            "*",
            "ab--c",
            "x".repeat(64),
            "bücher",
            "xn--",
            "xn--a",
            "xn--BCHER-KVA",
            // Cyrillic а in a Latin word, Greek omicron in a Latin word, all-Cyrillic "сосо".
            aLabel("pаypal"),
            aLabel("gοogle"),
            aLabel("сосо"),
            aLabel("a‌b"));
    assertThat(refused(bad)).containsExactlyElementsOf(bad);
  }

  @Test
  void namesBelowMayHaveUnderscoresAndALeftmostWildcard() throws Exception {
    for (String name : List.of("*.a.ghost", "_dmarc.a.ghost", "*._tcp.x.a.ghost", "a.ghost")) {
      assertThat(rules.checkUpdatable(name)).isEqualTo("a.ghost");
    }
    List<String> accepted = new ArrayList<>();
    for (String name :
        List.of(
            "*.ghost",
            "x.*.a.ghost",
            "x*.a.ghost",
            ".a.ghost",
            "x..a.ghost",
            "a.test",
            ("x".repeat(60) + ".").repeat(4) + "alice.ghost")) {
      try {
        rules.checkUpdatable(name);
        accepted.add(name);
      } catch (InvalidNameException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
    assertThat(accepted).isEmpty();
  }

  private static List<String> refusedRecords(List<NameRecord> records) {
    List<String> refused = new ArrayList<>();
    for (NameRecord record : records) {
      try {
        RecordRules.check(List.of(record));
      } catch (InvalidNameException e) {
        refused.add(record.type() + " " + record.value());
      }
    }
    return refused;
  }

  @Test
  void everyTypeIsAcceptedInItsPresentationForm() {
    assertThat(
            refusedRecords(
                List.of(
                    record("A", 0, "192.0.2.1"),
                    record("AAAA", 0, "2001:db8::1"),
                    record("CNAME", 0, "www.example.com."),
                    record("CNAME", 0, "www.example.com"),
                    record("MX", 10, "mail.example.com."),
                    record("TXT", 0, "\"v=spf1 -all\" \"more\""),
                    record("NS", 0, "ns1.example.com."),
                    record("SRV", 5, "10 443 host.example.com."),
                    record("CAA", 0, "0 issue \"ca.example\""),
                    record("PTR", 0, "host.example.com."),
                    record("TLSA", 0, "3 1 1 " + "ab".repeat(32)),
                    record("SVCB", 1, "svc.example.com. alpn=h2 port=8443"),
                    record("HTTPS", 1, ". alpn=h3,h2"))))
        .isEmpty();
  }

  @Test
  void wrongRecordsAreRefused() {
    List<NameRecord> wrong =
        List.of(
            record("A", 0, "192.0.2"),
            record("A", 1, "192.0.2.1"),
            record("A", 0, "192.0.2.1 192.0.2.2"),
            record("a", 0, "192.0.2.1"),
            record("AAAA", 0, "192.0.2.1"),
            record("MX", 10, ""),
            record("MX", 10, "20 mail.example.com."),
            record("SRV", 5, "10 99999 host.example.com."),
            record("TXT", 0, "\"open"),
            record("TXT", 0, "\"x\n\""),
            record("TXT", 0, "\\# 1 00"),
            record("TLSA", 0, "3 1 1 xyz"),
            record("SOA", 0, "a. b. 1 2 3 4 5"),
            record("CNAME", 0, "x".repeat(64) + ".example."));
    assertThat(refusedRecords(wrong)).hasSize(wrong.size());
  }

  @Test
  void sizesDuplicatesAndCnameBesideOthersAreRefused() {
    List<List<NameRecord>> wrong =
        List.of(
            List.of(record("A", 0, "192.0.2.1"), record("A", 0, "192.0.2.1")),
            List.of(record("A", 0, "192.0.2.1"), record("CNAME", 0, "a.example.")),
            List.of(record("CNAME", 0, "b.example."), record("CNAME", 0, "a.example.")),
            Collections.nCopies(65, record("A", 0, "192.0.2.1")),
            List.of(record("TXT", 0, "\"x\" ".repeat(5000).strip())));
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < wrong.size(); i++) {
      try {
        RecordRules.check(wrong.get(i));
        accepted.add(i);
      } catch (InvalidNameException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertThat(accepted).isEmpty();
  }

  private static NameRecord record(String type, int priority, String value) {
    return new NameRecord(type, value, priority, 60);
  }
}

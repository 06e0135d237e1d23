package io.ghostbridge.names.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameSource;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LedgerNamesTest {
  private static final List<NameRecord> ADDRESS = List.of(new NameRecord("A", "192.0.2.1", 0, 300));

  private final ChainOfNames ledger = new ChainOfNames();
  private final LedgerNames names = new LedgerNames(ledger, new Config());

  private static NameEvent event(NameEvent.Kind kind, String name) {
    return new NameEvent(kind, name, null, Map.of());
  }

  @Test
  void anEntryIsThatOfTheLatestBlock() {
    ledger.commit(Map.of("alice.ghost", ADDRESS));
    ledger.commit(Map.of("alice.ghost", ADDRESS));
    assertThat(names.find("alice.ghost"))
        .contains(
            new NameEntry(
                "alice.ghost", ChainOfNames.OWNER.toString(), ADDRESS, 2, 1_700_000_002L));
    assertThat(names.find("bob.ghost")).isEmpty();
  }

  @Test
  void aRegisteredNameWithoutRecordsExists() {
    ledger.commit(Map.of("alice.ghost", List.of()));
    assertThat(names.find("alice.ghost"))
        .hasValueSatisfying(
            entry -> {
              assertThat(entry.records()).isEmpty();
              assertThat(entry.owner()).isEqualTo(ChainOfNames.OWNER.toString());
            });
  }

  @Test
  void namesBelowAreSeen() {
    ledger.commit(Map.of("a.b.alice.ghost", ADDRESS));
    assertThat(names.hasNamesBelow("b.alice.ghost")).isTrue();
    assertThat(names.hasNamesBelow("a.b.alice.ghost")).isFalse();
  }

  @Test
  void theSerialIsTheHeight() {
    assertThat(names.apex("ghost").serial()).isZero();
    ledger.commit(Map.of());
    assertThat(names.apex("ghost").serial()).isEqualTo(1);
    assertThat(names.apex("ghost").nameServers()).containsExactly("ns1.ghost", "ns2.ghost");
  }

  @Test
  void listenersHearWhatABlockChangedUntilTheyLeave() {
    var heard = new ArrayList<String>();
    NameSource.Subscription subscription = names.onChange(heard::addAll);
    names.committed(ledger.commit(Map.of()));
    assertThat(heard).isEmpty();
    names.committed(
        ledger.commit(
            Map.of(),
            event(NameEvent.Kind.UPDATED, "www.alice.ghost"),
            event(NameEvent.Kind.UPDATED, "www.alice.ghost"),
            event(NameEvent.Kind.EXPIRED, "bob.ghost")));
    assertThat(heard).containsExactly("www.alice.ghost", "bob.ghost");
    subscription.close();
    subscription.close();
    names.committed(ledger.commit(Map.of(), event(NameEvent.Kind.EXPIRED, "carol.ghost")));
    assertThat(heard).hasSize(2);
  }

  @SuppressWarnings("BadAnnotationImplementation") // never compared
  private static final class Config implements LedgerNamesConfig {
    @Override
    public String zone() {
      return "Ghost";
    }

    @Override
    public String nameServers() {
      return "ns1.ghost , ns2.ghost";
    }

    @Override
    public String mailbox() {
      return "hostmaster.ghost";
    }

    @Override
    public int apexTtlSeconds() {
      return 3600;
    }

    @Override
    public int negativeTtlSeconds() {
      return 60;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return LedgerNamesConfig.class;
    }
  }
}

package io.ghostbridge.names.ledger.internal;

import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockListener;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.ZoneApex;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Reads names from the ledger's latest state, and passes on what each block changed. */
@Component(
    service = {NameSource.class, BlockListener.class},
    configurationPid = "io.ghostbridge.names.ledger")
@Designate(ocd = LedgerNamesConfig.class)
public final class LedgerNames implements NameSource, BlockListener {
  /**
   * How often secondaries would ask, and for how long they would go on alone: RIPE-203's values.
   */
  private static final int REFRESH_SECONDS = 86400;

  private static final int RETRY_SECONDS = 7200;
  private static final int EXPIRE_SECONDS = 3600000;

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final Ledger ledger;
  private final String zone;
  private final List<String> nameServers;
  private final String mailbox;
  private final int apexTtlSeconds;
  private final int negativeTtlSeconds;
  private final List<Consumer<Collection<String>>> listeners = new CopyOnWriteArrayList<>();

  /** Answers from {@code ledger}. */
  @Activate
  public LedgerNames(@Reference Ledger ledger, LedgerNamesConfig config) {
    this.ledger = ledger;
    this.zone = config.zone().toLowerCase(Locale.ROOT);
    this.nameServers = List.of(COMMA.split(config.nameServers().strip(), -1));
    this.mailbox = config.mailbox();
    this.apexTtlSeconds = config.apexTtlSeconds();
    this.negativeTtlSeconds = config.negativeTtlSeconds();
  }

  @Override
  public Set<String> zones() {
    return Set.of(zone);
  }

  @Override
  public ZoneApex apex(String name) {
    return new ZoneApex(
        nameServers,
        mailbox,
        ledger.head().height() & 0xffffffffL,
        REFRESH_SECONDS,
        RETRY_SECONDS,
        EXPIRE_SECONDS,
        negativeTtlSeconds,
        apexTtlSeconds);
  }

  @Override
  public Optional<NameEntry> find(String name) {
    LedgerView view = ledger.view();
    return view.name(name)
        .map(
            state ->
                new NameEntry(
                    name,
                    state.registration().owner().toString(),
                    state.records(),
                    view.height(),
                    seconds(view.height())));
  }

  private long seconds(long height) {
    Block block =
        ledger
            .block(height)
            .orElseThrow(() -> new IllegalStateException("the ledger has no block " + height));
    return TimeUnit.MILLISECONDS.toSeconds(block.header().timeMillis());
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return ledger.view().hasNamesBelow(name);
  }

  @Override
  public Subscription onChange(Consumer<Collection<String>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void committed(Block block) {
    List<String> changed = block.nameEvents().stream().map(NameEvent::name).distinct().toList();
    if (!changed.isEmpty()) {
      listeners.forEach(listener -> listener.accept(changed));
    }
  }
}

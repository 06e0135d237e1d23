package io.ghostbridge.names.ledger.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockListener;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.NameState;
import io.ghostbridge.api.ledger.RegisteredName;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.ZoneApex;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Reads names from the ledger's latest state, and passes on what each block changed. A look-up is a
 * read of an embedded store, nearly always of its cache, and takes less than handing it to another
 * thread would.
 */
@Component(
    service = {NameSource.class, BlockListener.class},
    property = NameSource.NON_BLOCKING + ":Boolean=true",
    configurationPid = "io.ghostbridge.names.ledger")
@Designate(ocd = LedgerNamesConfig.class)
public final class LedgerNames implements NameSource, BlockListener {
  /**
   * How often secondaries would ask, and for how long they would go on alone: RIPE-203's values.
   */
  private static final int REFRESH_SECONDS = 86400;

  private static final int RETRY_SECONDS = 7200;
  private static final int EXPIRE_SECONDS = 3600000;

  /** An owner of many names is written once; a text takes about 100 bytes. */
  private static final int MAX_OWNER_TEXTS = 4096;

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final Ledger ledger;
  private final String zone;
  private final List<String> nameServers;
  private final String mailbox;
  private final int apexTtlSeconds;
  private final int negativeTtlSeconds;
  private final List<Consumer<Collection<String>>> listeners = new CopyOnWriteArrayList<>();
  private final Map<Address, String> ownerTexts = new ConcurrentHashMap<>();

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
    Optional<NameState> state = view.name(name);
    if (state.isPresent()) {
      return Optional.of(entry(view, name, state.get().registration(), state.get().records()));
    }
    // A registered name exists, with or without records.
    return view.registration(name).map(registration -> entry(view, name, registration, List.of()));
  }

  private NameEntry entry(
      LedgerView view, String name, RegisteredName registration, List<NameRecord> records) {
    return new NameEntry(
        name, text(registration.owner()), records, view.height(), seconds(view.height()));
  }

  /** The checksum in the text costs more than the rest of the entry. */
  private String text(Address owner) {
    if (ownerTexts.size() > MAX_OWNER_TEXTS) {
      ownerTexts.clear();
    }
    return ownerTexts.computeIfAbsent(owner, Address::toString);
  }

  private long seconds(long height) {
    // Nearly always the head, which is at hand; any other block is read and decoded.
    Block head = ledger.head();
    Block block =
        head.height() == height
            ? head
            : ledger
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

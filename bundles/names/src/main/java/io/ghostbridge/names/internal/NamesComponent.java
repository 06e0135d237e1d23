package io.ghostbridge.names.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsExtendedError;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.api.dnssec.ZoneSigner;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.NameSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/** The resolver of names and responder of DNS questions, in front of all sources of names. */
@Component(
    service = {NameResolver.class, DnsResponder.class, NamesComponent.class},
    configurationPid = "io.ghostbridge.names")
@Designate(ocd = NamesConfig.class)
public final class NamesComponent implements NameResolver, DnsResponder {
  private static final Logger log = LoggerFactory.getLogger(NamesComponent.class);
  private static final int MEBIBYTE = 1 << 20;

  /** What an answer with signatures depends on, beyond the source: keys and time. */
  private static final int SIGNED_ANSWER_BYTES = 80;

  private static final DnsAnswer REFUSED =
      DnsAnswer.empty(Rcode.REFUSED)
          .because(
              new DnsExtendedError(
                  DnsExtendedError.NOT_AUTHORITATIVE, "the name is of no zone here"));
  private static final DnsAnswer SOURCE_FAILED =
      DnsAnswer.empty(Rcode.SERVFAIL)
          .because(
              new DnsExtendedError(
                  DnsExtendedError.NO_REACHABLE_AUTHORITY, "the zone's source does not answer"));
  private static final DnsAnswer INTERNAL_ERROR =
      DnsAnswer.empty(Rcode.SERVFAIL)
          .because(
              new DnsExtendedError(
                  DnsExtendedError.OTHER, "internal error; the server's log has it"));

  private final ZoneTable zones = new ZoneTable();
  private final ZoneSecurity security = new ZoneSecurity();
  private final EntryLookup entries;
  private final AnswerMaker maker;
  private final FreshCache<DnsQuestion, DnsAnswer> answers;
  private final OperatorZones operatorZones;

  /** Loads the operator's zones; other sources come by {@link #addSource}. */
  @Activate
  public NamesComponent(BundleContext context, NamesConfig config) {
    this(
        Path.of(context.getProperty("ghost.data.directory")),
        config.answerCacheMegabytes(),
        config.entryCacheMegabytes());
  }

  /** Without a container: for tests of this bundle and of transports. */
  public NamesComponent(Path dataDirectory, int answerMegabytes, int entryMegabytes) {
    entries = new EntryLookup(zones, (long) entryMegabytes * MEBIBYTE);
    maker = new AnswerMaker(zones, entries, security);
    answers = new FreshCache<>((long) answerMegabytes * MEBIBYTE, NamesComponent::bytesOf);
    operatorZones = new OperatorZones(zones, dataDirectory.resolve("names").resolve("zones"));
  }

  /** Starts to ask {@code source} for its zones. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addSource(NameSource source, Map<String, Object> properties) {
    int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer value ? value : 0;
    boolean nonBlocking = Boolean.TRUE.equals(properties.get(NameSource.NON_BLOCKING));
    zones.mount(source, ranking, false, nonBlocking);
    log.info("event=name_source_added zones={}", source.zones());
  }

  /** Stops asking {@code source} and forgets what it said. */
  public void removeSource(NameSource source) {
    zones.unmount(source);
    answers.sweep();
    entries.cache().sweep();
    log.info("event=name_source_removed zones={}", source.zones());
  }

  /** Asks {@code signer} for signatures from now on. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setSigner(ZoneSigner signer) {
    security.signer(signer);
    answers.sweep();
    log.info("event=zone_signer_added");
  }

  /** Answers without signatures again, and keeps nothing of {@code signer}. */
  public void unsetSigner(ZoneSigner signer) {
    if (security.isSigner(signer)) {
      security.signer(null);
    }
    answers.sweep();
    log.info("event=zone_signer_removed");
  }

  /** Ends all subscriptions. */
  @Deactivate
  public void close() {
    zones.unmountAll();
  }

  @Override
  public String canonicalName(String text) {
    return CanonicalNames.of(text);
  }

  @Override
  public @Nullable NameEntry cached(String canonicalName) {
    return entries.cached(canonicalName);
  }

  @Override
  public Optional<NameEntry> find(String canonicalName) throws NameSourceException {
    return entries.find(canonicalName);
  }

  @Override
  public @Nullable DnsAnswer cached(DnsQuestion question) {
    DnsAnswer answer = answers.get(question);
    return answer != null || zones.claims(question.name()) ? answer : REFUSED;
  }

  @Override
  public @Nullable DnsAnswer answerAtOnce(DnsQuestion question) {
    return make(question, false);
  }

  @Override
  public DnsAnswer answer(DnsQuestion question) {
    return Objects.requireNonNull(make(question, true));
  }

  /**
   * Makes and keeps the answer.
   *
   * @return null if a source or a signature would have to be waited for and {@code mayBlock} is
   *     false
   */
  private @Nullable DnsAnswer make(DnsQuestion question, boolean mayBlock) {
    String name = WireNames.text(question.name());
    try {
      Name wireName = new Name(question.name());
      AnswerDraft draft = maker.make(wireName, name, question, mayBlock);
      if (draft == null) {
        return REFUSED;
      }
      if (draft.blocked()) {
        return null;
      }
      answers.missed();
      DnsAnswer answer = draft.encode();
      if (draft.cacheable()) {
        answers.put(question, answer, draft.readings());
      }
      return answer;
    } catch (NameSourceException e) {
      log.warn("event=name_source_failed name={} type={}", name, question.type(), e);
      return SOURCE_FAILED;
    } catch (IOException | RuntimeException e) {
      log.error("event=dns_answer_failed name={} type={}", name, question.type(), e);
      return INTERNAL_ERROR;
    }
  }

  OperatorZones operatorZones() {
    return operatorZones;
  }

  /** Forgets {@code names} and everything below them. */
  void forget(List<String> names) {
    names.forEach(zones::forget);
    answers.sweep();
    entries.cache().sweep();
  }

  /** Forgets everything. */
  void forgetAll() {
    answers.clear();
    entries.cache().clear();
  }

  /** Figures of both caches together. */
  FreshCache.Figures cacheFigures() {
    return answers.figures().plus(entries.cache().figures());
  }

  /** How often sources of other bundles were asked. */
  long sourceReads() {
    return entries.sourceReads();
  }

  /** With the sizes of objects on a 64-bit JVM with compact headers, and of the cache's node. */
  private static int bytesOf(DnsQuestion question, DnsAnswer answer) {
    int signed = question.dnssecOk() ? SIGNED_ANSWER_BYTES : 0;
    return 290 + signed + question.name().length + answer.sections().length;
  }
}

package io.ghostbridge.transport.dns.internal.forward;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.transport.dns.internal.client.NetworkPrefix;
import io.ghostbridge.transport.dns.internal.message.OwnAnswers;
import io.ghostbridge.transport.dns.internal.message.Query;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on questions that no zone here claims, for clients who may ask for that. Safe for use by
 * any thread.
 */
public final class Forwarder {
  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);

  private final List<Upstream> upstreams;
  private final List<NetworkPrefix> clients;
  private final Semaphore free;

  /** Nothing is asked yet. */
  public Forwarder(ForwarderSettings settings) {
    upstreams =
        settings.upstreams().stream()
            .map(each -> new Upstream(each, settings.timeoutMillis()))
            .toList();
    clients = settings.clients();
    free = new Semaphore(settings.maximumInFlight());
  }

  /** Whether there is a server to pass questions on to. */
  public boolean enabled() {
    return !upstreams.isEmpty();
  }

  /** Whether the question of {@code query}, if no zone claims it, is passed on. Never blocks. */
  public boolean serves(Query query, InetAddress client) {
    if (upstreams.isEmpty() || !query.recursionDesired()) {
      return false;
    }
    byte[] address = client.getAddress();
    for (NetworkPrefix each : clients) {
      if (each.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the first upstream that answers says, or SERVFAIL if none does or too many questions are
   * being passed on. Blocks: for virtual threads.
   */
  public DnsAnswer ask(DnsQuestion question) {
    if (!free.tryAcquire()) {
      return OwnAnswers.TOO_BUSY;
    }
    try {
      for (Upstream each : upstreams) {
        try {
          return each.ask(question);
        } catch (IOException e) {
          log.debug("event=dns_upstream_failed upstream={} reason=\"{}\"", each, e.toString());
        }
      }
      return OwnAnswers.NOBODY_ANSWERED;
    } finally {
      free.release();
    }
  }
}

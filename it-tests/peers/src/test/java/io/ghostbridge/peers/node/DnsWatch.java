package io.ghostbridge.peers.node;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Asks for one name's address without pause, and notes answers that are older than what was
 * committed.
 */
final class DnsWatch implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final SimpleResolver resolver;
  private final Message query;
  private final Thread asking = Thread.ofPlatform().name("dns-watch").daemon().unstarted(this::ask);
  private final AtomicInteger queries = new AtomicInteger();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private volatile String committed = "";
  private volatile String seen = "";
  private volatile boolean over;

  DnsWatch(int port, String name) throws IOException {
    resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(port);
    resolver.setTimeout(LIMIT);
    query = Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN));
  }

  void begin() {
    asking.start();
  }

  /**
   * From now on {@code address} is the only right answer until {@link #await} is called for
   * another.
   */
  void committed(String address) {
    committed = address;
  }

  private void ask() {
    while (!over) {
      String must = committed;
      try {
        List<Record> answer = resolver.send(query).getSection(Section.ANSWER);
        String address = answer.size() == 1 ? answer.getFirst().rdataToString() : answer.toString();
        queries.incrementAndGet();
        if (order(address) < order(must) || order(address) < order(seen)) {
          violations.add(
              address + " was answered after " + must + " was committed and " + seen + " was seen");
        }
        seen = address;
      } catch (IOException e) {
        violations.add("no answer: " + e);
      }
    }
  }

  /** The last number of the address grows with each update. */
  private static int order(String address) {
    return address.isEmpty()
        ? 0
        : Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
  }

  /** Waits until {@code address} was answered. */
  void await(String address) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!seen.equals(address)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(address + " is not answered but " + seen + " " + violations);
      }
      Thread.sleep(1);
    }
  }

  List<String> violations() {
    return violations;
  }

  int queries() {
    return queries.get();
  }

  @Override
  public void close() {
    over = true;
    try {
      asking.join(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;

/** Says when it is asked, and answers when it is released. */
record WaitingResponder(CountDownLatch asked, CountDownLatch release) implements DnsResponder {
  @Override
  public @Nullable DnsAnswer cached(DnsQuestion question) {
    return null;
  }

  @Override
  public DnsAnswer answer(DnsQuestion question) {
    asked.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return DnsAnswer.empty(Rcode.NXDOMAIN);
  }
}

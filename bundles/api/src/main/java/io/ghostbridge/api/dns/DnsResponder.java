package io.ghostbridge.api.dns;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers questions of class IN. A DNS transport finds it as a service. Safe for use by any thread.
 */
@ProviderType
public interface DnsResponder {
  /** The answer if it is at hand, else null. Never blocks: for event loops. */
  @Nullable DnsAnswer cached(DnsQuestion question);

  /**
   * The answer if it can be made without waiting for anybody, else null. For event loops, when
   * {@link #cached} has none. Throws no more than {@link #answer} does.
   */
  default @Nullable DnsAnswer answerAtOnce(DnsQuestion question) {
    return null;
  }

  /**
   * The answer, asking whoever knows it. May block: for virtual threads. Never throws for what a
   * client asked: a name of no claimed zone is REFUSED, a failing source SERVFAIL.
   */
  DnsAnswer answer(DnsQuestion question);
}

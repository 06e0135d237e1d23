package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What becomes of cookies (RFC 7873, section 5.2). Safe for use by any thread. */
final class CookiePolicy {
  /** Sends the client back with the cookie that comes along. */
  static final DnsAnswer BAD_COOKIE = DnsAnswer.empty(DnsCodes.BADCOOKIE);

  /** Cookies are ignored. */
  static final CookiePolicy OFF = new CookiePolicy(null, false);

  private final @Nullable ServerCookies cookies;
  private final boolean required;

  private CookiePolicy(@Nullable ServerCookies cookies, boolean required) {
    this.cookies = cookies;
    this.required = required;
  }

  /**
   * Cookies are made and checked.
   *
   * @param required whether a client that knows of cookies gets nothing else by UDP before it shows
   *     a valid one
   */
  static CookiePolicy on(List<byte[]> secrets, boolean required) {
    return new CookiePolicy(new ServerCookies(secrets), required);
  }

  boolean required() {
    return required;
  }

  /** The cookie of a query from {@code client}; null where there is none, or they are ignored. */
  ServerCookies.@Nullable Checked check(QueryOptions options, InetAddress client) {
    byte[] cookie = options.cookie();
    return cookies == null || cookie == null
        ? null
        : cookies.check(
            cookie, client, TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()));
  }
}

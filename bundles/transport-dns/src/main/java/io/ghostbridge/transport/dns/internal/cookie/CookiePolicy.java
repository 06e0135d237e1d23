package io.ghostbridge.transport.dns.internal.cookie;

import io.ghostbridge.transport.dns.internal.message.QueryOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What becomes of cookies (RFC 7873, section 5.2). Safe for use by any thread. */
public final class CookiePolicy {
  /** Cookies are ignored. */
  public static final CookiePolicy OFF = new CookiePolicy(null, false);

  private final @Nullable ServerCookies cookies;
  private final boolean required;

  private CookiePolicy(@Nullable ServerCookies cookies, boolean required) {
    this.cookies = cookies;
    this.required = required;
  }

  /**
   * Cookies are made and checked.
   *
   * @param secrets of 16 bytes each, the first for new cookies
   * @param required whether a client that knows of cookies gets nothing else by UDP before it shows
   *     a valid one
   */
  public static CookiePolicy on(List<byte[]> secrets, boolean required) {
    return new CookiePolicy(new ServerCookies(secrets), required);
  }

  /** Whether clients that know of cookies have to show one by UDP. */
  public boolean required() {
    return required;
  }

  /** The cookie of a query from {@code client}; null where there is none, or they are ignored. */
  public @Nullable CheckedCookie check(QueryOptions options, InetAddress client) {
    byte[] cookie = options.cookie();
    return cookies == null || cookie == null
        ? null
        : cookies.check(
            cookie, client, TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()));
  }
}

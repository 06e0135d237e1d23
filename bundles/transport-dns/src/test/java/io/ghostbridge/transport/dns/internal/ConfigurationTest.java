package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.message.QueryOptions;
import java.lang.reflect.Proxy;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration's values come to, beyond the ranges that the launcher checks. */
final class ConfigurationTest {
  @TempDir Path directory;

  /** The defaults, and {@code values} over them. */
  private static DnsTransportConfig with(Map<String, Object> values) {
    return (DnsTransportConfig)
        Proxy.newProxyInstance(
            DnsTransportConfig.class.getClassLoader(),
            new Class<?>[] {DnsTransportConfig.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  private DnsServerSettings settings(Map<String, Object> values) {
    return DnsServerSettings.of(with(values), directory);
  }

  @Test
  void nothingIsEncryptedByDefault() {
    EncryptedSettings encrypted = settings(Map.of()).encrypted();
    assertThat(encrypted.tlsPort()).isEqualTo(EncryptedSettings.OFF);
    assertThat(encrypted.httpsPort()).isEqualTo(EncryptedSettings.OFF);
    assertThat(encrypted.quicPort()).isEqualTo(EncryptedSettings.OFF);
    assertThat(encrypted.http3()).isFalse();
  }

  @Test
  void eachTransportIsSwitchedOnByItself() {
    assertThat(settings(Map.of("tls", "on")).encrypted().tlsPort()).isEqualTo(1853);
    assertThat(settings(Map.of("quic", "on")).encrypted().quicPort()).isEqualTo(1853);
    assertThat(settings(Map.of("https", "on")).encrypted().httpsPort()).isEqualTo(1443);
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedInOneLineThatNamesTheKey() {
    assertRefused(Map.of("http3", "on"), "http3 = on");
    assertRefused(
        Map.of("http3", "on", "https", "on", "quic", "on", "httpsPort", 853, "quicPort", 853),
        "quicPort = 853");
    for (String path :
        new String[] {"", "dns-query", "/dns query", "/dns?x", "/" + "a".repeat(100)}) {
      assertRefused(Map.of("httpsPath", path), "httpsPath = " + path);
    }
    assertRefused(Map.of("cookieSecretFile", "absent"), "cookieSecretFile = absent");
  }

  @Test
  void aServerIsNeverItsOwnForwarder() {
    assertRefused(Map.of("forwarders", "127.0.0.1:1053"), "forwarders = 127.0.0.1:1053");
    for (String all : new String[] {"0.0.0.0", "::"}) {
      assertRefused(
          Map.of("addresses", all, "forwarders", "192.0.2.1, 127.0.0.1:1053"),
          "forwarders = 192.0.2.1, 127.0.0.1:1053");
    }
    assertThat(
            settings(Map.of("addresses", "0.0.0.0", "forwarders", "127.0.0.1:53, 192.0.2.1:1053"))
                .forwarder()
                .upstreams())
        .hasSize(2);
  }

  @Test
  void aWildcardStandsForEachAddressOfTheMachineOnce() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    List<InetAddress> ipv4 = settings(Map.of("addresses", "0.0.0.0")).addresses();
    assertThat(ipv4).contains(loopback).noneMatch(InetAddress::isAnyLocalAddress);
    assertThat(ipv4).allMatch(Inet4Address.class::isInstance);
    List<InetAddress> both =
        settings(Map.of("addresses", "127.0.0.1, 0.0.0.0, ::, 192.0.2.1")).addresses();
    assertThat(both).doesNotHaveDuplicates().containsAll(ipv4);
    assertThat(both).contains(InetAddress.ofLiteral("192.0.2.1"));
    for (InetAddress each : both) {
      assertThat(each.isAnyLocalAddress() || each.isLinkLocalAddress()).isFalse();
    }
  }

  private void assertRefused(Map<String, Object> values, String text) {
    assertThatThrownBy(() -> settings(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("io.ghostbridge.transport.dns: " + text)
        .hasMessageNotContaining("\n");
  }

  @Test
  void cookiesAreOffOnOrRequired() throws Exception {
    var asked = new QueryOptions(new byte[8], false, false);
    var client = InetAddress.getLoopbackAddress();
    assertThat(settings(Map.of("cookies", "off")).cookies().check(asked, client)).isNull();
    assertThat(settings(Map.of()).cookies().check(asked, client)).isNotNull();
    assertThat(settings(Map.of()).cookies().required()).isFalse();
    Files.writeString(directory.resolve("secrets"), "0123456789abcdef0123456789ABCDEF\n");
    CookiePolicy required =
        settings(Map.of("cookies", "required", "cookieSecretFile", "secrets")).cookies();
    assertThat(required.required()).isTrue();
    assertThat(required.check(asked, client)).isNotNull();
  }
}

package io.ghostbridge.transport.jsonrpc.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a Host header holds, the answer is yes or no. */
class HttpFuzzTest {
  private final AllowedHosts hosts = new AllowedHosts("localhost, node.example");

  @FuzzTest
  void onlyAddressesAndOurNamesAreServed(String header) {
    if (hosts.allows(header) && header.toLowerCase(java.util.Locale.ROOT).contains("evil")) {
      throw new AssertionError(header);
    }
  }
}

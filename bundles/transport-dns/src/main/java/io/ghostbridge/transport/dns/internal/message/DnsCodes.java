package io.ghostbridge.transport.dns.internal.message;

import java.util.Map;

/** Numbers of the DNS protocol and their mnemonics (IANA "Domain Name System Parameters"). */
public final class DnsCodes {
  /** The length of a message's header (RFC 1035, section 4.1.1). */
  public static final int HEADER_BYTES = 12;

  /** The longest message that its length of 16 bits before it can tell (RFC 1035, 4.2.2). */
  public static final int MAXIMUM_MESSAGE = 65_535;

  /** The greatest UDP message that is taken, in bytes, which every OPT record says. */
  public static final int UDP_PAYLOAD_TAKEN = 1232;

  static final int MINIMUM_UDP_PAYLOAD = 512;

  /** RCODE: there is an answer, perhaps an empty one. */
  public static final int NOERROR = 0;

  static final int FORMERR = 1;
  static final int SERVFAIL = 2;

  /** RCODE: there is no such name. */
  public static final int NXDOMAIN = 3;

  static final int NOTIMP = 4;

  /** RCODE: not for this client, or of no zone here. */
  public static final int REFUSED = 5;

  static final int BADVERS = 16;
  static final int BADCOOKIE = 23;

  /** EDNS's flag DO (RFC 3225). */
  static final int FLAG_DNSSEC_OK = 0x8000;

  /** EDNS's flag CO (RFC 9824, section 9). */
  static final int FLAG_COMPACT_ANSWERS_OK = 0x4000;

  /** The Internet. */
  public static final int CLASS_IN = 1;

  /** How a zone is kept, and how long its denials hold (RFC 2308). */
  public static final int TYPE_SOA = 6;

  static final int TYPE_OPT = 41;

  /** Names what is not there in a compact proof, and is never asked for (RFC 9824, 3.5). */
  static final int TYPE_NXNAME = 128;

  static final int TYPE_TKEY = 249;
  static final int TYPE_TSIG = 250;
  static final int TYPE_IXFR = 251;
  static final int TYPE_AXFR = 252;
  static final int TYPE_MAILB = 253;
  static final int TYPE_MAILA = 254;

  private static final Map<Integer, String> TYPES =
      Map.ofEntries(
          Map.entry(1, "A"),
          Map.entry(2, "NS"),
          Map.entry(5, "CNAME"),
          Map.entry(TYPE_SOA, "SOA"),
          Map.entry(12, "PTR"),
          Map.entry(13, "HINFO"),
          Map.entry(15, "MX"),
          Map.entry(16, "TXT"),
          Map.entry(28, "AAAA"),
          Map.entry(29, "LOC"),
          Map.entry(33, "SRV"),
          Map.entry(35, "NAPTR"),
          Map.entry(39, "DNAME"),
          Map.entry(TYPE_OPT, "OPT"),
          Map.entry(43, "DS"),
          Map.entry(44, "SSHFP"),
          Map.entry(46, "RRSIG"),
          Map.entry(47, "NSEC"),
          Map.entry(48, "DNSKEY"),
          Map.entry(50, "NSEC3"),
          Map.entry(51, "NSEC3PARAM"),
          Map.entry(52, "TLSA"),
          Map.entry(59, "CDS"),
          Map.entry(60, "CDNSKEY"),
          Map.entry(64, "SVCB"),
          Map.entry(65, "HTTPS"),
          Map.entry(TYPE_TKEY, "TKEY"),
          Map.entry(TYPE_TSIG, "TSIG"),
          Map.entry(TYPE_IXFR, "IXFR"),
          Map.entry(TYPE_AXFR, "AXFR"),
          Map.entry(TYPE_MAILB, "MAILB"),
          Map.entry(TYPE_MAILA, "MAILA"),
          Map.entry(255, "ANY"),
          Map.entry(257, "CAA"));

  private static final Map<Integer, String> RESPONSE_CODES =
      Map.of(
          NOERROR,
          "NOERROR",
          FORMERR,
          "FORMERR",
          SERVFAIL,
          "SERVFAIL",
          NXDOMAIN,
          "NXDOMAIN",
          NOTIMP,
          "NOTIMP",
          REFUSED,
          "REFUSED",
          BADVERS,
          "BADVERS",
          BADCOOKIE,
          "BADCOOKIE");

  private DnsCodes() {}

  /** The mnemonic of a type, or {@code TYPE65280} (RFC 3597, section 5). */
  public static String type(int type) {
    return TYPES.getOrDefault(type, "TYPE" + type);
  }

  /** The mnemonic of an RCODE, or {@code RCODE11}. */
  public static String responseCode(int code) {
    return RESPONSE_CODES.getOrDefault(code, "RCODE" + code);
  }
}

package io.ghostbridge.secure.channel.internal.protocol;

import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which metadata the channel protects, and its encoding: section 6. */
public final class BoundMetadata {
  /** Says that a call is secured; its value is the protocol's version. */
  public static final Metadata.Key<String> MARKER =
      Metadata.Key.of("ghost-secure", Metadata.ASCII_STRING_MARSHALLER);

  /** The version that {@link #MARKER} has. */
  public static final String VERSION = "1";

  /** The same as {@link #MARKER}, without making a text of its value. */
  private static final Metadata.Key<byte[]> RAW_MARKER =
      InternalMetadata.keyOf(
          "ghost-secure",
          new InternalMetadata.TrustedAsciiMarshaller<>() {
            @Override
            public byte[] toAsciiString(byte[] value) {
              return value;
            }

            @Override
            public byte[] parseAsciiString(byte[] serialized) {
              return serialized;
            }
          });

  /** The authenticator of a status. */
  public static final Metadata.Key<byte[]> STATUS =
      Metadata.Key.of("ghost-secure-status-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private static final byte[] NONE = {};
  private static final byte[] DETAILS = ascii("grpc-status-details-bin");
  private static final byte[][] UNBOUND_PREFIXES =
      Stream.of(":", "grpc-", "ghost-secure", "x-forwarded-")
          .map(BoundMetadata::ascii)
          .toArray(byte[][]::new);

  /** By their lengths, since every field of every call is looked for among them. */
  private static final byte[][][] UNBOUND =
      byLength(
          "te",
          "host",
          "content-type",
          "content-length",
          "user-agent",
          "accept-encoding",
          "date",
          "via",
          "forwarded",
          "traceparent",
          "tracestate",
          "baggage",
          "x-request-id");

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(byte[] name, byte[] value) {}

  private BoundMetadata() {}

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[][][] byLength(String... names) {
    int longest = Stream.of(names).mapToInt(String::length).max().orElse(0);
    byte[][][] all = new byte[longest + 1][][];
    for (int length = 0; length < all.length; length++) {
      int wanted = length;
      all[length] =
          Stream.of(names)
              .filter(name -> name.length() == wanted)
              .map(BoundMetadata::ascii)
              .toArray(byte[][]::new);
    }
    return all;
  }

  /** The version that a call is marked with as secured; null if it is not. */
  public static byte @Nullable [] version(Metadata headers) {
    return headers.get(RAW_MARKER);
  }

  /** Whether a marked call is of {@link #VERSION}. */
  public static boolean isOfThisVersion(byte[] version) {
    return version.length == 1 && version[0] == VERSION.charAt(0);
  }

  /** The encoding; empty if nothing of it is bound. */
  public static byte[] encode(Metadata metadata) {
    if (InternalMetadata.headerCount(metadata) == 0) {
      return NONE;
    }
    byte[][] fields = InternalMetadata.serialize(metadata);
    List<Entry> bound = null;
    for (int i = 0; i < fields.length; i += 2) {
      if (isBound(fields[i])) {
        bound = bound == null ? new ArrayList<>() : bound;
        bound.add(new Entry(fields[i], fields[i + 1]));
      }
    }
    return bound == null ? NONE : encode(bound);
  }

  private static byte[] encode(List<Entry> bound) {
    bound.sort(Comparator.comparing(Entry::name, Arrays::compareUnsigned));
    ByteWriter writer = new ByteWriter();
    for (Entry entry : bound) {
      writer.lv(entry.name()).lv(isBinary(entry.name()) ? entry.value() : strip(entry.value()));
    }
    return writer.toBytes();
  }

  private static boolean isBinary(byte[] name) {
    return new String(name, StandardCharsets.US_ASCII).endsWith(Metadata.BINARY_HEADER_SUFFIX);
  }

  private static byte[] strip(byte[] value) {
    int start = 0;
    int end = value.length;
    while (start < end && isSpace(value[start])) {
      start++;
    }
    while (start < end && isSpace(value[end - 1])) {
      end--;
    }
    return Arrays.copyOfRange(value, start, end);
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t';
  }

  static boolean isBound(byte[] name) {
    if (name.length < UNBOUND.length) {
      for (byte[] unbound : UNBOUND[name.length]) {
        if (Arrays.equals(name, unbound)) {
          return false;
        }
      }
    }
    for (byte[] prefix : UNBOUND_PREFIXES) {
      if (startsWith(name, prefix)) {
        return Arrays.equals(name, DETAILS);
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] name, byte[] prefix) {
    return name.length >= prefix.length
        && name[0] == prefix[0]
        && Arrays.equals(name, 0, prefix.length, prefix, 0, prefix.length);
  }
}

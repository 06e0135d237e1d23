package io.ghostbridge.client.internal.http3;

import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;

/** A whole message, whose length parsers may rely on. */
final class MessageStream extends ByteArrayInputStream implements KnownLength {
  MessageStream(byte[] message) {
    super(message);
  }
}

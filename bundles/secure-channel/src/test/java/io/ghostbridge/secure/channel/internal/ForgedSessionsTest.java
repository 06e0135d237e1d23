package io.ghostbridge.secure.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.secure.channel.internal.call.SecureInterceptor;
import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.ghostbridge.secure.channel.internal.protocol.MessageBytes;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A million requests with ids that somebody made up, through the interceptor itself. */
class ForgedSessionsTest {
  private static final int FORGERIES = 1_000_000;
  private static final long MEBIBYTE = 1L << 20;

  @Test
  void aMillionForgedSessionIdsLeaveNothingBehind() throws Exception {
    try (SecuredServer server = new SecuredServer()) {
      RawSession honest = new RawSession(server);
      honest.call(TestService.ECHO, "before");
      SecureInterceptor interceptor = new SecureInterceptor(server.sessions());
      byte[] template =
          honest.request(
              TestService.ECHO, Authenticator.LAST, honest.stamp(), new Metadata(), "forged");
      Random random = new Random(1);
      refuse(interceptor, template, random, 10_000);
      long before = usedBytes();
      int refused = refuse(interceptor, template, random, FORGERIES);
      long after = usedBytes();
      assertThat(refused).isEqualTo(FORGERIES);
      assertThat(server.sessions().table().size()).isEqualTo(1);
      assertThat((after - before) / MEBIBYTE).as("MiB more in use").isLessThan(16);
      assertThat(honest.call(TestService.ECHO, "after")).isEqualTo("after");
    }
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static int refuse(
      SecureInterceptor interceptor, byte[] template, Random random, int times) {
    int refused = 0;
    byte[] id = new byte[SessionId.BYTES];
    for (int i = 0; i < times; i++) {
      byte[] forged = template.clone();
      random.nextBytes(id);
      System.arraycopy(id, 0, forged, forged.length - 73 + 21, id.length);
      Ended call = new Ended();
      Metadata headers = new Metadata();
      headers.put(BoundMetadata.MARKER, BoundMetadata.VERSION);
      ServerCall.Listener<InputStream> listener =
          interceptor.interceptCall(
              call,
              headers,
              (started, metadata) -> {
                throw new AssertionError("a forged call was let through");
              });
      listener.onMessage(new MessageBytes(forged));
      listener.onHalfClose();
      if (String.valueOf(call.status.getDescription()).startsWith("the session, or the epoch")) {
        refused++;
      }
      listener.onComplete();
    }
    return refused;
  }

  /** A call of nobody, which remembers how it ended. */
  private static final class Ended extends ServerCall<InputStream, InputStream> {
    private static final MethodDescriptor.Marshaller<InputStream> SAME =
        new MethodDescriptor.Marshaller<>() {
          @Override
          public InputStream stream(InputStream message) {
            return message;
          }

          @Override
          public InputStream parse(InputStream message) {
            return new ByteArrayInputStream(new byte[0]);
          }
        };
    private static final MethodDescriptor<InputStream, InputStream> METHOD =
        TestService.ECHO.toBuilder(SAME, SAME).build();

    private Status status = Status.OK;

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(InputStream message) {}

    @Override
    public void close(Status end, Metadata trailers) {
      status = end;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<InputStream, InputStream> getMethodDescriptor() {
      return METHOD;
    }
  }
}

package io.ghostbridge.secure.channel;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.secure.channel.internal.client.SecureClientCall;
import io.ghostbridge.secure.channel.internal.client.SessionSource;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.protocol.SecuredMethod;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secure channel to one node, as an interceptor of a {@link Channel}: every call through it is
 * authenticated in both directions, and encrypted where its method is marked {@code
 * (ghost.crypto.v1.sensitive)} or the call has the option {@link #ENCRYPT}.
 *
 * <pre>{@code
 * SecureChannel secure = SecureChannel.to(nodeKey, algorithms).build();
 * var names = GhostChainServiceGrpc.newBlockingStub(ClientInterceptors.intercept(channel, secure));
 * }</pre>
 *
 * <p>The session is opened by the first call, and anew when the node does not know it any more;
 * keys are rotated in the background. A call that was refused for want of a session is repeated by
 * itself if its method has no side effects or is idempotent, otherwise it ends with {@code
 * UNAUTHENTICATED} and {@code ErrorInfo.reason} {@code SESSION_EXPIRED}: that refusal could be an
 * attacker's invention. An answer that is not authentic ends its call with {@code UNAUTHENTICATED};
 * nothing of it is delivered.
 *
 * <p>Safe for use by any thread; no method blocks. It holds no thread. {@link #close} wipes the
 * keys.
 */
public final class SecureChannel implements ClientInterceptor, AutoCloseable {
  /** Of a call: whether its bodies are encrypted though its method is not marked as sensitive. */
  public static final CallOptions.Key<Boolean> ENCRYPT =
      CallOptions.Key.createWithDefault("ghost.secure.encrypt", false);

  private static final String OPEN =
      SecureSessionServiceGrpc.getOpenSessionMethod().getFullMethodName();
  private static final String KEYS =
      SecureSessionServiceGrpc.getGetServerKeysMethod().getFullMethodName();

  private final SessionSource sessions;
  private final SecuredMethod.Cache methods = new SecuredMethod.Cache();

  private SecureChannel(Builder builder) {
    Primitives primitives = new Primitives(builder.algorithms);
    sessions =
        new SessionSource(
            primitives,
            builder.nodeKey,
            builder.identity,
            builder.kems.isEmpty() ? primitives.kems() : builder.kems,
            builder.aeads.isEmpty() ? primitives.aeads() : builder.aeads,
            methods);
  }

  /**
   * A channel to the node with that key.
   *
   * @param nodeKey the Ed25519 public key of the node, 32 bytes, from a source that is trusted
   * @param algorithms where the primitives come from
   */
  public static Builder to(Bytes nodeKey, CryptoAlgorithms algorithms) {
    return new Builder(nodeKey, algorithms);
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (method.getFullMethodName().equals(OPEN) || method.getFullMethodName().equals(KEYS)) {
      return next.newCall(method, options);
    }
    SecuredMethod secured = methods.get(method);
    return new SecureClientCall<>(
        sessions,
        next,
        method,
        options,
        secured,
        secured.sensitive() || options.getOption(ENCRYPT));
  }

  /** Ends the session; calls through this end with {@code UNAVAILABLE} from now on. */
  @Override
  public void close() {
    sessions.close();
  }

  /** What a channel may be told; not for several threads. */
  public static final class Builder {
    private final Bytes nodeKey;
    private final CryptoAlgorithms algorithms;
    private @Nullable SigningKey identity;
    private List<KemSuite> kems = List.of();
    private List<AeadSuite> aeads = List.of();

    private Builder(Bytes nodeKey, CryptoAlgorithms algorithms) {
      this.nodeKey = nodeKey;
      this.algorithms = algorithms;
    }

    /** Who the client is: an Ed25519 key that it proves to have. It stays the caller's. */
    public Builder identity(SigningKey key) {
      if (!key.algorithm().equals("ed25519")) {
        throw new IllegalArgumentException(
            "a client's key is of " + key.algorithm() + ", expected ed25519");
      }
      identity = key;
      return this;
    }

    /**
     * The KEMs to take, the best first: of {@code x-wing} and {@code x25519}. By default those that
     * are installed, X-Wing first.
     */
    public Builder kems(String... names) {
      kems = List.of(names).stream().map(name -> KemSuite.named(name).orElseThrow()).toList();
      return this;
    }

    /**
     * The AEADs to take, the best first: of {@code aes256ctr-hmac}, {@code aes256gcm} and {@code
     * chacha20poly1305}. By default those that are installed, in this order.
     */
    public Builder aeads(String... names) {
      aeads = List.of(names).stream().map(name -> AeadSuite.named(name).orElseThrow()).toList();
      return this;
    }

    public SecureChannel build() {
      return new SecureChannel(this);
    }
  }
}

package io.ghostbridge.peers.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * OpenSSL's libcrypto, which the system has, called through its EVP functions. What a call
 * allocates there is freed with the process: this is for a test.
 */
@SuppressWarnings("restricted") // Every JVM of GhostBridge runs with --enable-native-access.
final class Libcrypto implements AutoCloseable {
  /** Identifiers of obj_mac.h. */
  static final int ED25519 = 1087;

  static final int X25519 = 1034;
  private static final int EC = 408;

  private static final int GET_TAG = 0x10;
  private static final int SET_TAG = 0x11;
  private static final int TAG = 16;
  private static final int ROOM = 256;

  private final Arena arena = Arena.ofConfined();
  private final SymbolLookup symbols;
  private final Map<String, java.lang.invoke.MethodHandle> functions = new HashMap<>();

  /**
   * Loads it.
   *
   * @throws IllegalArgumentException if the system has none
   */
  Libcrypto() {
    symbols = SymbolLookup.libraryLookup("libcrypto.so.3", arena);
  }

  /** Such as {@code OpenSSL 3.0.19 27 Jan 2026}. */
  String version() {
    return pointer("OpenSSL_version", 0).reinterpret(ROOM).getString(0);
  }

  private Object call(MemoryLayout result, String name, Object... arguments) {
    MemoryLayout[] layouts =
        Arrays.stream(arguments)
            .map(
                argument ->
                    argument instanceof Integer
                        ? JAVA_INT
                        : argument instanceof Long ? JAVA_LONG : ADDRESS)
            .toArray(MemoryLayout[]::new);
    try {
      return functions
          .computeIfAbsent(
              name,
              missing ->
                  Linker.nativeLinker()
                      .downcallHandle(
                          symbols.findOrThrow(name), FunctionDescriptor.of(result, layouts)))
          .invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(name + " cannot be called", e);
    }
  }

  private boolean succeeds(String name, Object... arguments) {
    return (int) call(JAVA_INT, name, arguments) == 1;
  }

  private void require(String name, Object... arguments) {
    if (!succeeds(name, arguments)) {
      throw new IllegalStateException(name + " failed");
    }
  }

  private MemorySegment pointer(String name, Object... arguments) {
    MemorySegment result = (MemorySegment) call(ADDRESS, name, arguments);
    if (result.address() == 0) {
      throw new IllegalStateException(name + " returned no object");
    }
    return result;
  }

  private static MemorySegment put(Arena scope, byte[] bytes) {
    MemorySegment segment = scope.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  private static byte[] get(MemorySegment segment, long length) {
    return segment.asSlice(0, length).toArray(JAVA_BYTE);
  }

  private MemorySegment message(Arena scope, String digest) {
    return pointer("EVP_get_digestbyname", scope.allocateFrom(digest));
  }

  byte[] digest(String name, byte[] message) {
    try (Arena scope = Arena.ofConfined()) {
      MemorySegment output = scope.allocate(ROOM);
      MemorySegment length = scope.allocate(JAVA_INT);
      require(
          "EVP_Digest",
          put(scope, message),
          (long) message.length,
          output,
          length,
          message(scope, name),
          MemorySegment.NULL);
      return get(output, length.get(JAVA_INT, 0));
    }
  }

  byte[] hmac(String digest, byte[] key, byte[] message) {
    try (Arena scope = Arena.ofConfined()) {
      MemorySegment output = scope.allocate(ROOM);
      MemorySegment length = scope.allocate(JAVA_INT);
      pointer(
          "HMAC",
          message(scope, digest),
          put(scope, key),
          key.length,
          put(scope, message),
          (long) message.length,
          output,
          length);
      return get(output, length.get(JAVA_INT, 0));
    }
  }

  byte[] pbkdf2(String digest, byte[] password, byte[] salt, int iterations, int length) {
    try (Arena scope = Arena.ofConfined()) {
      MemorySegment output = scope.allocate(length);
      require(
          "PKCS5_PBKDF2_HMAC",
          put(scope, password),
          password.length,
          put(scope, salt),
          salt.length,
          iterations,
          message(scope, digest),
          length,
          output);
      return get(output, length);
    }
  }

  byte[] scrypt(byte[] password, byte[] salt, long n, long r, long p, int length) {
    try (Arena scope = Arena.ofConfined()) {
      MemorySegment output = scope.allocate(length);
      require(
          "EVP_PBE_scrypt",
          put(scope, password),
          (long) password.length,
          put(scope, salt),
          (long) salt.length,
          n,
          r,
          p,
          1L << 25,
          output,
          (long) length);
      return get(output, length);
    }
  }

  /**
   * Encrypts.
   *
   * @param cipher the function of the cipher, such as {@code EVP_aes_256_gcm}
   */
  byte[] seal(String cipher, byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    try (Arena scope = Arena.ofConfined()) {
      MemorySegment context = pointer("EVP_CIPHER_CTX_new");
      MemorySegment length = scope.allocate(JAVA_INT);
      MemorySegment output = scope.allocate(plaintext.length + 1L);
      MemorySegment tag = scope.allocate(TAG);
      MemorySegment none = MemorySegment.NULL;
      require(
          "EVP_EncryptInit_ex", context, pointer(cipher), none, put(scope, key), put(scope, nonce));
      require(
          "EVP_EncryptUpdate", context, none, length, put(scope, associated), associated.length);
      require(
          "EVP_EncryptUpdate", context, output, length, put(scope, plaintext), plaintext.length);
      require("EVP_EncryptFinal_ex", context, output, length);
      require("EVP_CIPHER_CTX_ctrl", context, GET_TAG, TAG, tag);
      byte[] sealed = Arrays.copyOf(get(output, plaintext.length), plaintext.length + TAG);
      System.arraycopy(get(tag, TAG), 0, sealed, plaintext.length, TAG);
      return sealed;
    }
  }

  /** Decrypts what {@link #seal} or somebody else made; empty where it is not authentic. */
  byte[] open(String cipher, byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
    try (Arena scope = Arena.ofConfined()) {
      int size = sealed.length - TAG;
      MemorySegment context = pointer("EVP_CIPHER_CTX_new");
      MemorySegment length = scope.allocate(JAVA_INT);
      MemorySegment output = scope.allocate(size + 1L);
      MemorySegment none = MemorySegment.NULL;
      MemorySegment tag = put(scope, Arrays.copyOfRange(sealed, size, sealed.length));
      require(
          "EVP_DecryptInit_ex", context, pointer(cipher), none, put(scope, key), put(scope, nonce));
      require(
          "EVP_DecryptUpdate", context, none, length, put(scope, associated), associated.length);
      require("EVP_DecryptUpdate", context, output, length, put(scope, sealed), size);
      require("EVP_CIPHER_CTX_ctrl", context, SET_TAG, TAG, tag);
      return succeeds("EVP_DecryptFinal_ex", context, output, length)
          ? get(output, size)
          : new byte[0];
    }
  }

  MemorySegment rawPrivateKey(int type, byte[] key) {
    MemorySegment none = MemorySegment.NULL;
    return pointer("EVP_PKEY_new_raw_private_key", type, none, put(arena, key), (long) key.length);
  }

  MemorySegment rawPublicKey(int type, byte[] key) {
    MemorySegment none = MemorySegment.NULL;
    return pointer("EVP_PKEY_new_raw_public_key", type, none, put(arena, key), (long) key.length);
  }

  /** The key of an ECPrivateKey (RFC 5915) in DER. */
  MemorySegment curvePrivateKey(byte[] der) {
    MemorySegment at = arena.allocate(ADDRESS);
    at.set(ADDRESS, 0, put(arena, der));
    return pointer("d2i_PrivateKey", EC, MemorySegment.NULL, at, (long) der.length);
  }

  /** The key of a SubjectPublicKeyInfo in DER. */
  MemorySegment curvePublicKey(byte[] der) {
    MemorySegment at = arena.allocate(ADDRESS);
    at.set(ADDRESS, 0, put(arena, der));
    return pointer("d2i_PUBKEY", MemorySegment.NULL, at, (long) der.length);
  }

  /**
   * Signs.
   *
   * @param digest empty for Ed25519
   */
  byte[] sign(MemorySegment key, String digest, byte[] message) {
    try (Arena scope = Arena.ofConfined()) {
      MemorySegment context = pointer("EVP_MD_CTX_new");
      MemorySegment none = MemorySegment.NULL;
      MemorySegment md = digest.isEmpty() ? none : message(scope, digest);
      MemorySegment output = scope.allocate(ROOM);
      MemorySegment length = scope.allocate(JAVA_LONG);
      length.set(JAVA_LONG, 0, ROOM);
      require("EVP_DigestSignInit", context, none, md, none, key);
      require(
          "EVP_DigestSign", context, output, length, put(scope, message), (long) message.length);
      return get(output, length.get(JAVA_LONG, 0));
    }
  }

  /** Whether the signature is one of the message. */
  boolean verify(MemorySegment key, String digest, byte[] message, byte[] signature) {
    try (Arena scope = Arena.ofConfined()) {
      MemorySegment context = pointer("EVP_MD_CTX_new");
      MemorySegment none = MemorySegment.NULL;
      MemorySegment md = digest.isEmpty() ? none : message(scope, digest);
      require("EVP_DigestVerifyInit", context, none, md, none, key);
      return succeeds(
          "EVP_DigestVerify",
          context,
          put(scope, signature),
          (long) signature.length,
          put(scope, message),
          (long) message.length);
    }
  }

  /** The secret that both share. */
  byte[] agree(MemorySegment mine, MemorySegment theirs) {
    try (Arena scope = Arena.ofConfined()) {
      MemorySegment context = pointer("EVP_PKEY_CTX_new", mine, MemorySegment.NULL);
      MemorySegment output = scope.allocate(ROOM);
      MemorySegment length = scope.allocate(JAVA_LONG);
      length.set(JAVA_LONG, 0, ROOM);
      require("EVP_PKEY_derive_init", context);
      require("EVP_PKEY_derive_set_peer", context, theirs);
      require("EVP_PKEY_derive", context, output, length);
      return get(output, length.get(JAVA_LONG, 0));
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}

package io.ghostbridge.names.ledger.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import io.ghostbridge.ledger.internal.LedgerService;
import io.ghostbridge.ledger.internal.chain.Chain;
import io.ghostbridge.ledger.internal.chain.ChainSettings;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.names.internal.NamesComponent;
import io.ghostbridge.proto.ledger.v1.NameRecord;
import io.ghostbridge.proto.ledger.v1.RegisterName;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.ghostbridge.proto.ledger.v1.TransferName;
import io.ghostbridge.proto.ledger.v1.UpdateName;
import io.ghostbridge.sequencer.local.internal.LocalSequencer;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Ledger, sequencer and resolver wired as in a node, and the owner of names. */
final class RunningChain implements AutoCloseable {
  private static final byte[] OWNER_SEED = "the seed of the owner of names..".getBytes(US_ASCII);
  private static final int LIMIT_SECONDS = 60;
  private static final Amount FEE = Amount.parse("0.0001");

  private final Ed25519Scheme scheme = new Ed25519Scheme();
  private final SigningKey nodeKey = scheme.fromSeed(new byte[32]);
  private final SigningKey ownerKey = scheme.fromSeed(OWNER_SEED);
  private final List<LedgerNames> listeners = new CopyOnWriteArrayList<>();
  private final Chain chain;
  private final LocalSequencer sequencer;
  private final NamesComponent names;
  private final int registrationBlocks;
  private long nonce;

  /**
   * @param registrationBlocks how long a registration lasts
   */
  RunningChain(Path data, int registrationBlocks) throws Exception {
    this.registrationBlocks = registrationBlocks;
    var parameters =
        new ChainParameters(
            "test-1", FEE, Amount.ofGhost(1), registrationBlocks, 100_000, 500, 65_536);
    var supply = new TreeMap<>(Map.of(owner(), Amount.ofGhost(1_000_000)));
    chain =
        new Chain(
            new ChainSettings(
                data.resolve("ledger"),
                new ChainRules(parameters, "ghost"),
                Optional.of(supply),
                () -> supply,
                8 << 20,
                8,
                64),
            algorithm -> scheme,
            block -> listeners.forEach(each -> each.committed(block)));
    sequencer = sequencer();
    var source =
        new LedgerNames(new LedgerService(chain, sequencer), defaults(LedgerNamesConfig.class));
    listeners.add(source);
    names = new NamesComponent(data, 1, 1);
    names.addSource(source, Map.of());
  }

  private LocalSequencer sequencer() throws ReflectiveOperationException {
    for (Constructor<?> constructor : LocalSequencer.class.getConstructors()) {
      if (constructor.getParameterCount() == 3) {
        Object config = defaults(constructor.getParameterTypes()[2]);
        return (LocalSequencer) constructor.newInstance(chain, nodeKey, config);
      }
    }
    throw new NoSuchMethodException("a sequencer with chain, key and configuration");
  }

  /** A configuration of default values, but for blocks that do not wait. */
  private static <T> T defaults(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                method.getName().equals("maxBlockWaitMillis") ? 1 : method.getDefaultValue()));
  }

  NamesComponent names() {
    return names;
  }

  Address owner() {
    return Address.ofEd25519(ownerKey.publicKey().toByteArray());
  }

  static NameRecord record(String type, String value) {
    return NameRecord.newBuilder().setType(type).setValue(value).setTtl(60).build();
  }

  /** Registers a name for one period; returns the height of the block that has it. */
  long register(String name, NameRecord record) throws Exception {
    return commit(
        body(Amount.parse("1.0001"))
            .setRegisterName(
                RegisterName.newBuilder()
                    .setName(name)
                    .addRecords(record)
                    .setDurationBlocks(registrationBlocks)));
  }

  /** Replaces the records of a name; with none, removes a name below a registered one. */
  long update(String name, NameRecord... records) throws Exception {
    return commit(
        body(FEE)
            .setUpdateName(UpdateName.newBuilder().setName(name).addAllRecords(List.of(records))));
  }

  long transfer(String name, Address receiver) throws Exception {
    return commit(
        body(FEE)
            .setTransferName(
                TransferName.newBuilder()
                    .setName(name)
                    .setNewOwner(ByteString.copyFrom(receiver.bytes().toByteArray()))));
  }

  private TransactionBody.Builder body(Amount fee) {
    return TransactionBody.newBuilder()
        .setChainId("test-1")
        .setNonce(nonce++)
        .setFee(ByteString.copyFrom(fee.toBytes()))
        .setExpiryHeight(chain.head().height() + 100);
  }

  /** Returns when the transaction is acknowledged. */
  private long commit(TransactionBody.Builder body) throws Exception {
    byte[] bytes = body.build().toByteArray();
    var signed = new ByteArrayOutputStream();
    signed.writeBytes("ghostbridge/transaction/v1\0".getBytes(US_ASCII));
    signed.writeBytes(bytes);
    CommittedTransaction done =
        sequencer
            .submit(
                new SignedTransaction(
                    Bytes.wrap(bytes),
                    "ed25519",
                    Bytes.wrap(ownerKey.publicKey().toByteArray()),
                    Bytes.wrap(ownerKey.sign(signed.toByteArray()))))
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (!done.receipt().succeeded()) {
      throw new IllegalStateException("the transaction failed: " + done.receipt());
    }
    return done.receipt().blockHeight();
  }

  @Override
  public void close() throws ReflectiveOperationException {
    names.close();
    var stop = LocalSequencer.class.getDeclaredMethod("stop");
    stop.setAccessible(true);
    stop.invoke(sequencer);
    chain.close();
    ownerKey.close();
    nodeKey.close();
    scheme.close();
  }
}

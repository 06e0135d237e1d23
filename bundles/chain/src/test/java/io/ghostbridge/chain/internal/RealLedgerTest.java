package io.ghostbridge.chain.internal;

import static io.ghostbridge.chain.internal.Reasons.assertFails;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.proto.chain.v1.AccountQuery;
import io.ghostbridge.proto.chain.v1.AccountResponse;
import io.ghostbridge.proto.chain.v1.BlockQuery;
import io.ghostbridge.proto.chain.v1.BlockResponse;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainEvent;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainRegistration;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.DomainSubscription;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.StateProofQuery;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.ledger.v1.NameRecord;
import io.ghostbridge.proto.ledger.v1.RegisterName;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.ghostbridge.proto.ledger.v1.Transfer;
import io.ghostbridge.proto.ledger.v1.UpdateName;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of clients against the real ledger, sequencer and resolver. */
class RealLedgerTest {
  @TempDir Path data;
  private RealChain node;
  private GhostChainServiceGrpc.GhostChainServiceBlockingStub stub;
  private String operator;

  @BeforeEach
  void start() throws Exception {
    node = new RealChain(data);
    stub = node.blocking();
    operator = Address.ofEd25519(node.operatorKey.publicKey().toByteArray()).toString();
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
  }

  @Test
  void aNameIsRegisteredResolvedAndNeverStaleAfterAnUpdate() {
    TransactionResponse done = stub.registerDomain(registration("alice.ghost", "192.0.2.1"));
    assertThat(done.hasError()).isFalse();
    assertThat(done.getBlockHeight()).isPositive();
    DomainQuery query = DomainQuery.newBuilder().setDomain("alice.ghost").build();
    DomainResponse first = stub.resolveDomain(query);
    assertThat(first.getOwnerId()).isEqualTo(operator);
    assertThat(first.getRecords(0).getValue()).isEqualTo("192.0.2.1");
    assertThat(first.getSignerPublicKey().toByteArray())
        .isEqualTo(node.nodeKey.publicKey().toByteArray());
    assertThat(
            node.scheme.verify(
                node.nodeKey.publicKey().toByteArray(),
                DomainSignature.signedBytes(first, "test-1", new TreeSet<>()),
                first.getSignature().toByteArray()))
        .isTrue();
    for (int i = 1; i <= 50; i++) {
      String value = "198.51.100." + i;
      TransactionResponse updated =
          submit(
              body(Amount.parse("0.0001"))
                  .setUpdateName(
                      UpdateName.newBuilder().setName("alice.ghost").addRecords(record(value))));
      assertThat(updated.hasError()).isFalse();
      DomainResponse answer = stub.resolveDomain(query);
      assertThat(answer.getRecords(0).getValue()).isEqualTo(value);
      assertThat(answer.getBlockHeight()).isGreaterThanOrEqualTo(updated.getBlockHeight());
    }
    assertThat(account(operator).getOwnedDomainsList()).containsExactly("alice.ghost");
  }

  @Test
  void aRegistrationOfATakenNameIsInABlockAndFails() {
    stub.registerDomain(registration("alice.ghost", "192.0.2.1"));
    TransactionResponse second = stub.registerDomain(registration("alice.ghost", "192.0.2.2"));
    assertThat(second.getError().getDetailsMap()).containsEntry("reason", "NAME_TAKEN");
    assertThat(second.getBlockHeight()).isPositive();
    assertThat(account(operator).getNonce()).isEqualTo(2);
  }

  @Test
  void amountsMoveExactly() {
    Address receiver = Address.ofEd25519(new byte[] {9});
    Amount odd = Amount.parse("1.000000000000000001");
    submit(
        body(Amount.parse("0.0001"))
            .setTransfer(
                Transfer.newBuilder()
                    .setTo(ByteString.copyFrom(receiver.bytes().unsafeArray()))
                    .setAmount(ByteString.copyFrom(odd.toBytes()))));
    AccountResponse received = account(receiver.toString());
    assertThat(received.getBalance()).isEqualTo(1_000_000_000);
    assertThat(received.getBalanceExact()).isFalse();
    assertThat(received.getBalanceAtto().toByteArray()).isEqualTo(odd.toBytes());
    AccountResponse sender = account(operator);
    assertThat(sender.getBalanceAtto().toByteArray())
        .isEqualTo(Amount.ofGhost(1000).minus(odd).minus(Amount.parse("0.0001")).toBytes());
    assertThat(sender.getNonce()).isEqualTo(1);
  }

  @Test
  void whatTheLedgerRefusesHasItsStatus() {
    TransactionBody good = body(Amount.parse("0.0001")).setTransfer(transfer()).build();
    SignedTransaction signed = sign(good, node.operatorKey);
    refused(
        Status.Code.UNAUTHENTICATED,
        "BAD_SIGNATURE",
        signed.toBuilder().setSignature(ByteString.copyFrom(new byte[64])).build());
    refused(
        Status.Code.INVALID_ARGUMENT,
        "UNKNOWN_ALGORITHM",
        signed.toBuilder().setAlgorithm("rot13").build());
    refused(
        Status.Code.INVALID_ARGUMENT,
        "MALFORMED",
        signed.toBuilder().setBody(ByteString.fromHex("ff")).build());
    refused(Status.Code.FAILED_PRECONDITION, "WRONG_CHAIN", good.toBuilder().setChainId("x"));
    refused(Status.Code.FAILED_PRECONDITION, "FEE_TOO_LOW", good.toBuilder().clearFee());
    refused(
        Status.Code.FAILED_PRECONDITION,
        "EXPIRY_TOO_FAR",
        good.toBuilder().setExpiryHeight(10_000));
    refused(
        Status.Code.FAILED_PRECONDITION,
        "INSUFFICIENT_BALANCE",
        sign(good, node.scheme.fromSeed(RealChain.filled(3))));
    assertThat(submit(good.toBuilder()).hasError()).isFalse();
    refused(Status.Code.ALREADY_EXISTS, "DUPLICATE", signed);
    refused(
        Status.Code.FAILED_PRECONDITION,
        "NONCE_TOO_LOW",
        good.toBuilder().setExpiryHeight(good.getExpiryHeight() - 1));
  }

  @Test
  void aThousandSubscribersFollowTheChainAndItsNames() throws InterruptedException {
    long before = node.chain.head().height();
    List<Listener<Empty, BlockResponse>> listeners = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Listener<Empty, BlockResponse> listener = new Listener<>(false);
      node.async().subscribeBlocks(Empty.getDefaultInstance(), listener);
      listeners.add(listener);
    }
    Listener<DomainSubscription, DomainEvent> changes = new Listener<>(false);
    node.async()
        .subscribeDomainChanges(
            DomainSubscription.newBuilder().addDomains("alice.ghost").build(), changes);
    // Who subscribes too late for this block gets an empty one soon.
    stub.registerDomain(registration("bob.ghost", "192.0.2.1"));
    for (Listener<Empty, BlockResponse> listener : listeners) {
      listener.take(1);
    }
    TransactionResponse alice = stub.registerDomain(registration("alice.ghost", "192.0.2.1"));
    for (Listener<Empty, BlockResponse> listener : listeners) {
      BlockResponse block = listener.take(1).getFirst();
      while (block.getHeight() < alice.getBlockHeight()) {
        BlockResponse next = listener.take(1).getFirst();
        assertThat(next.getParentHash()).isEqualTo(block.getHash());
        block = next;
      }
      assertThat(block.getHash()).isEqualTo(alice.getBlockHash());
      assertThat(block.getTransactions(0).getId()).isEqualTo(alice.getTransactionId());
    }
    DomainEvent event = changes.take(1).getFirst();
    assertThat(event.getDomain()).isEqualTo("alice.ghost");
    assertThat(event.getEventType()).isEqualTo("registered");
    assertThat(event.getTransactionId()).isEqualTo(alice.getTransactionId());
    assertThat(node.chain.head().height()).isGreaterThan(before);
  }

  @Test
  void blocksAndProofsAreServed() {
    TransactionResponse done = stub.registerDomain(registration("alice.ghost", "192.0.2.1"));
    BlockResponse block =
        stub.getBlock(BlockQuery.newBuilder().setHash(done.getBlockHash()).build());
    assertThat(block.getHeight()).isEqualTo(done.getBlockHeight());
    assertThat(block.getSignature().size()).isEqualTo(64);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes("ghostbridge/block/v1\0".getBytes(US_ASCII));
    signed.writeBytes(block.getHeader().toByteArray());
    assertThat(
            node.scheme.verify(
                node.nodeKey.publicKey().toByteArray(),
                signed.toByteArray(),
                block.getSignature().toByteArray()))
        .isTrue();
    assertThat(stub.getBlock(BlockQuery.newBuilder().setHeight(0).build()).getHeight()).isZero();
    assertThat(
            stub.getStateProof(
                    StateProofQuery.newBuilder()
                        .setStore("accounts")
                        .setKey(ByteString.copyFrom(Address.parse(operator).bytes().unsafeArray()))
                        .build())
                .getProofsCount())
        .isEqualTo(2);
    assertFails(
        Status.Code.OUT_OF_RANGE,
        "HEIGHT_NOT_REACHED",
        () ->
            stub.getStateProof(
                StateProofQuery.newBuilder()
                    .setStore("names")
                    .setKey(ByteString.copyFromUtf8("x"))
                    .setHeight(1_000_000)
                    .build()));
  }

  private void refused(Status.Code code, String reason, TransactionBody.Builder body) {
    refused(code, reason, sign(body.build(), node.operatorKey));
  }

  private void refused(Status.Code code, String reason, SignedTransaction signed) {
    assertFails(
        code,
        reason,
        () ->
            stub.submitTransaction(
                SubmitTransactionRequest.newBuilder().setSignedTransaction(signed).build()));
  }

  private TransactionResponse submit(TransactionBody.Builder body) {
    return stub.submitTransaction(
        SubmitTransactionRequest.newBuilder()
            .setSignedTransaction(sign(body.build(), node.operatorKey))
            .build());
  }

  private AccountResponse account(String id) {
    return stub.getAccount(AccountQuery.newBuilder().setAccountId(id).build());
  }

  private TransactionBody.Builder body(Amount fee) {
    return TransactionBody.newBuilder()
        .setChainId("test-1")
        .setNonce(account(operator).getNonce())
        .setFee(ByteString.copyFrom(fee.toBytes()))
        .setExpiryHeight(node.chain.head().height() + 100);
  }

  private static Transfer transfer() {
    return Transfer.newBuilder()
        .setTo(ByteString.copyFrom(new byte[20]))
        .setAmount(ByteString.copyFrom(new byte[] {1}))
        .build();
  }

  private DomainRegistration registration(String name, String address) {
    TransactionBody body =
        body(Amount.parse("1.0001"))
            .setRegisterName(
                RegisterName.newBuilder()
                    .setName(name)
                    .addRecords(record(address))
                    .setDurationBlocks(1000))
            .build();
    return DomainRegistration.newBuilder()
        .setDomain(name)
        .setOwnerId(operator)
        .addInitialRecords(DNSRecord.newBuilder().setType("A").setValue(address).setTtl(60))
        .setDurationBlocks(1000)
        .setSignedTransaction(sign(body, node.operatorKey))
        .build();
  }

  private static NameRecord record(String address) {
    return NameRecord.newBuilder().setType("A").setValue(address).setTtl(60).build();
  }

  private static SignedTransaction sign(TransactionBody body, SigningKey key) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes("ghostbridge/transaction/v1\0".getBytes(US_ASCII));
    signed.writeBytes(body.toByteArray());
    return SignedTransaction.newBuilder()
        .setBody(body.toByteString())
        .setAlgorithm("ed25519")
        .setPublicKey(ByteString.copyFrom(key.publicKey().toByteArray()))
        .setSignature(ByteString.copyFrom(key.sign(signed.toByteArray())))
        .build();
  }
}

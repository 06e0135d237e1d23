package io.ghostbridge.chain.internal;

import static io.ghostbridge.chain.internal.Reasons.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.proto.chain.v1.AccountQuery;
import io.ghostbridge.proto.chain.v1.AccountResponse;
import io.ghostbridge.proto.chain.v1.BalanceQuery;
import io.ghostbridge.proto.chain.v1.BalanceResponse;
import io.ghostbridge.proto.chain.v1.BlockQuery;
import io.ghostbridge.proto.chain.v1.BlockResponse;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainRegistration;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.StateProofQuery;
import io.ghostbridge.proto.chain.v1.StateProofResponse;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.common.v1.ErrorCode;
import io.ghostbridge.proto.ledger.v1.NameRecord;
import io.ghostbridge.proto.ledger.v1.RegisterName;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.ghostbridge.proto.ledger.v1.Transfer;
import io.ghostbridge.services.Rejections;
import io.ghostbridge.services.SignedTransactions;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsTest {
  private static final ByteString PUBLIC_KEY = ByteString.copyFrom(new byte[32]);
  private static final Address SENDER = Address.ofEd25519(new byte[32]);

  @TempDir Path data;
  private ServedChain chain;
  private MemoryView state;
  private GhostChainServiceGrpc.GhostChainServiceBlockingStub stub;

  @BeforeEach
  void serve() throws IOException {
    chain = new ServedChain(data, 10);
    state = (MemoryView) chain.ledger.view;
    stub = chain.blocking();
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  @Test
  void theServiceLooksLikeTheGeneratedOne() {
    ServerServiceDefinition ours = chain.service.bindService();
    var theirs = GhostChainServiceGrpc.getServiceDescriptor();
    assertThat(ours.getServiceDescriptor().getName()).isEqualTo(theirs.getName());
    assertThat(ours.getServiceDescriptor().getSchemaDescriptor())
        .isSameAs(theirs.getSchemaDescriptor());
    assertThat(ours.getServiceDescriptor().getMethods())
        .extracting(MethodDescriptor::getFullMethodName)
        .containsExactlyElementsOf(
            theirs.getMethods().stream().map(MethodDescriptor::getFullMethodName).toList());
    for (MethodDescriptor<?, ?> method : theirs.getMethods()) {
      MethodDescriptor<?, ?> own = ours.getMethod(method.getFullMethodName()).getMethodDescriptor();
      assertThat(own.getType()).isEqualTo(method.getType());
      assertThat(own.getSchemaDescriptor()).isSameAs(method.getSchemaDescriptor());
    }
    assertThat(ChainService.NON_BLOCKING)
        .isSubsetOf(theirs.getMethods().stream().map(MethodDescriptor::getBareMethodName).toList());
  }

  @Test
  void aNameIsResolvedAgainAndAgain() {
    chain.source.put(new NameEntry("alice.ghost", "0x1", List.of(), 3, 4));
    DomainQuery query = DomainQuery.newBuilder().setDomain("alice.ghost").build();
    assertThat(stub.resolveDomain(query)).isEqualTo(stub.resolveDomain(query));
    assertFails(
        Status.Code.NOT_FOUND,
        "NAME_NOT_FOUND",
        () -> stub.resolveDomain(query.toBuilder().setDomain("bob.ghost").build()));
  }

  @Test
  void chainInfoSaysWhatATransactionNeeds() {
    ChainInfo info = stub.getChainInfo(Empty.getDefaultInstance());
    assertThat(info.getChainId()).isEqualTo("test-1");
    assertThat(info.getHeight()).isZero();
    assertThat(new BigInteger(1, info.getMinimumFee().toByteArray()))
        .isEqualTo(BigInteger.TEN.pow(12));
    assertThat(info.getRegistrationPeriodBlocks()).isEqualTo(1000);
    assertThat(info.getMaximumExpiryBlocks()).isEqualTo(500);
    assertThat(info.getNodePublicKey().size()).isEqualTo(32);
    assertThat(info.getNodeKeyAlgorithm()).isEqualTo("ed25519");
  }

  @Test
  void blocksAreFoundByHeightAndHash() {
    SignedTransaction signed =
        new SignedTransaction(
            Bytes.fromHex("aa"), "ed25519", Bytes.fromHex("bb"), Bytes.fromHex("cc"));
    Amount odd = new Amount(BigInteger.valueOf(2_500_000_001L));
    Block block =
        chain.ledger.commit(
            List.of(
                new Transaction(
                    MemoryLedger.hash(50),
                    SENDER,
                    0,
                    Amount.ZERO,
                    9,
                    new Operation.Transfer(SENDER, odd),
                    signed)),
            List.of());
    BlockResponse byHeight = stub.getBlock(BlockQuery.newBuilder().setHeight(1).build());
    assertThat(stub.getBlock(BlockQuery.newBuilder().setHash(block.hash().toHex()).build()))
        .isEqualTo(byHeight);
    assertThat(stub.getLatestBlock(Empty.getDefaultInstance())).isEqualTo(byHeight);
    assertThat(stub.getLatestBlock(Empty.getDefaultInstance())).isEqualTo(byHeight);
    var transaction = byHeight.getTransactions(0);
    assertThat(transaction.getFrom()).isEqualTo(SENDER.toChecksumHex());
    assertThat(transaction.getTo()).isEqualTo(SENDER.toChecksumHex());
    assertThat(transaction.getAmount()).isEqualTo(2);
    assertThat(transaction.getAmountExact()).isFalse();
    assertThat(new BigInteger(1, transaction.getAmountAtto().toByteArray())).isEqualTo(odd.atto());
    assertThat(transaction.getData()).isEqualTo(SignedTransactions.toWire(signed).toByteString());
    assertThat(
            stub.getBlock(BlockQuery.newBuilder().setHeight(0).setNetwork("test-1").build())
                .getHeight())
        .isZero();
  }

  @Test
  void aBlockSaysWhatAContractIsCalledWith() {
    Address contract = Address.parse("0x00000000000000000000000000000000000000c0");
    Amount value = Amount.ofGhost(3);
    SignedTransaction signed =
        new SignedTransaction(
            Bytes.fromHex("aa"), "ed25519", Bytes.fromHex("bb"), Bytes.fromHex("cc"));
    chain.ledger.commit(
        List.of(
            new Transaction(
                MemoryLedger.hash(51),
                SENDER,
                0,
                Amount.ZERO,
                9,
                new Operation.Call(contract, Bytes.EMPTY, value, 21_000, Amount.ZERO, Amount.ZERO),
                signed)),
        List.of());
    var transaction =
        stub.getBlock(BlockQuery.newBuilder().setHeight(1).build()).getTransactions(0);
    assertThat(transaction.getTo()).isEqualTo(contract.toChecksumHex());
    assertThat(transaction.getAmount()).isEqualTo(3_000_000_000L);
    assertThat(transaction.getAmountExact()).isTrue();
  }

  @Test
  void blocksThatAreNotThereAreRefusedWithTheLatestHeight() {
    for (long height : new long[] {1, Long.MAX_VALUE, -1}) {
      assertThat(
              assertFails(
                  Status.Code.NOT_FOUND,
                  "BLOCK_NOT_FOUND",
                  () -> stub.getBlock(BlockQuery.newBuilder().setHeight(height).build())))
          .contains("height " + Long.toUnsignedString(height), "latest has the height 0");
    }
    assertFails(
        Status.Code.NOT_FOUND,
        "BLOCK_NOT_FOUND",
        () -> stub.getBlock(BlockQuery.newBuilder().setHash("ab".repeat(32)).build()));
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "BLOCK_HASH_INVALID",
        () -> stub.getBlock(BlockQuery.newBuilder().setHash("zz").build()));
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "BLOCK_HASH_INVALID",
        () -> stub.getBlock(BlockQuery.newBuilder().setHash("zz".repeat(32)).build()));
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "BLOCK_REQUIRED",
        () -> stub.getBlock(BlockQuery.getDefaultInstance()));
    assertFails(
        Status.Code.FAILED_PRECONDITION,
        "NETWORK_MISMATCH",
        () -> stub.getBlock(BlockQuery.newBuilder().setHeight(0).setNetwork("x").build()));
  }

  @Test
  void amountsAreExactOrMarked() {
    Amount huge = new Amount(BigInteger.TWO.pow(200));
    state.accounts.put(SENDER, new Account(Amount.ofNano(-1), huge, 5));
    BalanceResponse balance =
        stub.getBalance(BalanceQuery.newBuilder().setAccountId(SENDER.toBech32()).build());
    assertThat(balance.getBalance()).isEqualTo(-1);
    assertThat(balance.getBalanceExact()).isTrue();
    assertThat(balance.getLockedBalance()).isEqualTo(-1);
    assertThat(balance.getLockedBalanceExact()).isFalse();
    assertThat(balance.getLockedBalanceAtto().toByteArray()).isEqualTo(huge.toBytes());
    AccountResponse account =
        stub.getAccount(AccountQuery.newBuilder().setAccountId(SENDER.toBech32()).build());
    assertThat(account.getAccountId()).isEqualTo(SENDER.toChecksumHex());
    assertThat(account.getBalance()).isEqualTo(-1);
    assertThat(account.getBalanceExact()).isTrue();
    assertThat(account.getNonce()).isEqualTo(5);
  }

  @Test
  void anAccountsNamesAreListedUpToABoundAndThenMarked() {
    AccountQuery query = AccountQuery.newBuilder().setAccountId(SENDER.toString()).build();
    assertThat(stub.getAccount(query).getOwnedDomainsList()).isEmpty();
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "n" + i + ".ghost").toList();
    state.owned.put(SENDER, names);
    assertThat(stub.getAccount(query).getOwnedDomainsList()).isEqualTo(names);
    assertThat(stub.getAccount(query).getOwnedDomainsTruncated()).isFalse();
    List<String> more = new ArrayList<>(names);
    more.add("z.ghost");
    state.owned.put(SENDER, more);
    assertThat(stub.getAccount(query).getOwnedDomainsList()).isEqualTo(names);
    assertThat(stub.getAccount(query).getOwnedDomainsTruncated()).isTrue();
  }

  @Test
  void anAccountIdThatIsNoneIsRefused() {
    for (String wrong : List.of("", "alice", "0x12", "ghost1qqqq", "0x" + "zz".repeat(20))) {
      assertFails(
          Status.Code.INVALID_ARGUMENT,
          "ACCOUNT_ID_INVALID",
          () -> stub.getAccount(AccountQuery.newBuilder().setAccountId(wrong).build()));
      assertFails(
          Status.Code.INVALID_ARGUMENT,
          "ACCOUNT_ID_INVALID",
          () -> stub.getBalance(BalanceQuery.newBuilder().setAccountId(wrong).build()));
    }
  }

  @Test
  void proofsAreHandedOnAndWhatCannotBeProvedIsRefused() {
    StateProofQuery query =
        StateProofQuery.newBuilder().setStore("names").setKey(ByteString.copyFromUtf8("k")).build();
    StateProofResponse present = stub.getStateProof(query);
    assertThat(present.getExists()).isTrue();
    assertThat(present.getHeight()).isEqualTo(9);
    assertThat(present.getProofsList()).containsExactly(ByteString.fromHex("0102"));
    StateProofResponse absent =
        stub.getStateProof(query.toBuilder().setKey(ByteString.fromHex("00")).build());
    assertThat(absent.getExists()).isFalse();
    assertThat(absent.getValue().isEmpty()).isTrue();
    assertThat(
            assertFails(
                Status.Code.INVALID_ARGUMENT,
                "STORE_UNKNOWN",
                () -> stub.getStateProof(query.toBuilder().setStore("evil").build())))
        .contains("'evil'", "accounts, names");
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "KEY_INVALID",
        () -> stub.getStateProof(query.toBuilder().clearKey().build()));
    assertFails(
        Status.Code.FAILED_PRECONDITION,
        "HEIGHT_PRUNED",
        () -> stub.getStateProof(query.toBuilder().setHeight(2).build()));
    assertFails(
        Status.Code.OUT_OF_RANGE,
        "HEIGHT_NOT_REACHED",
        () -> stub.getStateProof(query.toBuilder().setHeight(99).build()));
  }

  @Test
  void aTransactionIsAnsweredFromItsReceipt() {
    List<SignedTransaction> submitted = new ArrayList<>();
    chain.ledger.onSubmit =
        transaction -> {
          submitted.add(transaction);
          return CompletableFuture.completedFuture(committed(true, "", ""));
        };
    TransactionResponse response = stub.submitTransaction(submission());
    assertThat(response.getTransactionId()).isEqualTo(MemoryLedger.hash(5).toHex());
    assertThat(response.getBlockHash()).isEqualTo(MemoryLedger.hash(6).toHex());
    assertThat(response.getBlockHeight()).isEqualTo(6);
    assertThat(response.hasError()).isFalse();
    assertThat(SignedTransactions.toWire(submitted.getFirst()))
        .isEqualTo(submission().getSignedTransaction());
  }

  @Test
  void aTransactionThatFailedInItsBlockSaysWhy() {
    chain.ledger.onSubmit =
        transaction ->
            CompletableFuture.completedFuture(committed(false, "NAME_TAKEN", "it is taken"));
    TransactionResponse response = stub.submitTransaction(submission());
    assertThat(response.getBlockHeight()).isEqualTo(6);
    assertThat(response.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
    assertThat(response.getError().getMessage()).isEqualTo("it is taken");
    assertThat(response.getError().getDetailsMap()).containsEntry("reason", "NAME_TAKEN");
  }

  @Test
  void everyReasonOfARefusalHasItsStatus() {
    for (TransactionRejectedException.Reason reason :
        TransactionRejectedException.Reason.values()) {
      chain.ledger.onSubmit =
          transaction ->
              CompletableFuture.failedFuture(
                  new TransactionRejectedException(reason, "because " + reason));
      assertThat(
              assertFails(
                  Rejections.code(reason),
                  reason.name(),
                  () -> stub.submitTransaction(submission())))
          .isEqualTo("because " + reason);
    }
  }

  @Test
  void aFaultOfTheLedgerIsNoFaultOfTheClient() {
    chain.ledger.onSubmit =
        transaction -> CompletableFuture.failedFuture(new IllegalStateException("disk on fire"));
    assertThat(
            assertFails(
                Status.Code.INTERNAL, "INTERNAL", () -> stub.submitTransaction(submission())))
        .doesNotContain("disk");
  }

  @Test
  void aRegistrationThatAgreesWithItsTransactionIsSubmitted() {
    List<SignedTransaction> submitted = new ArrayList<>();
    chain.ledger.onSubmit =
        transaction -> {
          submitted.add(transaction);
          return CompletableFuture.completedFuture(committed(true, "", ""));
        };
    stub.registerDomain(registration().build());
    stub.registerDomain(registration().setDomain("ALICE.ghost.").build());
    assertThat(submitted).hasSize(2);
  }

  @Test
  void aRegistrationWithoutOrAgainstItsTransactionIsRefused() {
    assertFails(
        Status.Code.UNAUTHENTICATED,
        "SIGNED_TRANSACTION_REQUIRED",
        () -> stub.registerDomain(registration().clearSignedTransaction().build()));
    assertFails(
        Status.Code.UNAUTHENTICATED,
        "SIGNED_TRANSACTION_REQUIRED",
        () -> stub.submitTransaction(SubmitTransactionRequest.getDefaultInstance()));
    Address other = Address.ofEd25519(new byte[] {1});
    assertMismatch("domain", registration().setDomain("bob.ghost"));
    assertMismatch(
        "xn--bcher-kva.ghost",
        registration()
            .setDomain("bücher.ghost")
            .setSignedTransaction(
                signed(
                    TransactionBody.newBuilder()
                        .setRegisterName(RegisterName.newBuilder().setName("bücher.ghost"))
                        .build())));
    assertMismatch("owner_id", registration().setOwnerId(other.toString()));
    assertMismatch("duration_blocks", registration().setDurationBlocks(7));
    assertMismatch("initial_records", registration().clearInitialRecords());
    assertMismatch(
        "initial_records",
        registration()
            .setInitialRecords(0, registration().getInitialRecords(0).toBuilder().setTtl(1)));
    assertMismatch(
        "REGISTER_NAME",
        registration()
            .setSignedTransaction(
                signed(
                    TransactionBody.newBuilder()
                        .setTransfer(Transfer.getDefaultInstance())
                        .build())));
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "ACCOUNT_ID_INVALID",
        () -> stub.registerDomain(registration().setOwnerId("alice").build()));
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "NAME_INVALID",
        () -> stub.registerDomain(registration().clearDomain().build()));
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "UNKNOWN_ALGORITHM",
        () ->
            stub.registerDomain(
                registration()
                    .setSignedTransaction(
                        registration().getSignedTransaction().toBuilder().setAlgorithm("rsa"))
                    .build()));
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "MALFORMED",
        () ->
            stub.registerDomain(
                registration()
                    .setSignedTransaction(
                        registration().getSignedTransaction().toBuilder()
                            .setBody(ByteString.fromHex("0aff")))
                    .build()));
  }

  private void assertMismatch(String named, DomainRegistration.Builder request) {
    assertThat(
            assertFails(
                Status.Code.INVALID_ARGUMENT,
                "REGISTRATION_MISMATCH",
                () -> stub.registerDomain(request.build())))
        .contains(named);
  }

  private static DomainRegistration.Builder registration() {
    return DomainRegistration.newBuilder()
        .setDomain("alice.ghost")
        .setOwnerId(SENDER.toBech32())
        .addInitialRecords(DNSRecord.newBuilder().setType("A").setValue("192.0.2.1").setTtl(60))
        .setDurationBlocks(1000)
        .setSignedTransaction(
            signed(
                TransactionBody.newBuilder()
                    .setRegisterName(
                        RegisterName.newBuilder()
                            .setName("alice.ghost")
                            .addRecords(
                                NameRecord.newBuilder()
                                    .setType("A")
                                    .setValue("192.0.2.1")
                                    .setTtl(60))
                            .setDurationBlocks(1000))
                    .build()));
  }

  private static io.ghostbridge.proto.ledger.v1.SignedTransaction signed(TransactionBody body) {
    return io.ghostbridge.proto.ledger.v1.SignedTransaction.newBuilder()
        .setBody(body.toByteString())
        .setAlgorithm("ed25519")
        .setPublicKey(PUBLIC_KEY)
        .setSignature(ByteString.copyFrom(new byte[64]))
        .build();
  }

  private static SubmitTransactionRequest submission() {
    return SubmitTransactionRequest.newBuilder()
        .setSignedTransaction(signed(TransactionBody.getDefaultInstance()))
        .build();
  }

  private static CommittedTransaction committed(boolean succeeded, String reason, String message) {
    return new CommittedTransaction(
        new Receipt(MemoryLedger.hash(5), 6, 0, succeeded, reason, message, Amount.ZERO),
        MemoryLedger.hash(6));
  }
}

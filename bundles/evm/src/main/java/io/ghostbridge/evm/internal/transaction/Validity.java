package io.ghostbridge.evm.internal.transaction;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ContractExecutor.Environment;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.InvalidTransactionException.Reason;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.MessageCalls;
import java.math.BigInteger;

/** Whether a transaction can be in a block (Yellow Paper, section 6, and the EIPs since). */
final class Validity {
  /** EIP-7825. */
  private static final long MAX_GAS_LIMIT = 1L << 24;

  private static final byte BLOB_VERSION = 1;
  private static final int WORD_BITS = 256;

  private final Environment environment;
  private final BlockContext block;
  private final Fork fork;

  Validity(Environment environment) {
    this.environment = environment;
    this.block = environment.block();
    this.fork = block.fork();
  }

  /** All that a signed transaction must fulfil. */
  void check(ContractTransaction transaction, WorldState world) throws InvalidTransactionException {
    checkForm(transaction);
    checkFees(transaction);
    checkSender(transaction, world);
    checkFunds(transaction, world, price(transaction));
  }

  /** What does not depend on who sends it. */
  void checkForm(ContractTransaction transaction) throws InvalidTransactionException {
    checkType(transaction);
    if (fork.isAtLeast(Fork.OSAKA) && transaction.gasLimit() > MAX_GAS_LIMIT) {
      throw refused(
          Reason.GAS_LIMIT_EXCEEDED,
          "the gas limit is at most 16777216 (EIP-7825), not " + transaction.gasLimit());
    }
    if (transaction.gasLimit() > environment.gasAvailable()) {
      throw refused(
          Reason.GAS_LIMIT_EXCEEDED,
          "the block has room for "
              + environment.gasAvailable()
              + " gas, not for "
              + transaction.gasLimit());
    }
    if (transaction.to().isEmpty() && fork.isAtLeast(Fork.SHANGHAI)) {
      String tooLarge = MessageCalls.tooLargeToMake(transaction.input());
      if (tooLarge != null) {
        throw refused(Reason.INIT_CODE_TOO_LARGE, tooLarge);
      }
    }
    long minimum = IntrinsicGas.of(transaction, fork).minimum();
    if (transaction.gasLimit() < minimum) {
      throw refused(
          Reason.INTRINSIC_GAS_TOO_LOW,
          "the transaction costs at least "
              + minimum
              + " gas, and its limit is "
              + transaction.gasLimit());
    }
    checkBlobs(transaction);
    if (transaction.type() == 4
        && (transaction.authorizations().isEmpty() || transaction.to().isEmpty())) {
      throw refused(
          Reason.AUTHORIZATIONS,
          "a transaction of type 4 has a callee and at least one authorization (EIP-7702)");
    }
  }

  private void checkType(ContractTransaction transaction) throws InvalidTransactionException {
    Fork since =
        switch (transaction.type()) {
          case 0 -> Fork.FRONTIER;
          case 1 -> Fork.BERLIN;
          case 2 -> Fork.LONDON;
          case 3 -> Fork.CANCUN;
          case 4 -> Fork.PRAGUE;
          default ->
              throw refused(
                  Reason.TYPE_NOT_SUPPORTED,
                  "a transaction's type is 0 to 4, not " + transaction.type());
        };
    if (!fork.isAtLeast(since)) {
      throw refused(
          Reason.TYPE_NOT_SUPPORTED,
          "transactions of type " + transaction.type() + " come with " + since + ", not " + fork);
    }
  }

  private void checkBlobs(ContractTransaction transaction) throws InvalidTransactionException {
    if (transaction.type() != 3) {
      return;
    }
    int most = fork == Fork.PRAGUE ? 9 : 6;
    int count = transaction.blobHashes().size();
    if (transaction.to().isEmpty() || count == 0 || count > most) {
      throw refused(
          Reason.BLOBS,
          "a transaction of type 3 has a callee and 1 to " + most + " blobs, not " + count);
    }
    for (Hash hash : transaction.blobHashes()) {
      if (hash.bytes().get(0) != BLOB_VERSION) {
        throw refused(Reason.BLOBS, "a blob's hash begins with 01, not " + hash);
      }
    }
  }

  private void checkFees(ContractTransaction transaction) throws InvalidTransactionException {
    if (transaction.maxPriorityFeePerGas().compareTo(transaction.maxFeePerGas()) > 0) {
      throw refused(
          Reason.PRIORITY_FEE_TOO_HIGH,
          "the priority fee "
              + transaction.maxPriorityFeePerGas()
              + " is above the whole fee "
              + transaction.maxFeePerGas());
    }
    if (fork.isAtLeast(Fork.LONDON) && transaction.maxFeePerGas().compareTo(block.baseFee()) < 0) {
      throw refused(
          Reason.FEE_TOO_LOW,
          "the fee " + transaction.maxFeePerGas() + " is below the base fee " + block.baseFee());
    }
    if (transaction.type() == 3
        && transaction.maxFeePerBlobGas().compareTo(block.blobBaseFee()) < 0) {
      throw refused(
          Reason.BLOBS,
          "the fee for blobs "
              + transaction.maxFeePerBlobGas()
              + " is below their base fee "
              + block.blobBaseFee());
    }
  }

  private static void checkSender(ContractTransaction transaction, WorldState world)
      throws InvalidTransactionException {
    long nonce = world.nonce(transaction.sender());
    if (nonce != transaction.nonce()) {
      boolean low = Long.compareUnsigned(transaction.nonce(), nonce) < 0;
      throw refused(
          low ? Reason.NONCE_TOO_LOW : Reason.NONCE_TOO_HIGH,
          "the sender's next nonce is "
              + Long.toUnsignedString(nonce)
              + ", not "
              + Long.toUnsignedString(transaction.nonce()));
    }
    if (nonce == -1) {
      throw refused(Reason.NONCE_IS_MAX, "the sender's nonces are used up (EIP-2681)");
    }
    var code = world.code(transaction.sender());
    if (!code.isEmpty() && MessageCalls.delegate(code) == null) {
      throw refused(Reason.SENDER_NOT_EOA, "the sender is a contract (EIP-3607)");
    }
  }

  /** The sender must be able to pay gas and blobs at {@code gasCost}, and the value. */
  void checkFunds(ContractTransaction transaction, WorldState world, BigInteger gasCost)
      throws InvalidTransactionException {
    BigInteger needed = gasCost.add(transaction.value().toBigInteger());
    BigInteger balance = world.balance(transaction.sender()).toBigInteger();
    if (needed.bitLength() > WORD_BITS || balance.compareTo(needed) < 0) {
      throw refused(
          Reason.INSUFFICIENT_FUNDS,
          "the sender has " + balance + ", and may have to pay " + needed);
    }
  }

  private static BigInteger price(ContractTransaction transaction) {
    BigInteger gas =
        transaction
            .maxFeePerGas()
            .toBigInteger()
            .multiply(BigInteger.valueOf(transaction.gasLimit()));
    BigInteger blobs =
        transaction
            .maxFeePerBlobGas()
            .toBigInteger()
            .multiply(BigInteger.valueOf(blobGas(transaction)));
    return gas.add(blobs);
  }

  /** The gas of its blobs (EIP-4844). */
  static long blobGas(ContractTransaction transaction) {
    return (long) transaction.blobHashes().size() << 17;
  }

  private static InvalidTransactionException refused(Reason reason, String message) {
    return new InvalidTransactionException(reason, message);
  }
}

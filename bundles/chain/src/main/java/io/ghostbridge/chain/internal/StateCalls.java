package io.ghostbridge.chain.internal;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.StateProof;
import io.ghostbridge.proto.chain.v1.AccountQuery;
import io.ghostbridge.proto.chain.v1.AccountResponse;
import io.ghostbridge.proto.chain.v1.BalanceQuery;
import io.ghostbridge.proto.chain.v1.BalanceResponse;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.chain.v1.StateProofQuery;
import io.ghostbridge.proto.chain.v1.StateProofResponse;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Heights;
import io.ghostbridge.services.Network;
import io.ghostbridge.services.WireValues;
import java.util.List;

/** Calls that read the ledger's state. */
final class StateCalls {
  /** The most names that GetAccount lists. */
  static final int MAXIMUM_OWNED_DOMAINS = 1000;

  private static final int LONGEST_KEY = 4096;

  private final Ledger ledger;
  private final Network network;
  private final ChainInfo info;

  StateCalls(Ledger ledger, Network network, SigningKey nodeKey) {
    this.ledger = ledger;
    this.network = network;
    ChainParameters parameters = ledger.parameters();
    this.info =
        ChainInfo.newBuilder()
            .setChainId(parameters.chainId())
            .setMinimumFee(WireValues.bytes(parameters.minimumFee()))
            .setRegistrationFee(WireValues.bytes(parameters.registrationFee()))
            .setRegistrationPeriodBlocks(parameters.registrationPeriodBlocks())
            .setMaximumExpiryBlocks(parameters.maximumExpiryBlocks())
            .setNodePublicKey(ByteString.copyFrom(nodeKey.publicKey().unsafeArray()))
            .setNodeKeyAlgorithm(nodeKey.algorithm())
            .build();
  }

  /** Never blocks. */
  ChainInfo chainInfo() {
    return info.toBuilder().setHeight(ledger.head().height()).build();
  }

  AccountResponse account(AccountQuery query) {
    network.require(query.getNetwork());
    Address address = WireValues.address(query.getAccountId(), "ACCOUNT_ID_INVALID");
    LedgerView view = ledger.view();
    Account account = view.account(address);
    List<String> names = view.namesOf(address, MAXIMUM_OWNED_DOMAINS + 1);
    boolean truncated = names.size() > MAXIMUM_OWNED_DOMAINS;
    return AccountResponse.newBuilder()
        .setAccountId(address.toChecksumHex())
        .setBalance(account.balance().toNanoFloor())
        .setBalanceExact(isExact(account.balance()))
        .setBalanceAtto(WireValues.bytes(account.balance()))
        .setNonce(account.nonce())
        .addAllOwnedDomains(truncated ? names.subList(0, MAXIMUM_OWNED_DOMAINS) : names)
        .setOwnedDomainsTruncated(truncated)
        .build();
  }

  BalanceResponse balance(BalanceQuery query) {
    network.require(query.getNetwork());
    Account account =
        ledger.view().account(WireValues.address(query.getAccountId(), "ACCOUNT_ID_INVALID"));
    return BalanceResponse.newBuilder()
        .setBalance(account.balance().toNanoFloor())
        .setBalanceExact(isExact(account.balance()))
        .setBalanceAtto(WireValues.bytes(account.balance()))
        .setLockedBalance(account.locked().toNanoFloor())
        .setLockedBalanceExact(isExact(account.locked()))
        .setLockedBalanceAtto(WireValues.bytes(account.locked()))
        .build();
  }

  StateProofResponse proof(StateProofQuery query) {
    if (query.getKey().isEmpty() || query.getKey().size() > LONGEST_KEY) {
      throw Failures.invalid(
          "KEY_INVALID",
          "the key has " + query.getKey().size() + " bytes; expected 1 to " + LONGEST_KEY);
    }
    try {
      LedgerView view = query.getHeight() == 0 ? ledger.view() : ledger.viewAt(query.getHeight());
      if (!view.stores().contains(query.getStore())) {
        throw Failures.invalid(
            "STORE_UNKNOWN",
            "there is no store "
                + Failures.quote(query.getStore())
                + "; expected one of "
                + String.join(", ", view.stores()));
      }
      return response(view.prove(query.getStore(), Bytes.wrap(query.getKey().toByteArray())));
    } catch (HeightUnavailableException e) {
      throw Heights.unavailable(e);
    }
  }

  private static StateProofResponse response(StateProof proof) {
    StateProofResponse.Builder response = StateProofResponse.newBuilder().setHeight(proof.height());
    Bytes value = proof.value();
    if (value != null) {
      response.setExists(true).setValue(ByteString.copyFrom(value.unsafeArray()));
    }
    proof.proofs().forEach(each -> response.addProofs(ByteString.copyFrom(each.unsafeArray())));
    return response.build();
  }

  private static boolean isExact(Amount amount) {
    return amount.toNanoExact().isPresent();
  }
}

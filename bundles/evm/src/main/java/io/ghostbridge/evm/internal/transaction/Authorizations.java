package io.ghostbridge.evm.internal.transaction;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ContractTransaction.Authorization;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.MessageCalls;

/** Carries out the authorizations of a transaction (EIP-7702): one that is void changes nothing. */
final class Authorizations {
  /** What an authorization of an account that is there already costs less. */
  private static final int REFUND = 12_500;

  private static final Address NOBODY = Word.ZERO.toAddress();

  private Authorizations() {}

  static void apply(Iterable<Authorization> authorizations, Word chainId, WorldState world) {
    for (Authorization each : authorizations) {
      boolean here = each.chainId().isZero() || each.chainId().equals(chainId);
      if (here && each.nonce() != -1 && each.authority().isPresent()) {
        apply(each, each.authority().get(), world);
      }
    }
  }

  private static void apply(Authorization authorization, Address authority, WorldState world) {
    world.warm(authority);
    Bytes code = world.code(authority);
    boolean isContract = !code.isEmpty() && MessageCalls.delegate(code) == null;
    if (isContract || world.nonce(authority) != authorization.nonce()) {
      return;
    }
    if (world.exists(authority)) {
      world.addRefund(REFUND);
    }
    Address target = authorization.address();
    world.setCode(
        authority, target.equals(NOBODY) ? Bytes.EMPTY : MessageCalls.delegationTo(target));
    world.setNonce(authority, authorization.nonce() + 1);
  }
}

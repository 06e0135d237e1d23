package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.ContractParameters;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.ledger.internal.names.NameRules;
import io.ghostbridge.proto.ledger.v1.Parameters;

/** What is fixed for a chain: its parameters and the rules that follow from them. */
public final class ChainRules {
  private final ChainParameters parameters;
  private final NameRules names;

  /** The rules of a chain that registers names under {@code zone}. */
  public ChainRules(ChainParameters parameters, String zone) {
    this.parameters = parameters;
    this.names = new NameRules(zone);
  }

  /** The rules in a genesis. */
  public static ChainRules of(Parameters message) throws MalformedException {
    return new ChainRules(
        new ChainParameters(
            message.getChainId(),
            Proto.amount("minimum_fee", message.getMinimumFee()),
            Proto.amount("registration_fee", message.getRegistrationFee()),
            message.getRegistrationPeriodBlocks(),
            message.getMaximumRegistrationBlocks(),
            message.getMaximumExpiryBlocks(),
            message.getMaximumTransactionBytes(),
            new ContractParameters(
                message.getEvmChainNumber(),
                message.getBlockGasLimit(),
                Proto.amount("minimum_base_fee", message.getMinimumBaseFee()))),
        message.getZone());
  }

  /** The message that a genesis and the state hold. */
  public Parameters toMessage() {
    return Parameters.newBuilder()
        .setChainId(parameters.chainId())
        .setZone(names.zone())
        .setMinimumFee(Proto.of(parameters.minimumFee()))
        .setRegistrationFee(Proto.of(parameters.registrationFee()))
        .setRegistrationPeriodBlocks(parameters.registrationPeriodBlocks())
        .setMaximumRegistrationBlocks(parameters.maximumRegistrationBlocks())
        .setMaximumExpiryBlocks(parameters.maximumExpiryBlocks())
        .setMaximumTransactionBytes(parameters.maximumTransactionBytes())
        .setEvmChainNumber(parameters.contracts().chainNumber())
        .setBlockGasLimit(parameters.contracts().blockGasLimit())
        .setMinimumBaseFee(Proto.of(parameters.contracts().minimumBaseFee()))
        .build();
  }

  /** The parameters. */
  public ChainParameters parameters() {
    return parameters;
  }

  NameRules names() {
    return names;
  }

  /**
   * The least fee of a transaction with {@code operation}: for registering and renewing a name, the
   * registration fee for each started period comes on top.
   */
  public Amount leastFee(Operation operation) {
    long durationBlocks =
        switch (operation) {
          case Operation.RegisterName register -> register.durationBlocks();
          case Operation.RenewName renew -> renew.durationBlocks();
          default -> 0;
        };
    // A duration beyond what the chain allows fails anyway, and must not overflow here.
    long counted = Math.min(durationBlocks, parameters.maximumRegistrationBlocks());
    long periods = Math.ceilDiv(counted, parameters.registrationPeriodBlocks());
    return parameters.minimumFee().plus(parameters.registrationFee().times(periods));
  }
}

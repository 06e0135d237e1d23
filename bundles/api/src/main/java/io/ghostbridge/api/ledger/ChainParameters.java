package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Amount;

/**
 * What a client must know of a chain to make transactions for it.
 *
 * @param chainId names the chain; a transaction for another is refused
 * @param minimumFee the least fee of a transaction; one that runs a contract pays for gas instead
 * @param registrationFee what registering or renewing a name costs for each started period
 * @param registrationPeriodBlocks the length of such a period
 * @param maximumRegistrationBlocks the furthest that a registration may reach beyond the current
 *     height
 * @param maximumExpiryBlocks the furthest that a transaction's expiry may lie beyond the current
 *     height
 * @param maximumTransactionBytes the largest body
 * @param contracts what is fixed for contracts
 */
public record ChainParameters(
    String chainId,
    Amount minimumFee,
    Amount registrationFee,
    long registrationPeriodBlocks,
    long maximumRegistrationBlocks,
    long maximumExpiryBlocks,
    int maximumTransactionBytes,
    ContractParameters contracts) {
  /** With {@link ContractParameters#DEFAULT}. */
  public ChainParameters(
      String chainId,
      Amount minimumFee,
      Amount registrationFee,
      long registrationPeriodBlocks,
      long maximumRegistrationBlocks,
      long maximumExpiryBlocks,
      int maximumTransactionBytes) {
    this(
        chainId,
        minimumFee,
        registrationFee,
        registrationPeriodBlocks,
        maximumRegistrationBlocks,
        maximumExpiryBlocks,
        maximumTransactionBytes,
        ContractParameters.DEFAULT);
  }
}

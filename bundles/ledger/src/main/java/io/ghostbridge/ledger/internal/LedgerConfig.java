package io.ghostbridge.ledger.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of a chain and of its store. Those of the chain are fixed by its first start. */
@ObjectClassDefinition(
    id = "io.ghostbridge.ledger",
    name = "Ledger",
    description = "The chain's state machine and its durable store")
@interface LedgerConfig {
  @AttributeDefinition(
      description = "Names the chain; transactions for another are refused. Fixed at first start")
  String chainId() default "ghost-local";

  @AttributeDefinition(
      description = "The zone under which names are registered. Fixed at first start")
  String zone() default "ghost";

  @AttributeDefinition(
      description = "The least fee of a transaction in GHOST, a decimal. Fixed at first start")
  String minimumFeeGhost() default "0.0001";

  @AttributeDefinition(
      description =
          "What registering or renewing a name costs for each started period in GHOST, a decimal."
              + " Fixed at first start")
  String registrationFeeGhost() default "1";

  @AttributeDefinition(
      description = "The length of such a period in blocks. Fixed at first start",
      min = "1",
      max = "1000000000")
  long registrationPeriodBlocks() default 6_307_200;

  @AttributeDefinition(
      description =
          "The furthest that a registration may reach beyond the current height. Fixed at first"
              + " start",
      min = "1",
      max = "1000000000000")
  long maximumRegistrationBlocks() default 63_072_000;

  @AttributeDefinition(
      description =
          "The furthest that a transaction's expiry may lie beyond the current height. Fixed at"
              + " first start",
      min = "1",
      max = "1000000000")
  long maximumExpiryBlocks() default 100_000;

  @AttributeDefinition(
      description = "The largest body of a transaction in bytes. Fixed at first start",
      min = "1024",
      max = "131072")
  int maximumTransactionBytes() default 131_072;

  @AttributeDefinition(
      description = "The chain as Ethereum's transactions name it (EIP-155). Fixed at first start",
      min = "1",
      max = "4503599627370476")
  long evmChainNumber() default 26_472;

  @AttributeDefinition(
      description =
          "The gas of all of a block's contract transactions together; half of it is what the base"
              + " fee steers to. Fixed at first start",
      min = "16777216",
      max = "100000000000")
  long blockGasLimit() default 500_000_000;

  @AttributeDefinition(
      description =
          "The base fee of a unit of gas in the first block, below which it never falls, in GHOST, a"
              + " decimal. Fixed at first start")
  String minimumBaseFeeGhost() default "0.000000001";

  @AttributeDefinition(
      description =
          "How many blocks back the state can be read and proven; fewer while blocks are large",
      min = "1",
      max = "1000000")
  int retainedHeights() default 128;

  @AttributeDefinition(
      description = "Memory for pages of the state store in MiB",
      min = "1",
      max = "65536")
  int stateCacheMegabytes() default 64;

  @AttributeDefinition(
      description = "The size in MiB at which the block log begins a new file",
      min = "1",
      max = "1024")
  int logSegmentMegabytes() default 128;
}

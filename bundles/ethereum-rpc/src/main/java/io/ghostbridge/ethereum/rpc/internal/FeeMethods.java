package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractReceipt;
import io.ghostbridge.api.ledger.Receipt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What gas costs (EIP-1559). */
final class FeeMethods {
  private static final int MOST_BLOCKS = 1024;
  private static final int MOST_PERCENTILES = 100;
  private static final int SAMPLED_BLOCKS = 20;
  private static final int SAMPLES_PER_BLOCK = 3;
  private static final int PERCENTILE = 60;

  /** A thousandth of a gwei: what is suggested where nobody paid anything. */
  private static final BigInteger DEFAULT_TIP = BigInteger.valueOf(1_000_000);

  private final Chain chain;

  FeeMethods(Chain chain) {
    this.chain = chain;
  }

  void register(Map<String, RpcMethod> methods) {
    methods.put(
        "eth_gasPrice",
        RpcMethod.of(p -> Hex.quantity(chain.contracts().nextBaseFee().atto().add(tip()))));
    methods.put("eth_maxPriorityFeePerGas", RpcMethod.of(p -> Hex.quantity(tip())));
    methods.put("eth_blobBaseFee", RpcMethod.of(p -> "0x1"));
    methods.put("eth_feeHistory", RpcMethod.of(p -> history(p.expect(2, 3))));
  }

  /** What most of the cheapest transactions of the latest blocks paid, as geth's oracle has it. */
  private BigInteger tip() {
    List<BigInteger> tips = new ArrayList<>();
    long head = chain.head();
    for (long height = head; height > Math.max(0, head - SAMPLED_BLOCKS); height--) {
      chain
          .ledger()
          .block(height)
          .ifPresent(
              block ->
                  paid(block).stream()
                      .map(Paid::tip)
                      .sorted()
                      .limit(SAMPLES_PER_BLOCK)
                      .forEach(tips::add));
    }
    if (tips.isEmpty()) {
      return DEFAULT_TIP;
    }
    tips.sort(Comparator.naturalOrder());
    return tips.get((tips.size() - 1) * PERCENTILE / 100);
  }

  private record Paid(BigInteger tip, long gasUsed) {}

  private static List<Paid> paid(Block block) {
    BigInteger baseFee = block.header().baseFee().atto();
    List<Paid> paid = new ArrayList<>();
    for (Receipt receipt : block.receipts()) {
      receipt
          .contract()
          .map(ContractReceipt::effectiveGasPrice)
          .ifPresent(
              price ->
                  paid.add(
                      new Paid(
                          price.atto().subtract(baseFee).max(BigInteger.ZERO),
                          receipt.contract().get().gasUsed())));
    }
    return paid;
  }

  private Map<String, @Nullable Object> history(Params params) throws JsonRpcException {
    long count = Math.min(MOST_BLOCKS, Values.quantity(Params.where(0), params.at(0)));
    Block newest = chain.required(BlockSelector.parse(Params.where(1), params.at(1)));
    List<Double> percentiles = percentiles(params.at(2));
    long oldest = Math.max(0, newest.height() - count + 1);
    List<Object> baseFees = new ArrayList<>();
    List<Object> ratios = new ArrayList<>();
    List<Object> rewards = new ArrayList<>();
    for (long height = oldest; count > 0 && height <= newest.height(); height++) {
      Block block = chain.required(new BlockSelector.Height(height));
      baseFees.add(Hex.quantity(block.header().baseFee()));
      ratios.add((double) block.header().gasUsed() / chain.parameters().blockGasLimit());
      rewards.add(rewards(block, percentiles));
    }
    Members out = new Members().put("oldestBlock", Hex.quantity(count == 0 ? 0 : oldest));
    if (count > 0) {
      baseFees.add(feeAfter(newest));
      out.put("baseFeePerGas", baseFees).put("gasUsedRatio", ratios);
      out.put("baseFeePerBlobGas", baseFees.stream().map(each -> "0x1").toList());
      out.put("blobGasUsedRatio", ratios.stream().map(each -> 0.0).toList());
      if (!percentiles.isEmpty()) {
        out.put("reward", rewards);
      }
    } else {
      out.put("gasUsedRatio", null);
    }
    return out.map();
  }

  private String feeAfter(Block newest) {
    return chain
        .ledger()
        .block(newest.height() + 1)
        .map(block -> Hex.quantity(block.header().baseFee()))
        .orElseGet(() -> Hex.quantity(chain.contracts().nextBaseFee()));
  }

  private static List<Double> percentiles(@Nullable Object value) throws JsonRpcException {
    List<Double> percentiles = new ArrayList<>();
    if (value == null) {
      return percentiles;
    }
    List<?> list = Values.list(Params.where(2), value);
    if (list.size() > MOST_PERCENTILES) {
      throw RpcErrors.server(
          "over the query limit " + MOST_PERCENTILES + ": invalid reward percentile count");
    }
    double last = 0;
    for (Object each : list) {
      if (!(each instanceof Number number)
          || !(number.doubleValue() >= last && number.doubleValue() <= 100)) {
        throw RpcErrors.server(
            "invalid reward percentile: " + each + "; expected 0 to 100, in ascending order");
      }
      last = number.doubleValue();
      percentiles.add(last);
    }
    return percentiles;
  }

  /** The tips at which these parts of the block's gas were paid for, cheapest first. */
  private static List<String> rewards(Block block, List<Double> percentiles) {
    List<Paid> paid = paid(block);
    paid.sort(Comparator.comparing(Paid::tip));
    List<String> rewards = new ArrayList<>();
    for (double percentile : percentiles) {
      double threshold = block.header().gasUsed() * percentile / 100;
      BigInteger reward = BigInteger.ZERO;
      long sum = 0;
      for (Paid each : paid) {
        reward = each.tip();
        sum += each.gasUsed();
        if (sum >= threshold) {
          break;
        }
      }
      rewards.add(Hex.quantity(reward));
    }
    return rewards;
  }
}

package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.rlp.RlpReader;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A receipt as receipt tries have it (EIP-2718, EIP-658), the bloom of its events computed.
 *
 * @param type the transaction's
 * @param cumulativeGasUsed in the block up to here
 */
public record EthereumReceipt(int type, boolean succeeded, long cumulativeGasUsed, List<Log> logs) {
  /** Copies {@code logs}. */
  public EthereumReceipt {
    logs = List.copyOf(logs);
  }

  /** The bloom of the events. */
  public Bytes bloom() {
    LogsBloom bloom = new LogsBloom();
    logs.forEach(bloom::add);
    return bloom.toBytes();
  }

  /** The RLP of {@code logs} alone, whose Keccak-256 state tests compare. */
  public static byte[] encodeLogs(List<Log> logs) {
    RlpWriter out = new RlpWriter();
    writeLogs(out, logs);
    return out.toByteArray();
  }

  private static void writeLogs(RlpWriter out, List<Log> logs) {
    out.list(
        o -> {
          for (Log log : logs) {
            o.list(
                each -> {
                  each.bytes(log.address().bytes());
                  each.list(topics -> log.topics().forEach(t -> topics.bytes(t.toBytes())));
                  each.bytes(log.data());
                });
          }
        });
  }

  /** The encoding. */
  public byte[] encode() {
    RlpWriter out = new RlpWriter(320);
    out.list(
        o -> {
          o.number(succeeded ? 1 : 0).number(cumulativeGasUsed).bytes(bloom());
          writeLogs(o, logs);
        });
    byte[] list = out.toByteArray();
    if (type == EthereumTransaction.LEGACY) {
      return list;
    }
    byte[] enveloped = new byte[list.length + 1];
    enveloped[0] = (byte) type;
    System.arraycopy(list, 0, enveloped, 1, list.length);
    return enveloped;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws RlpException if it is anything else, or the bloom is not that of the events
   */
  public static EthereumReceipt decode(byte[] encoded) throws RlpException {
    int type = encoded.length > 0 && encoded[0] >= 0 ? encoded[0] : EthereumTransaction.LEGACY;
    if (type > EthereumTransaction.SET_CODE) {
      throw new RlpException(0, "a receipt's type is 1 to 4, not " + type);
    }
    boolean typed = encoded.length > 0 && encoded[0] > 0;
    RlpReader outer =
        new RlpReader(typed ? Arrays.copyOfRange(encoded, 1, encoded.length) : encoded);
    RlpReader in = outer.list();
    outer.requireEnd();
    long status = in.number63();
    if (status > 1) {
      throw new RlpException(0, "a receipt's status is 0 or 1 (EIP-658), not " + status);
    }
    long gas = in.number63();
    Bytes bloom = Bytes.wrap(in.bytes(LogsBloom.SIZE));
    EthereumReceipt receipt = new EthereumReceipt(type, status == 1, gas, logs(in.list()));
    in.requireEnd();
    if (!receipt.bloom().equals(bloom)) {
      throw new RlpException(0, "the bloom is not that of the events");
    }
    return receipt;
  }

  private static List<Log> logs(RlpReader in) throws RlpException {
    List<Log> logs = new ArrayList<>();
    while (!in.atEnd()) {
      RlpReader log = in.list();
      Address address = Address.wrap(log.bytes(Address.SIZE));
      RlpReader topics = log.list();
      List<Word> words = new ArrayList<>();
      while (!topics.atEnd()) {
        if (words.size() == Log.MAX_TOPICS) {
          throw new RlpException(topics.offset(), "an event has at most 4 topics");
        }
        words.add(Word.read(topics.bytes(Word.SIZE), 0));
      }
      logs.add(new Log(address, words, Bytes.wrap(log.bytes())));
      log.requireEnd();
    }
    return logs;
  }
}

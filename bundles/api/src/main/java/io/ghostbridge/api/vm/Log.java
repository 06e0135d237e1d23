package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import java.util.List;

/**
 * An event that a contract wrote.
 *
 * @param address the contract
 * @param topics at most four words to search by
 * @param data the rest
 */
public record Log(Address address, List<Word> topics, Bytes data) {
  /** The largest number of topics. */
  public static final int MAX_TOPICS = 4;

  /**
   * Copies {@code topics}.
   *
   * @throws IllegalArgumentException if there are more than four
   */
  public Log {
    topics = List.copyOf(topics);
    if (topics.size() > MAX_TOPICS) {
      throw new IllegalArgumentException("a log has at most 4 topics, not " + topics.size());
    }
  }
}

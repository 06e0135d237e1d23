package io.ghostbridge.crypto.bip39.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The English word list of BIP-39: 2,048 words, which their first four letters tell apart. */
final class WordList {
  static final int SIZE = 2048;

  private final byte[][] words;
  private final Map<Word, Integer> indices = new HashMap<>();

  WordList() {
    List<String> lines;
    try (InputStream in = WordList.class.getResourceAsStream("english.txt")) {
      if (in == null) {
        throw new IllegalStateException("this bundle lacks its word list");
      }
      lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lines.size() != SIZE) {
      throw new IllegalStateException("the word list has " + lines.size() + " words");
    }
    words = new byte[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      words[i] = lines.get(i).getBytes(StandardCharsets.US_ASCII);
      indices.put(new Word(words[i]), i);
    }
  }

  byte[] word(int index) {
    return words[index];
  }

  /** The word's place, or -1. */
  int indexOf(byte[] word) {
    return indices.getOrDefault(new Word(word), -1);
  }

  /** Bytes as a key of a map, so that no word of a mnemonic becomes a string. */
  private static final class Word {
    private final byte[] bytes;

    Word(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Word that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }
}

package io.ghostbridge.ethereum.trie;

/** What a node says of a child: its hash, or the child itself where that is shorter. */
sealed interface NodeReference permits Hashed, TrieNode {}

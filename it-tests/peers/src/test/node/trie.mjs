// Verifies proofs of Ethereum's tries with @ethereumjs/trie: node trie.mjs PROOFS
// A line of PROOFS is {"root", "key", "value": hexadecimal or null, "nodes": [...]}; the key is of the trie itself.
import { readFileSync } from 'node:fs';
import { Trie } from '@ethereumjs/trie';
import { hexToBytes } from '@ethereumjs/util';

const bytes = (hex) => hexToBytes('0x' + hex);
const same = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;

for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const { name, root, key, value, nodes } = JSON.parse(line);
  try {
    const trie = await Trie.createFromProof(nodes.map(bytes), { root: bytes(root) });
    if (!same(trie.root(), bytes(root))) throw new Error('another root');
    const found = await trie.get(bytes(key), true);
    const right = value === null ? found === null : found !== null && same(found, bytes(value));
    console.log(right ? `ok ${name}` : `not ok ${name}: found ${found && Buffer.from(found).toString('hex')}`);
  } catch (e) {
    console.log(`not ok ${name}: ${e}`);
  }
}

// Compiles Bench.sol to src/main/resources/io/ghostbridge/bench/evm/NAME.hex. In this directory:
//   npm install --no-save solc@0.8.37 && node compile.mjs
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const solc = createRequire(import.meta.url)('solc');
const input = {
  language: 'Solidity',
  sources: {'Bench.sol': {content: readFileSync(new URL('Bench.sol', import.meta.url), 'utf8')}},
  settings: {
    optimizer: {enabled: true, runs: 200},
    evmVersion: 'cancun',
    metadata: {bytecodeHash: 'none', appendCBOR: false},
    outputSelection: {'*': {'*': ['evm.deployedBytecode.object']}},
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
const errors = (output.errors ?? []).filter(error => error.severity === 'error');
if (errors.length > 0) {
  throw new Error(errors.map(error => error.formattedMessage).join('\n'));
}
for (const [name, contract] of Object.entries(output.contracts['Bench.sol'])) {
  const target = new URL(`../resources/io/ghostbridge/bench/evm/${name.toLowerCase()}.hex`, import.meta.url);
  writeFileSync(target, contract.evm.deployedBytecode.object + '\n');
}

// Compiles contracts of this directory, with OpenZeppelin's from npm.
import fs from 'node:fs';
import solc from 'solc';

export function compile(...files) {
  const sources = Object.fromEntries(files.map((file) => [file, { content: fs.readFileSync(`contracts/${file}`, 'utf8') }]));
  const output = JSON.parse(
    solc.compile(
      JSON.stringify({
        language: 'Solidity',
        sources,
        settings: {
          evmVersion: 'prague',
          optimizer: { enabled: true, runs: 200 },
          outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
        },
      }),
      { import: (path) => ({ contents: fs.readFileSync(`node_modules/${path}`, 'utf8') }) },
    ),
  );
  const errors = (output.errors ?? []).filter((error) => error.severity === 'error');
  if (errors.length > 0) {
    throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
  }
  const artifacts = {};
  for (const contracts of Object.values(output.contracts)) {
    for (const [name, contract] of Object.entries(contracts)) {
      artifacts[name] = { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` };
    }
  }
  return artifacts;
}

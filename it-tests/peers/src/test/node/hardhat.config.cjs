require('@nomicfoundation/hardhat-ethers');
require('@nomicfoundation/hardhat-chai-matchers');
const { subtask } = require('hardhat/config');
const { TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD } = require('hardhat/builtin-tasks/task-names');

// The compiler comes from npm, as all else does.
subtask(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD, async () => ({
  compilerPath: require.resolve('solc/soljson.js'),
  isSolcJs: true,
  version: require('solc/package.json').version,
  longVersion: require('solc').version(),
}));

module.exports = {
  solidity: { version: require('solc/package.json').version, settings: { evmVersion: 'prague', optimizer: { enabled: true, runs: 200 } } },
  networks: { node: { url: process.env.NODE_URL, accounts: (process.env.NODE_KEYS ?? '').split(','), pollingInterval: 100 } },
  paths: { tests: './hardhat' },
  mocha: { timeout: 60_000, reporter: 'tap' },
};

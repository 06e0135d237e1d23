// ethers against a node: node ethers.mjs HTTP_URL WEBSOCKET_URL PRIVATE_KEY
import assert from 'node:assert/strict';
import { ethers } from 'ethers';
import { compile } from './solidity.mjs';

const [httpUrl, socketUrl, key] = process.argv.slice(2);
const provider = new ethers.JsonRpcProvider(httpUrl, undefined, { batchMaxCount: 10, pollingInterval: 100, cacheTimeout: -1 });
const socket = new ethers.WebSocketProvider(socketUrl);
const wallet = new ethers.Wallet(key, provider);
const other = ethers.Wallet.createRandom().connect(provider);
const { Token } = compile('Token.sol');
const SUPPLY = 10n ** 24n;
let token;

async function check(name, body) {
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${String(error.stack ?? error).replaceAll('\n', ' | ')}`);
  }
}

async function next(emitter, event) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing came of ${event} in 30 s`)), 30_000);
    emitter.once(event, (...values) => {
      clearTimeout(timer);
      resolve(values);
    });
  });
}

await check('network, block number and fees', async () => {
  const network = await provider.getNetwork();
  assert.ok(network.chainId > 0n);
  assert.ok((await provider.getBlockNumber()) >= 0);
  const fees = await provider.getFeeData();
  assert.ok(fees.maxFeePerGas > 0n);
  for (const tag of ['latest', 'safe', 'finalized', 'earliest', 'pending']) {
    assert.ok(await provider.getBlock(tag, true), tag);
  }
});

await check('a value is transferred and its receipt read', async () => {
  const before = await provider.getBalance(other.address);
  const response = await wallet.sendTransaction({ to: other.address, value: ethers.parseEther('5') });
  const receipt = await response.wait();
  assert.equal(receipt.status, 1);
  assert.equal(receipt.gasUsed, 21000n);
  assert.equal((await provider.getBalance(other.address)) - before, ethers.parseEther('5'));
  const found = await provider.getTransaction(response.hash);
  assert.equal(found.from, wallet.address);
  assert.equal(found.blockHash, receipt.blockHash);
  const block = await provider.getBlock(receipt.blockNumber, true);
  assert.equal(block.hash, receipt.blockHash);
  assert.equal(block.getPrefetchedTransaction(response.hash).hash, response.hash);
  assert.equal((await provider.getBlock(block.hash)).parentHash, (await provider.getBlock(receipt.blockNumber - 1)).hash);
});

await check('an ERC-20 is deployed', async () => {
  const factory = new ethers.ContractFactory(Token.abi, Token.bytecode, wallet);
  token = await factory.deploy(SUPPLY);
  await token.waitForDeployment();
  assert.equal(await token.balanceOf(wallet.address), SUPPLY);
  assert.equal(await token.name(), 'Token');
  assert.ok((await provider.getCode(await token.getAddress())).length > 1000);
});

await check('tokens are transferred and the event is in the receipt and found by filter', async () => {
  const receipt = await (await token.transfer(other.address, 7n)).wait();
  assert.equal(receipt.logs.length, 1);
  assert.equal(receipt.logs[0].fragment.name, 'Transfer');
  assert.equal(receipt.logs[0].args[2], 7n);
  const events = await token.queryFilter(token.filters.Transfer(wallet.address, other.address), receipt.blockNumber, 'latest');
  assert.equal(events.length, 1);
  assert.equal(events[0].transactionHash, receipt.hash);
  assert.equal((await token.queryFilter(token.filters.Transfer(other.address), 0, 'latest')).length, 0);
});

await check('the reason of a revert is told', async () => {
  await assert.rejects(token.fail(), (error) => error.code === 'CALL_EXCEPTION' && error.reason === 'no luck');
  await assert.rejects(token.broken(), (error) => error.reason === 'Panic due to ASSERT_FALSE(1)');
  await assert.rejects(token.refuse(9n), (error) => error.revert.name === 'Refused' && error.revert.args[1] === 9n);
  await assert.rejects(token.connect(other).transfer(wallet.address, 10n), (error) => error.code === 'CALL_EXCEPTION');
});

await check('a transaction that reverts is in a block and has failed', async () => {
  const response = await token.connect(other).transfer(wallet.address, 10n, { gasLimit: 100_000 });
  await assert.rejects(response.wait(), (error) => error.code === 'CALL_EXCEPTION' && error.receipt.status === 0);
});

await check('transactions of types 0, 1 and 2 are taken', async () => {
  const { gasPrice } = await provider.getFeeData();
  for (const fields of [
    { type: 0, gasPrice },
    { type: 1, gasPrice, accessList: [[await token.getAddress(), [ethers.ZeroHash]]] },
    { type: 2 },
  ]) {
    const receipt = await (await token.transfer(other.address, 1n, fields)).wait();
    assert.equal(receipt.type, fields.type);
    assert.equal((await provider.getTransaction(receipt.hash)).type, fields.type);
  }
});

await check('a transaction of type 4 lets an account run code', async () => {
  const authority = ethers.Wallet.createRandom().connect(provider);
  const authorization = await authority.authorize({ address: await token.getAddress(), nonce: 0 });
  const receipt = await (
    await wallet.sendTransaction({ type: 4, to: other.address, authorizationList: [authorization], gasLimit: 200_000 })
  ).wait();
  assert.equal(receipt.status, 1);
  assert.equal(await provider.getCode(authority.address), `0xef0100${(await token.getAddress()).slice(2).toLowerCase()}`);
  assert.equal((await provider.getTransaction(receipt.hash)).authorizationList.length, 1);
});

await check('refused transactions have the codes that tools look for', async () => {
  const nonce = await wallet.getNonce();
  await assert.rejects(wallet.sendTransaction({ to: other.address, nonce: nonce - 1 }), (error) => error.code === 'NONCE_EXPIRED');
  const poor = ethers.Wallet.createRandom().connect(provider);
  await assert.rejects(
    poor.sendTransaction({ to: other.address, value: 1n, gasLimit: 21000 }),
    (error) => error.code === 'INSUFFICIENT_FUNDS',
  );
});

await check('nonces that are sent at once are mined in order', async () => {
  const sent = await Promise.all([...Array(10).keys()].map(async (i) => token.transfer(other.address, 1n, { nonce: (await wallet.getNonce('latest')) + i })));
  const receipts = await Promise.all(sent.map((each) => each.wait()));
  assert.ok(receipts.every((each) => each.status === 1));
});

await check('storage, proofs and past states are read', async () => {
  const address = await token.getAddress();
  const proof = await provider.send('eth_getProof', [address, ['0x2'], 'latest']);
  assert.equal(BigInt(proof.storageProof[0].value), SUPPLY);
  assert.equal(await provider.getStorage(address, 2), ethers.toBeHex(SUPPLY, 32));
  const height = await provider.getBlockNumber();
  const before = await token.balanceOf(other.address);
  await (await token.transfer(other.address, 3n)).wait();
  assert.equal(await token.balanceOf(other.address, { blockTag: height }), before);
  assert.equal(await token.balanceOf(other.address), before + 3n);
});

await check('a WebSocket tells of blocks, events and waiting transactions', async () => {
  const watched = token.connect(socket);
  const pending = next(socket, 'pending');
  const block = next(socket, 'block');
  const transfer = next(watched, watched.filters.Transfer);
  await socket._waitUntilReady();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const response = await token.transfer(other.address, 4n);
  const receipt = await response.wait();
  assert.equal((await block)[0] >= receipt.blockNumber, true);
  assert.equal((await pending)[0], response.hash);
  assert.equal((await transfer)[2], 4n);
});

await check('a transaction is traced', async () => {
  const response = await token.transfer(other.address, 2n);
  await response.wait();
  const trace = await provider.send('debug_traceTransaction', [response.hash, {}]);
  assert.equal(trace.failed, false);
  assert.ok(trace.structLogs.some((step) => step.op === 'SSTORE'));
  const calls = await provider.send('debug_traceTransaction', [response.hash, { tracer: 'callTracer', tracerConfig: { withLog: true } }]);
  assert.equal(calls.to, (await token.getAddress()).toLowerCase());
  assert.equal(calls.logs.length, 1);
});

await check('a contract that ends itself is a frame of the trace', async () => {
  const beneficiary = '0x000000000000000000000000000000000000beef';
  // The code that makes the contract ends it.
  const response = await wallet.sendTransaction({ data: '0x61beefff', value: 5n, gasLimit: 200000 });
  await response.wait();
  const calls = await provider.send('debug_traceTransaction', [response.hash, { tracer: 'callTracer' }]);
  assert.equal(calls.type, 'CREATE');
  const { from, ...ended } = calls.calls[0];
  assert.equal(from, calls.to);
  assert.deepEqual(ended, { gas: '0x0', gasUsed: '0x0', to: beneficiary, input: '0x', value: '0x5', type: 'SELFDESTRUCT' });
  assert.equal(await provider.getBalance(beneficiary), 5n);
});

await check('past blocks\' hashes are in their contract', async () => {
  const to = '0x0000F90827F1C53a10cb7A02335B175320002935';
  const head = await provider.getBlockNumber();
  for (const height of [0, 1, head - 1, head]) {
    const block = await provider.getBlock(height);
    assert.equal(await provider.call({ to, data: ethers.toBeHex(height, 32) }), block.hash);
  }
  await assert.rejects(provider.call({ to, data: ethers.toBeHex(head + 1000, 32) }), (error) => error.code === 'CALL_EXCEPTION');
});

await socket.destroy();
provider.destroy();

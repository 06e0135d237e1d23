// viem against a node: node viem.mjs HTTP_URL FUNDED_KEY SESSION_KEY. Prints a line of JSON for each step; two nodes on which
// the session's account is new print the same.
import { createPublicClient, createWalletClient, defineChain, encodeFunctionData, http, parseEther } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { compile } from './solidity.mjs';

const [url, fundedKey, sessionKey] = process.argv.slice(2);
const probe = createPublicClient({ transport: http(url) });
const chain = defineChain({
  id: await probe.getChainId(),
  name: 'under test',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [url] } },
});
const transport = http(url);
const reader = createPublicClient({ chain, transport, pollingInterval: 50, cacheTime: 0 });
const account = privateKeyToAccount(sessionKey);
const writer = createWalletClient({ account, chain, transport });
const funder = createWalletClient({ account: privateKeyToAccount(fundedKey), chain, transport });
const artifacts = compile('Session.sol');
const OTHER = '0x00000000000000000000000000000000c0ffee00';
const GAS = 8_000_000n;

function tell(step, outcome) {
  console.log(JSON.stringify({ step, ...outcome }, (_, value) => (typeof value === 'bigint' ? value.toString() : value)));
}

async function mined(step, hash) {
  const receipt = await reader.waitForTransactionReceipt({ hash });
  tell(step, {
    status: receipt.status,
    gasUsed: receipt.gasUsed,
    type: receipt.type,
    contractAddress: receipt.contractAddress,
    logs: receipt.logs.map(({ address, topics, data }) => ({ address, topics: topics.length, data: (data.length - 2) / 2 })),
  });
  return receipt;
}

async function deploy(name, args = []) {
  const hash = await writer.deployContract({ ...artifacts[name], args, gas: GAS });
  return (await mined(`deploy ${name}`, hash)).contractAddress;
}

const send = async (step, name, address, functionName, args) =>
  mined(step, await writer.writeContract({ address, abi: artifacts[name].abi, functionName, args, gas: GAS }));
const read = (name, address, functionName, args = []) => reader.readContract({ address, abi: artifacts[name].abi, functionName, args });

async function refused(step, body) {
  try {
    await body();
    tell(step, { refused: false });
  } catch (error) {
    const cause = error.walk?.((each) => each.data !== undefined) ?? error;
    tell(step, { refused: true, name: cause.data?.errorName ?? cause.name, args: cause.data?.args?.length });
  }
}

await reader.waitForTransactionReceipt({ hash: await funder.sendTransaction({ to: account.address, value: parseEther('10') }) });
const estimated = await reader.estimateGas({ account, to: OTHER, value: 1n });
tell('estimate of a transfer', { estimated });
await mined('transfer of value', await writer.sendTransaction({ to: OTHER, value: 5n }));

const paid = `0x${'01'.repeat(1000)}${'00'.repeat(500)}`;
await mined('input that costs its floor', await writer.sendTransaction({ to: OTHER, data: paid, gas: 66_000n }));

const votes = await deploy('VotingToken', [10n ** 24n]);
await send('ERC-20 transfer to a new holder', 'VotingToken', votes, 'transfer', [OTHER, 7n]);
await send('ERC-20 transfer to a holder', 'VotingToken', votes, 'transfer', [OTHER, 7n]);
await send('ERC-20 approval', 'VotingToken', votes, 'approve', [OTHER, 100n]);
tell('ERC-20 balance', { balance: await read('VotingToken', votes, 'balanceOf', [OTHER]) });
await refused('ERC-20 transfer without balance', () =>
  reader.simulateContract({ account: OTHER, address: votes, abi: artifacts.VotingToken.abi, functionName: 'transfer', args: [account.address, 100n] }));
await send('ERC-20 transfer that fails in a block', 'VotingToken', votes, 'transferFrom', [OTHER, account.address, 1n]);

const collectible = await deploy('Collectible');
await send('ERC-721 mint', 'Collectible', collectible, 'mint', [account.address, 1n]);
await send('ERC-721 transfer', 'Collectible', collectible, 'transferFrom', [account.address, OTHER, 1n]);
tell('ERC-721 owner', { owner: await read('Collectible', collectible, 'ownerOf', [1n]) });
await refused('ERC-721 of nobody', () => read('Collectible', collectible, 'ownerOf', [2n]));

const first = await deploy('BoxV1');
const second = await deploy('BoxV2');
const proxy = await deploy('ERC1967Proxy', [first, encodeFunctionData({ abi: artifacts.BoxV1.abi, functionName: 'set', args: [41n] })]);
await send('upgrade of a proxy', 'BoxV1', proxy, 'upgradeToAndCall', [second, encodeFunctionData({ abi: artifacts.BoxV2.abi, functionName: 'increment' })]);
tell('proxy after its upgrade', { value: await read('BoxV2', proxy, 'get'), version: await read('BoxV2', proxy, 'version') });

const authorization = (contractAddress) => writer.signAuthorization({ contractAddress, executor: 'self' });
await mined(
  'code set, and called as the account itself',
  await writer.sendTransaction({
    to: account.address,
    data: encodeFunctionData({ abi: artifacts.VotingToken.abi, functionName: 'approve', args: [OTHER, 1n] }),
    authorizationList: [await authorization(votes)],
    gas: GAS,
  }),
);
tell('code of the account', { code: await reader.getCode({ address: account.address }) });
await mined(
  'code taken back',
  await writer.sendTransaction({ to: OTHER, authorizationList: [await authorization(`0x${'00'.repeat(20)}`)], gas: GAS }),
);
tell('code of the account afterwards', { code: (await reader.getCode({ address: account.address })) ?? '0x' });

const council = await deploy('Council', [votes]);
await send('delegation of votes', 'VotingToken', votes, 'delegate', [account.address]);
await send('funds for the council', 'VotingToken', votes, 'transfer', [council, 50n]);
const action = encodeFunctionData({ abi: artifacts.VotingToken.abi, functionName: 'transfer', args: [OTHER, 50n] });
const proposal = [[votes], [0n], [action]];
await send('proposal', 'Council', council, 'propose', [...proposal, 'Pay']);
const { keccak256, toBytes } = await import('viem');
const description = keccak256(toBytes('Pay'));
const id = await read('Council', council, 'hashProposal', [...proposal, description]);

async function until(state) {
  // Each of these makes a block where blocks are not made by themselves.
  for (let i = 0; i < 60 && (await read('Council', council, 'state', [id])) !== state; i++) {
    await reader.waitForTransactionReceipt({ hash: await funder.sendTransaction({ to: account.address, value: 1n }) });
  }
  tell('state of the proposal', { state: await read('Council', council, 'state', [id]) });
}

await until(1);
await send('vote', 'Council', council, 'castVote', [id, 1]);
await until(4);
await send('execution of the proposal', 'Council', council, 'execute', [...proposal, description]);
tell('paid by the council', { balance: await read('VotingToken', votes, 'balanceOf', [OTHER]) });
const transfers = await reader.getContractEvents({ address: votes, abi: artifacts.VotingToken.abi, eventName: 'Transfer', fromBlock: 0n });
tell('transfers found', { amounts: transfers.map((each) => each.args.value) });

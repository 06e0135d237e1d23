// The session of viem.mjs on a node and on anvil, and a few calls by cast: node anvil.mjs HTTP_URL FUNDED_KEY. The npm packages
// of Foundry hold its programs.
import { execFile, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import net from 'node:net';
import { chmodSync } from 'node:fs';
import { promisify } from 'node:util';

const [url, key] = process.argv.slice(2);
const run = promisify(execFile);
const require = createRequire(import.meta.url);
const session = `0x${'00'.repeat(29)}0120cd`;

function program(name) {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const path = require.resolve(`@foundry-rs/${name}-${process.platform}-${architecture}/bin/${name}`);
  chmodSync(path, 0o755);
  return path;
}

async function check(name, body) {
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${String(error.stack ?? error).replaceAll('\n', ' | ')}`);
  }
}

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

await check('the session is the same on anvil', async () => {
  const port = await freePort();
  const anvil = spawn(program('anvil'), ['--port', String(port), '--hardfork', 'osaka'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await new Promise((resolve, reject) => {
      anvil.on('exit', () => reject(new Error('anvil ended')));
      anvil.stdout.on('data', (text) => String(text).includes('Listening on') && resolve());
    });
    const lines = async (at) => (await run('node', ['viem.mjs', at, key, session])).stdout.trim().split('\n');
    const theirs = await lines(`http://127.0.0.1:${port}`);
    const ours = await lines(url);
    const differences = ours.filter((line, i) => line !== theirs[i]).map((line) => `${line} on anvil ${theirs[ours.indexOf(line)]}`);
    if (ours.length !== theirs.length || ours.length < 25 || differences.length > 0) {
      throw new Error(`${ours.length} and ${theirs.length} steps; ${differences.join('; ')}`);
    }
  } finally {
    anvil.kill();
  }
});

await check('cast sends and reads', async () => {
  const cast = async (...args) => (await run(program('cast'), [...args, '--rpc-url', url])).stdout.trim();
  const to = '0x00000000000000000000000000000000ca570000';
  const receipt = JSON.parse(await cast('send', to, '--value', '3', '--private-key', key, '--json'));
  if (receipt.status !== '0x1' || (await cast('balance', to)) !== '3' || (await cast('nonce', to)) !== '0') {
    throw new Error(JSON.stringify(receipt));
  }
  const block = JSON.parse(await cast('block', receipt.blockNumber, '--full', '--json'));
  if (!block.transactions.some((each) => each.hash === receipt.transactionHash)) {
    throw new Error(JSON.stringify(block));
  }
});

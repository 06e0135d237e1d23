// OpenZeppelin's contracts deployed and tested by Hardhat on a node: node hardhat.mjs HTTP_URL KEY,KEY
import { spawn } from 'node:child_process';

const [url, keys] = process.argv.slice(2);
const hardhat = spawn('node', ['node_modules/hardhat/internal/cli/cli.js', 'test', '--network', 'node', '--config', 'hardhat.config.cjs'], {
  env: { ...process.env, NODE_URL: url, NODE_KEYS: keys, HARDHAT_DISABLE_TELEMETRY_PROMPT: 'true' },
  stdio: 'inherit',
});
hardhat.on('exit', (code) => process.exit(code ?? 1));

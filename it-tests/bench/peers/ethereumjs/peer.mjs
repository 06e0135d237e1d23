// Runs the benchmark's bytecode on @ethereumjs/evm. Lines in and out are those of the revm peer.
import {createInterface} from 'node:readline';
import {createEVM} from '@ethereumjs/evm';
import {Common, Hardfork, Mainnet} from '@ethereumjs/common';
import {createAddressFromString, hexToBytes} from '@ethereumjs/util';

const bytes = text => (text === '-' ? new Uint8Array() : hexToBytes('0x' + text));
const common = new Common({chain: Mainnet, hardfork: Hardfork.Cancun});
const to = createAddressFromString('0x0000000000000000000000000000000000001000');

for await (const line of createInterface({input: process.stdin})) {
  const [code, data, gas, nanos, runs] = line.trim().split(/\s+/);
  const call = async () => {
    const evm = await createEVM({common});
    await evm.stateManager.putCode(to, bytes(code));
    const result = await evm.runCode({
      code: bytes(code), data: bytes(data), gasLimit: BigInt(gas), to,
    });
    if (result.exceptionError) {
      throw new Error('the call fails: ' + result.exceptionError.error);
    }
    return result;
  };
  const first = await call();
  const figures = [];
  for (let run = 0; run <= Number(runs); run++) {
    const start = process.hrtime.bigint();
    let calls = 0n;
    let spent;
    do {
      await call();
      calls++;
      spent = process.hrtime.bigint() - start;
    } while (spent < BigInt(nanos));
    if (run > 0) {
      figures.push(spent / calls);
    }
  }
  const output = Buffer.from(first.returnValue).toString('hex') || '-';
  console.log(`${first.executionGasUsed} ${output} ${figures.join(' ')}`);
}

// Resolves a name, then follows the chain's blocks and changes of names until interrupted.
// usage: npm install @grpc/grpc-js @grpc/proto-loader && node follow.mjs HOST:PORT NAME

import path from "node:path";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import protoLoader from "@grpc/proto-loader";

const [target, name] = process.argv.slice(2);
const proto = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../../proto/src/main/proto");
const definition = protoLoader.loadSync("ghost/chain/v1/chain.proto", { includeDirs: [proto], longs: String, defaults: true });
const { GhostChainService } = grpc.loadPackageDefinition(definition).ghost.chain.v1;
const node = new GhostChainService(target, grpc.credentials.createInsecure());

node.ResolveDomain({ domain: name }, (error, answer) => {
  if (error) {
    console.error(`${grpc.status[error.code]}: ${error.details}`);
  } else {
    answer.records.forEach((record) => console.log(`${answer.domain} ${record.ttl} ${record.type} ${record.value}`));
  }
});

node.SubscribeBlocks({})
  .on("data", (block) => console.log(`block ${block.height} ${block.hash} ${block.transactions.length} transactions`))
  .on("error", (error) => console.error(`blocks: ${grpc.status[error.code]}: ${error.details}`));

node.SubscribeDomainChanges({})
  .on("data", (event) => console.log(`${event.domain} ${event.eventType}`, event.metadata))
  .on("error", (error) => console.error(`changes: ${grpc.status[error.code]}: ${error.details}`));

// A node's services through grpc-js: node chain.js ADDRESS PROTO_DIRECTORY NAME OPERATOR_SOCKET
'use strict';

const assert = require('node:assert/strict');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');
const { run, unary, collect } = require('./cases.js');

const [address, protoDirectory, name, operatorSocket] = process.argv.slice(2);
const definition = loader.loadSync(['ghost/chain/v1/chain.proto', 'ghost/dns/v1/dns.proto'], {
  includeDirs: [protoDirectory],
  defaults: true,
  longs: Number,
});
const { chain, dns } = grpc.loadPackageDefinition(definition).ghost;
const plaintext = grpc.credentials.createInsecure();
const client = new chain.v1.GhostChainService(address, plaintext);
const names = new dns.v1.GhostDNSService(address, plaintext);
const operator = new dns.v1.GhostDNSService(operatorSocket, plaintext);
const none = new grpc.Metadata();

// google.rpc.Status and ErrorInfo, as far as they are looked at.
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
`, { keepCase: true });

const errorInfo = (error) => {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const status = root.lookupType('Status').decode(bytes);
  assert.equal(status.code, error.code);
  assert.equal(status.message, error.details);
  const info = status.details.find((detail) => detail.type_url.endsWith('/google.rpc.ErrorInfo'));
  return root.lookupType('ErrorInfo').decode(info.value);
};

const refused = async (service, method, request, code) => {
  const { error } = await unary(service, method, request, none);
  assert.equal(error.code, code, error.message);
  const info = errorInfo(error);
  assert.equal(info.domain, 'ghostbridge.io');
  assert.match(info.reason, /^[A-Z][A-Z0-9_]+$/);
};

run({
  async 'a name is resolved'() {
    const { response } = await unary(client, 'ResolveDomain', { domain: name }, none);
    assert.equal(response.records[0].value, '192.0.2.3');
    assert.equal(response.signature.length, 64);
  },

  async 'an absent name is NOT_FOUND with its reason'() {
    await refused(client, 'ResolveDomain', { domain: 'absent.ghost' }, grpc.status.NOT_FOUND);
  },

  async 'a name that is none is INVALID_ARGUMENT with its reason'() {
    await refused(client, 'ResolveDomain', { domain: 'a..ghost' }, grpc.status.INVALID_ARGUMENT);
  },

  async 'an unsigned registration is refused with its reason'() {
    const { error } = await unary(client, 'RegisterDomain', { domain: 'x.ghost' }, none);
    assert.equal(errorInfo(error).domain, 'ghostbridge.io');
  },

  async 'an operator\'s call is PERMISSION_DENIED for others'() {
    await refused(names, 'FlushCache', { flushAll: true }, grpc.status.PERMISSION_DENIED);
  },

  async 'an operator\'s call is served on the operator\'s socket'() {
    const { error } = await unary(operator, 'FlushCache', { flushAll: true }, none);
    assert.equal(error, null);
  },

  async 'blocks come live, each once and in order, until cancelled'() {
    const call = client.SubscribeBlocks({}, none);
    const { messages, status } = await collect(call, (block, count) => count === 3 && call.cancel());
    const heights = messages.slice(0, 3).map((block) => block.height);
    assert.deepEqual(heights, [heights[0], heights[0] + 1, heights[0] + 2]);
    assert.equal(messages[1].parentHash, messages[0].hash);
    assert.equal(status.code, grpc.status.CANCELLED);
  },

  async 'a stream ends at its deadline'() {
    const { status } = await collect(client.SubscribeBlocks({}, none, { deadline: Date.now() + 300 }));
    assert.equal(status.code, grpc.status.DEADLINE_EXCEEDED);
  },
});

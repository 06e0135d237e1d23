// grpc.testing.TestService through grpc-js: node testing.js ADDRESS PROTO_DIRECTORY
'use strict';

const assert = require('node:assert/strict');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const { run, unary, collect } = require('./cases.js');

const [address, protoDirectory] = process.argv.slice(2);
const definition = loader.loadSync('grpc/testing/test.proto', {
  includeDirs: [protoDirectory],
  keepCase: true,
  defaults: true,
});
const { TestService } = grpc.loadPackageDefinition(definition).grpc.testing;
const plaintext = grpc.credentials.createInsecure();
const client = new TestService(address, plaintext);
const gzip = new TestService(address, plaintext, { 'grpc.default_compression_algorithm': 2 });
const none = new grpc.Metadata();
const sizes = [31415, 9, 2653, 58979];

const answers = (...responseSizes) => ({
  response_parameters: responseSizes.map((size) => ({ size, interval_us: 0 })),
});

const soon = (millis) => ({ deadline: Date.now() + millis });

run({
  async 'a unary call with a large message'() {
    const { response } = await unary(client, 'UnaryCall', {
      response_size: 314159,
      payload: { body: Buffer.alloc(271828) },
    }, none);
    assert.equal(response.payload.body.length, 314159);
  },

  async 'a unary call compressed by gzip both ways'() {
    const { response } = await unary(gzip, 'UnaryCall', {
      response_size: 314159,
      response_compressed: { value: true },
      payload: { body: Buffer.alloc(271828) },
    }, none);
    assert.equal(response.payload.body.length, 314159);
  },

  async 'a stream of requests'() {
    const total = await new Promise((resolve, reject) => {
      const call = client.StreamingInputCall(none, {}, (error, response) =>
        error ? reject(error) : resolve(response.aggregated_payload_size));
      for (const size of [27182, 8, 1828, 45904]) {
        call.write({ payload: { body: Buffer.alloc(size) } });
      }
      call.end();
    });
    assert.equal(total, 74922);
  },

  async 'a stream of answers'() {
    const { messages, status } = await collect(client.StreamingOutputCall(answers(...sizes), none));
    assert.deepEqual(messages.map((message) => message.payload.body.length), sizes);
    assert.equal(status.code, grpc.status.OK);
  },

  async 'a stream of ten megabytes read slowly'() {
    const call = client.StreamingOutputCall(answers(...Array(160).fill(65536)), none);
    const outcome = collect(call, (message, count) => {
      if (count % 16 === 0) {
        call.pause();
        setTimeout(() => call.resume(), 5);
      }
    });
    const { messages, status } = await outcome;
    assert.equal(messages.length, 160);
    assert.equal(status.code, grpc.status.OK);
  },

  async 'ping and pong in one stream'() {
    const call = client.FullDuplexCall(none);
    const send = (i) => call.write({ ...answers(sizes[i]), payload: { body: Buffer.alloc(10) } });
    const outcome = collect(call, (message, count) => (count < sizes.length ? send(count) : call.end()));
    send(0);
    const { messages, status } = await outcome;
    assert.deepEqual(messages.map((message) => message.payload.body.length), sizes);
    assert.equal(status.code, grpc.status.OK);
  },

  async 'a status with a message in any script'() {
    const message = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP \uD83D\uDE08\t\n';
    const { error } = await unary(client, 'UnaryCall', { response_status: { code: 2, message } }, none);
    assert.equal(error.code, grpc.status.UNKNOWN);
    assert.equal(error.details, message);
  },

  async 'a method that is not there'() {
    const { error } = await unary(client, 'UnimplementedCall', {}, none);
    assert.equal(error.code, grpc.status.UNIMPLEMENTED);
  },

  async 'metadata of text and of bytes, before and after the answer'() {
    const metadata = new grpc.Metadata();
    const bytes = Buffer.from([0xab, 0xab, 0x00, 0xff, 0x2c]);
    metadata.set('x-grpc-test-echo-initial', 'test_initial_metadata_value');
    metadata.set('x-grpc-test-echo-trailing-bin', bytes);
    const { initial, status } = await unary(client, 'UnaryCall', { response_size: 1 }, metadata);
    assert.deepEqual(initial.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
    assert.deepEqual(status.metadata.get('x-grpc-test-echo-trailing-bin'), [bytes]);
  },

  async 'a deadline that passes'() {
    const call = client.FullDuplexCall(none, soon(50));
    call.write({ payload: { body: Buffer.alloc(27182) } });
    const { status } = await collect(call);
    assert.equal(status.code, grpc.status.DEADLINE_EXCEEDED);
  },

  async 'a deadline that is kept'() {
    const { error } = await unary(client, 'EmptyCall', {}, none, soon(15000));
    assert.equal(error, null);
  },

  async 'cancelled before anything was sent'() {
    const call = client.StreamingInputCall(none, {}, () => {});
    setImmediate(() => call.cancel());
    const status = await new Promise((resolve) => call.on('status', resolve));
    assert.equal(status.code, grpc.status.CANCELLED);
  },

  async 'cancelled after the first answer'() {
    const call = client.FullDuplexCall(none);
    const outcome = collect(call, () => call.cancel());
    call.write({ ...answers(31415), payload: { body: Buffer.alloc(27182) } });
    const { messages, status } = await outcome;
    assert.equal(messages.length, 1);
    assert.equal(status.code, grpc.status.CANCELLED);
  },

  async 'a thousand calls at once'() {
    const calls = Array.from({ length: 1000 }, (_, i) =>
      unary(client, 'UnaryCall', { response_size: i }, none));
    const outcomes = await Promise.all(calls);
    outcomes.forEach(({ response }, i) => assert.equal(response.payload?.body.length ?? 0, i));
  },
});

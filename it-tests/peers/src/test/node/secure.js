// The secure channel of a running server: node secure.js ADDRESS PROTO_DIRECTORY TESTING_DIRECTORY NODE_KEY
'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const grpc = require('@grpc/grpc-js');
const { SecureClient, load } = require('./secure-client.js');
const { run } = require('./cases.js');

const [address, protoDirectory, testingDirectory, nodeKey] = process.argv.slice(2);
const testing = load(testingDirectory, 'grpc/testing/messages.proto');
const type = (name) => testing.lookupType(`grpc.testing.${name}`);
const encode = (name, value) => Buffer.from(type(name).encode(type(name).fromObject(value)).finish());
const METHOD = 'grpc.testing.TestService/';
const client = (options) => new SecureClient(address, protoDirectory, Buffer.from(nodeKey, 'hex'), options);
const opened = async (options) => {
  const made = client(options);
  await made.open();
  return made;
};
const request = (text, more) => encode('SimpleRequest', { payload: { body: Buffer.from(text) }, response_size: 5, ...more });
const answered = ({ body, status }) => {
  assert.equal(status.code, 0, status.details);
  assert.equal(status.authentic, true);
  assert.equal(type('SimpleResponse').decode(body).payload.body.length, 5);
};
const reason = (status) => {
  const text = status.metadata?.get('grpc-status-details-bin')[0]?.toString('latin1') ?? '';
  return /\n.([A-Z_]+)\x12\x0eghostbridge\.io/.exec(text)?.[1];
};
const chunks = (sizes) =>
  encode('StreamingOutputCallRequest', { response_parameters: sizes.map((size) => ({ size })) });

const cases = {};
for (const kem of ['x25519', 'x-wing']) {
  for (const aead of ['chacha20poly1305', 'aes256gcm', 'aes256ctr-hmac']) {
    cases[`a session with ${kem} and ${aead}: authenticated and encrypted calls`] = async () => {
      const c = await opened({ kem, aead });
      for (const encrypt of [false, true]) {
        for (let i = 0; i < 5; i++) {
          answered(await c.unary(`${METHOD}UnaryCall`, request('hello'), { encrypt }));
        }
      }
    };
  }
}

Object.assign(cases, {
  async 'a client that says who it is'() {
    const c = await opened({ seed: crypto.randomBytes(32) });
    answered(await c.unary(`${METHOD}UnaryCall`, request('hello')));
  },

  async 'a server with another key is not trusted'() {
    const other = new SecureClient(address, protoDirectory, crypto.randomBytes(32));
    await assert.rejects(other.open(), /not of the trusted node/);
  },

  async 'a status of failure is authentic, with its text'() {
    const c = await opened();
    const { status } = await c.unary(
      `${METHOD}UnaryCall`, request('hello', { response_status: { code: 5, message: 'no such thing: \u00e4 %' } }));
    assert.equal(status.code, 5);
    assert.equal(status.details, 'no such thing: \u00e4 %');
    assert.equal(status.authentic, true);
  },

  async 'metadata is bound'() {
    const c = await opened();
    const metadata = new grpc.Metadata();
    metadata.add('x-one', 'b');
    metadata.add('x-one', 'a');
    metadata.add('a-bin', Buffer.from([0, 255]));
    metadata.add('x-request-id', 'unbound');
    answered(await c.unary(`${METHOD}UnaryCall`, request('hello'), { metadata }));
  },

  async 'a stream of answers, authenticated and encrypted'() {
    for (const [aead, encrypt] of [['chacha20poly1305', false], ['chacha20poly1305', true], ['aes256ctr-hmac', true]]) {
      const c = await opened({ aead });
      const { result } = c.stream(`${METHOD}StreamingOutputCall`, [chunks([1, 20, 300, 4000])], {
        encrypt, oneRequest: true,
      });
      const { messages, status } = await result;
      assert.equal(status.code, 0, status.details);
      assert.equal(status.authentic, true);
      const sizes = messages.map((m) => type('StreamingOutputCallResponse').decode(m).payload.body.length);
      assert.deepEqual(sizes, [1, 20, 300, 4000]);
    }
  },

  async 'a stream of requests'() {
    const c = await opened();
    const bodies = [27182, 8, 1828, 45904].map((size) =>
      encode('StreamingInputCallRequest', { payload: { body: Buffer.alloc(size) } }));
    const { handle, result } = c.stream(`${METHOD}StreamingInputCall`, bodies, { encrypt: true });
    handle.end();
    const { messages, status } = await result;
    assert.equal(status.code, 0, status.details);
    assert.equal(type('StreamingInputCallResponse').decode(messages[0]).aggregated_payload_size, 74922);
  },

  async 'a conversation goes on while keys rotate'() {
    const c = await opened({ aead: 'aes256ctr-hmac' });
    const { handle, result } = c.stream(`${METHOD}FullDuplexCall`, [chunks([1])], {
      encrypt: true,
      async onMessage(body, count) {
        if (count === 12) {
          handle.end();
        } else {
          if (count % 3 === 0) await c.rotate();
          handle.send(chunks([count]));
        }
      },
    });
    const { messages, status } = await result;
    assert.equal(status.code, 0, status.details);
    assert.equal(messages.length, 12);
    assert.equal(c.session.epoch, 3);
    answered(await c.unary(`${METHOD}UnaryCall`, request('hello')));
  },

  async 'a call begun before a rotation is answered after it'() {
    const c = await opened();
    const before = c.unary(`${METHOD}UnaryCall`, request('hello'));
    await c.rotate();
    answered(await before);
    answered(await c.unary(`${METHOD}UnaryCall`, request('hello'), { encrypt: true }));
  },

  async 'a replay is refused, and the refusal is authentic'() {
    const c = await opened();
    let copy;
    answered(await c.unary(`${METHOD}UnaryCall`, request('hello'), { tamper: (m) => (copy = m) }));
    const again = await c.unary(`${METHOD}UnaryCall`, request('hello'), { tamper: () => copy });
    assert.equal(again.status.code, 16);
    assert.equal(reason(again.status), 'REPLAYED');
    await c.rotate();
    const later = await c.unary(`${METHOD}UnaryCall`, request('hello'), { tamper: () => copy });
    assert.equal(reason(later.status), 'REPLAYED');
  },

  async 'a changed bit is refused'() {
    const c = await opened({ aead: 'aes256ctr-hmac' });
    for (let bit = 0; bit < 16; bit++) {
      const encrypt = bit >= 8;
      const tamper = (message) => {
        const changed = Buffer.from(message);
        changed[bit * 11 % changed.length] ^= 1 << (bit % 8);
        return changed;
      };
      const { status } = await c.unary(`${METHOD}UnaryCall`, request('hello'), { encrypt, tamper });
      assert.equal(status.code, 16, `bit ${bit}`);
      assert.match(reason(status), /^(MAC_MISMATCH|SESSION_EXPIRED)$/);
    }
  },

  async 'messages in another order are refused'() {
    const c = await opened();
    const bodies = [1, 2].map((size) => encode('StreamingInputCallRequest', { payload: { body: Buffer.alloc(size) } }));
    const { handle, result } = c.stream(`${METHOD}StreamingInputCall`, bodies, { reorder: (m) => m.reverse() });
    handle.end();
    assert.equal((await result).status.code, 16);
  },

  async 'a request that is cut off is refused'() {
    const c = await opened();
    const bodies = [encode('StreamingInputCallRequest', { payload: { body: Buffer.alloc(1) } })];
    const { handle, result } = c.stream(`${METHOD}StreamingInputCall`, bodies, { withoutEnd: true });
    handle.end();
    const { status } = await result;
    assert.equal(reason(status), 'TRUNCATED');
  },

  async 'a session that nobody knows has expired'() {
    const c = await opened();
    c.session.id = crypto.randomBytes(16);
    const { status } = await c.unary(`${METHOD}UnaryCall`, request('hello'));
    assert.equal(reason(status), 'SESSION_EXPIRED');
    await c.open();
    answered(await c.unary(`${METHOD}UnaryCall`, request('hello')));
  },

  async 'a closed session is over'() {
    const c = await opened();
    const closed = await c.unary('ghost.crypto.v1.SecureSessionService/CloseSession', Buffer.alloc(0));
    assert.equal(closed.status.code, 0, closed.status.details);
    const { status } = await c.unary(`${METHOD}UnaryCall`, request('hello'));
    assert.equal(reason(status), 'SESSION_EXPIRED');
  },
});

run(cases);

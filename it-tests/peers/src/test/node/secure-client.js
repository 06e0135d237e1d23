// A client of the secure channel for grpc-js, written from docs/secure-channel.md.
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const protobuf = require('protobufjs');
const p = require('./secure-protocol.js');

const SERVICE = '/ghost.crypto.v1.SecureSessionService/';
const NONE = Buffer.alloc(0);
const OF_THE_WAY = new Set([1, 2, 4, 8, 12, 13, 14, 16]);

exports.load = (protoDirectory, ...files) => {
  const root = new protobuf.Root();
  root.resolvePath = (origin, target) =>
    [protoDirectory, path.dirname(require.resolve('protobufjs/package.json'))]
      .map((directory) => path.join(directory, target))
      .find((file) => fs.existsSync(file)) ?? target;
  return root.loadSync(files, { keepCase: true });
};

const same = (x) => x;

class Session {
  constructor(kem, aead, root, parameters) {
    this.kem = kem;
    this.aead = aead;
    this.root = root;
    this.id = Buffer.from(parameters.session_id);
    this.parameters = parameters;
    this.started = performance.now();
    this.counter = 0n;
    this.epochs = new Map([[0, p.epochKeys(0, root)]]);
    this.epoch = 0;
  }

  time() {
    return BigInt(Math.round(Number(this.parameters.time_millis) + performance.now() - this.started));
  }

  keys() {
    return this.epochs.get(this.epoch);
  }
}

// One call: seals requests, opens answers, judges the status.
class Call {
  constructor(session, method, metadata, encrypted) {
    this.session = session;
    this.method = method;
    this.counter = ++session.counter;
    this.flags = encrypted ? p.FLAG.encrypted : 0;
    this.requestMetadata = p.encodeMetadata(metadata);
    this.answerMetadata = NONE;
    this.sent = 0;
    this.received = 0;
    this.last = false;
  }

  seal(body, flags) {
    const { session } = this;
    const sequence = this.sent++;
    return p.protect(
      session.keys(), session.aead, session.id, 1, this.method, sequence === 0 ? this.requestMetadata : NONE,
      flags | this.flags, { counter: this.counter, sequence, time: session.time() }, body);
  }

  expect(a) {
    const keys = this.session.epochs.get(a.epoch);
    if (!keys || this.last || !a.sessionId.equals(this.session.id) || a.counter !== this.counter
      || a.sequence !== this.received) {
      throw new Error('not the next answer of this call');
    }
    return keys;
  }

  // The body, or null if there is none.
  open(message) {
    const a = p.authenticatorOf(message);
    const keys = this.expect(a);
    const metadata = this.received === 0 ? this.answerMetadata : NONE;
    const body = p.unprotect(keys, this.session.aead, 2, this.method, metadata, message);
    if ((a.flags & p.FLAG.encrypted) !== this.flags) throw new Error('an answer in another form');
    this.received++;
    this.last = (a.flags & p.FLAG.last) !== 0;
    return a.flags & p.FLAG.empty ? null : body;
  }

  // The status as it is to be taken.
  judge({ code, details, metadata }) {
    const trailers = p.encodeMetadata(metadata);
    const [value] = metadata.get('ghost-secure-status-bin');
    try {
      if (value === undefined) {
        if (code === 0 && this.last && trailers.length === 0) return { code, details, metadata, authentic: true };
      } else if (value.length === 73) {
        const a = p.parseHead(value);
        const keys = this.expect(a);
        const mac = p.statusMac(keys, this.method, trailers, code, details, value.subarray(0, 41));
        if (a.flags === 6 && p.same(mac, value.subarray(41))) return { code, details, metadata, authentic: true };
      }
    } catch (e) {
      // Not authentic.
    }
    if (code === 0 || value !== undefined) {
      return { code: 16, details: `the status ${code} is not authentic`, metadata, authentic: false };
    }
    return { code: OF_THE_WAY.has(code) ? code : 14, details, metadata, authentic: false };
  }
}

exports.SecureClient = class {
  constructor(address, protoDirectory, nodeKey, { kem, aead, seed } = {}) {
    this.grpc = new grpc.Client(address, grpc.credentials.createInsecure());
    const types = exports.load(protoDirectory, 'ghost/crypto/v1/session.proto');
    this.type = (name) => types.lookupType(`ghost.crypto.v1.${name}`);
    this.nodeKey = nodeKey;
    this.kem = kem ?? 'x-wing';
    this.aead = aead ?? 'chacha20poly1305';
    this.seed = seed;
    this.session = null;
  }

  encode(name, value) {
    return Buffer.from(this.type(name).encode(this.type(name).fromObject(value)).finish());
  }

  decode(name, bytes) {
    return this.type(name).decode(bytes);
  }

  plain(method, request) {
    return new Promise((resolve, reject) => {
      this.grpc.makeUnaryRequest(SERVICE + method, same, same, request, (error, answer) =>
        error ? reject(error) : resolve(answer));
    });
  }

  async open() {
    await p.ready;
    const published = this.decode('ServerKeys', await this.plain('GetServerKeys', NONE));
    const keySet = Buffer.from(published.key_set);
    const signature = published.signature;
    if (signature.algorithm !== 'ed25519' || !this.nodeKey.equals(signature.public_key)
      || !p.verify(this.nodeKey, p.cat(p.tag('server keys'), keySet), signature.signature)) {
      throw new Error('the keys are not of the trusted node');
    }
    const set = this.decode('ServerKeySet', keySet);
    const now = Date.now();
    if (Number(set.not_before_millis) > now + 300000 || Number(set.not_after_millis) < now - 300000
      || !set.versions.includes(1) || !set.aeads.includes(this.aead)) {
      throw new Error('the keys are of no use');
    }
    const pkS = Buffer.from(set.keys.find((key) => key.kem === this.kem).public_key);
    const kem = p.KEMS[this.kem];
    if (pkS.length !== kem.publicKeyBytes) throw new Error('a key of the wrong length');

    const skC = crypto.randomBytes(32);
    const pkC = kem.publicOf(skC);
    const h1 = p.requestHash(p.H(keySet), this.kem, this.aead, pkS, pkC);
    const first = p.setupSender(this.kem, this.aead, pkS, h1);
    const secret = { time_millis: now };
    if (this.seed) {
      secret.authentication = {
        algorithm: 'ed25519',
        public_key: p.publicOf('ed25519', this.seed),
        signature: p.sign(this.seed, p.clientMessage(h1, first.enc, now)),
      };
    }
    const ct1 = first.seal(NONE, this.encode('ClientSecret', secret));
    const h3 = p.responseHash(h1, first.enc, ct1);
    const request = {
      version: 1,
      key_set_hash: p.H(keySet),
      kem: this.kem,
      aead: this.aead,
      client_ephemeral_key: pkC,
      key_exchange: { ephemeral_public_key: first.enc, encrypted_session_key: ct1 },
    };
    const answer = this.decode(
      'OpenSessionResponse', await this.plain('OpenSession', this.encode('OpenSessionRequest', request)));
    const enc2 = Buffer.from(answer.key_exchange.ephemeral_public_key);
    const second = p.setupReceiver(this.kem, this.aead, enc2, skC, h3);
    const h4 = p.sessionHash(h3, enc2);
    const root = p.extract(h4, p.cat(first.secret(), second.secret()));
    const parameters = p.open(
      this.aead, p.responseKey(root), Buffer.alloc(12), h4, Buffer.from(answer.key_exchange.encrypted_session_key));
    this.session = new Session(this.kem, this.aead, root, this.decode('SessionParameters', parameters));
    return this.session;
  }

  mark(metadata) {
    const marked = metadata?.clone() ?? new grpc.Metadata();
    marked.set('ghost-secure', '1');
    return marked;
  }

  // One request, one answer: {body, status}. `tamper` may change the request's bytes.
  unary(method, body, { encrypt, metadata, tamper = same } = {}) {
    const marked = this.mark(metadata);
    const call = new Call(this.session, method, marked, encrypt);
    return new Promise((resolve) => {
      let answer = null;
      let failure = null;
      const request = tamper(call.seal(body, p.FLAG.last));
      const running = this.grpc.makeUnaryRequest(`/${method}`, same, same, request, marked, (error, message) => {
        try {
          answer = message === undefined ? null : call.open(message);
        } catch (e) {
          failure = e;
        }
      });
      running.on('metadata', (initial) => {
        call.answerMetadata = p.encodeMetadata(initial);
      });
      running.on('status', (status) => {
        // The message's callback runs after this event.
        setImmediate(() => {
          const judged = failure
            ? { code: 16, details: failure.message, authentic: false }
            : call.judge(status);
          resolve({ body: judged.code === 0 ? answer : null, status: judged });
        });
      });
    });
  }

  // Any kind of stream: {messages, status}. `requests` are sent as `next` asks for them.
  stream(method, requests, { encrypt, metadata, oneRequest, onMessage, withoutEnd, reorder } = {}) {
    const marked = this.mark(metadata);
    const call = new Call(this.session, method, marked, encrypt);
    const running = oneRequest
      ? this.grpc.makeServerStreamRequest(
        `/${method}`, same, same, call.seal(requests[0], p.FLAG.last), marked)
      : this.grpc.makeBidiStreamRequest(`/${method}`, same, same, marked);
    const handle = {
      cancel: () => running.cancel(),
      send: (body) => running.write(call.seal(body, 0)),
      end: () => {
        if (!withoutEnd) running.write(call.seal(NONE, p.FLAG.empty | p.FLAG.last));
        running.end();
      },
    };
    const result = new Promise((resolve) => {
      const messages = [];
      let failure = null;
      let status = null;
      let ended = false;
      const finish = () => {
        if (status && (ended || status.code !== 0)) {
          resolve({
            messages,
            status: failure ? { code: 16, details: failure.message, authentic: false } : call.judge(status),
          });
        }
      };
      running.on('metadata', (initial) => {
        call.answerMetadata = p.encodeMetadata(initial);
      });
      running.on('data', (message) => {
        if (failure) return;
        try {
          const body = call.open(message);
          if (body) {
            messages.push(body);
            onMessage?.(body, messages.length, handle);
          }
        } catch (e) {
          failure = e;
          running.cancel();
        }
      });
      running.on('error', () => {});
      running.on('end', () => {
        ended = true;
        finish();
      });
      running.on('status', (received) => {
        status = received;
        finish();
      });
    });
    if (!oneRequest) {
      running.write(call.seal(NONE, p.FLAG.empty));
      const sealed = requests.map((body) => call.seal(body, 0));
      (reorder ? reorder(sealed) : sealed).forEach((message) => running.write(message));
    }
    return { handle, result };
  }

  async rotate() {
    const { session } = this;
    const epoch = session.epoch + 1;
    const kem = p.KEMS[session.kem];
    const skC = crypto.randomBytes(32);
    const pkC = kem.publicOf(skC);
    const { body, status } = await this.unary(
      'ghost.crypto.v1.SecureSessionService/RotateKeys',
      this.encode('RotateKeysRequest', { epoch, client_ephemeral_key: pkC }));
    if (status.code !== 0) throw new Error(`RotateKeys: ${status.code} ${status.details}`);
    const enc = Buffer.from(this.decode('RotateKeysResponse', body).key_exchange.ephemeral_public_key);
    const h5 = p.rotateHash(session.id, epoch, pkC);
    const agreed = p.setupReceiver(session.kem, session.aead, enc, skC, h5).secret();
    session.root = p.nextRoot(session.root, agreed, h5, enc);
    session.epochs.set(epoch, p.epochKeys(epoch, session.root));
    session.epoch = epoch;
  }
};

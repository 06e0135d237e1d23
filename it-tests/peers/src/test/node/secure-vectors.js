// docs/secure-channel-vectors.json by the client's own code: node secure-vectors.js VECTORS PROTO_DIRECTORY
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const p = require('./secure-protocol.js');
const { load } = require('./secure-client.js');
const { run } = require('./cases.js');

const [vectorsFile, protoDirectory] = process.argv.slice(2);
const vectors = JSON.parse(fs.readFileSync(vectorsFile, 'utf8'));
const types = load(protoDirectory, 'ghost/crypto/v1/session.proto');
const type = (name) => types.lookupType(`ghost.crypto.v1.${name}`);
const hex = (text) => Buffer.from(text, 'hex');
const equal = (actual, expected, what) => assert.equal(Buffer.from(actual).toString('hex'), expected, what);

const cases = {};
for (const v of vectors) {
  const name = `${v.kem} ${v.aead}`;
  const keySet = hex(v.key_set);
  const handshake = () => {
    const set = type('ServerKeySet').decode(keySet);
    const pkS = Buffer.from(set.keys.find((key) => key.kem === v.kem).public_key);
    const pkC = p.KEMS[v.kem].publicOf(hex(v.client_private));
    const h1 = p.requestHash(p.H(keySet), v.kem, v.aead, pkS, pkC);
    const first = p.setupSender(v.kem, v.aead, pkS, h1, hex(v.request_randomness));
    return { pkS, pkC, h1, first };
  };

  cases[`${name}: the server's keys`] = async () => {
    await p.ready;
    equal(p.publicOf('ed25519', hex(v.node_seed)), v.node_public_key);
    assert.ok(p.verify(hex(v.node_public_key), p.cat(p.tag('server keys'), keySet), hex(v.key_set_signature)));
    equal(p.KEMS[v.kem].publicOf(hex(v.server_private)), handshake().pkS.toString('hex'));
  };

  cases[`${name}: the client's request and the server's answer`] = async () => {
    const { pkC, h1, first } = handshake();
    const request = type('OpenSessionRequest').decode(hex(v.open_session_request));
    equal(request.key_set_hash, p.H(keySet).toString('hex'));
    equal(request.client_ephemeral_key, pkC.toString('hex'));
    equal(first.enc, Buffer.from(request.key_exchange.ephemeral_public_key).toString('hex'));
    const ct1 = Buffer.from(request.key_exchange.encrypted_session_key);

    // As the server, which has its own key only.
    const opened = p.setupReceiver(v.kem, v.aead, first.enc, hex(v.server_private), h1).open(Buffer.alloc(0), ct1);
    const secret = type('ClientSecret').decode(opened);
    assert.equal(Number(secret.time_millis), v.time_millis);
    const client = Buffer.from(secret.authentication.public_key);
    equal(client, p.publicOf('ed25519', hex(v.client_seed)).toString('hex'));
    const signed = p.clientMessage(h1, first.enc, v.time_millis);
    assert.ok(p.verify(client, signed, secret.authentication.signature));

    const h3 = p.responseHash(h1, first.enc, ct1);
    const second = p.setupSender(v.kem, v.aead, pkC, h3, hex(v.response_randomness));
    const response = type('OpenSessionResponse').decode(hex(v.open_session_response));
    equal(second.enc, Buffer.from(response.key_exchange.ephemeral_public_key).toString('hex'));
    const h4 = p.sessionHash(h3, second.enc);
    const root = p.extract(h4, p.cat(first.secret(), second.secret()));
    equal(root, v.root);
    const sealed = p.seal(v.aead, p.responseKey(root), Buffer.alloc(12), h4, hex(v.session_parameters));
    equal(sealed, Buffer.from(response.key_exchange.encrypted_session_key).toString('hex'));

    // As the client, which has its ephemeral key only.
    const received = p.setupReceiver(v.kem, v.aead, second.enc, hex(v.client_private), h3);
    equal(received.secret(), second.secret().toString('hex'));
  };

  cases[`${name}: messages and statuses of both epochs`] = async () => {
    const sessionId = Buffer.from(type('SessionParameters').decode(hex(v.session_parameters)).session_id);
    const roots = [hex(v.root), hex(v.next_root)];
    for (const e of v.epochs) {
      const keys = p.epochKeys(e.epoch, roots[e.epoch]);
      equal(keys.mac[1], e['c2s mac']);
      equal(keys.mac[2], e['s2c mac']);
      const cipher = v.aead === 'aes256ctr-hmac' ? 'ctr' : 'aead';
      equal(keys[cipher][1], e[`c2s ${cipher}`]);
      equal(keys[cipher][2], e[`s2c ${cipher}`]);
      for (const m of e.messages) {
        const made = p.protect(
          keys, v.aead, sessionId, m.direction, m.method, hex(m.metadata), m.flags, m, hex(m.body));
        equal(made, m.message);
        equal(p.unprotect(keys, v.aead, m.direction, m.method, hex(m.metadata), hex(m.message)), m.body);
      }
      const s = e.status;
      const a = p.head(6, sessionId, e.epoch, s);
      const mac = p.statusMac(keys, e.messages[0].method, hex(s.trailers), s.code, s.message, a);
      equal(p.cat(a, mac), s.authenticator);
    }
  };

  cases[`${name}: the rotation`] = async () => {
    const sessionId = Buffer.from(type('SessionParameters').decode(hex(v.session_parameters)).session_id);
    const request = type('RotateKeysRequest').decode(hex(v.rotate_keys_request));
    const response = type('RotateKeysResponse').decode(hex(v.rotate_keys_response));
    const pkC = p.KEMS[v.kem].publicOf(hex(v.rotation_client_private));
    equal(request.client_ephemeral_key, pkC.toString('hex'));
    const enc = Buffer.from(response.key_exchange.ephemeral_public_key);
    const h5 = p.rotateHash(sessionId, request.epoch, pkC);
    const agreed = p.setupReceiver(v.kem, v.aead, enc, hex(v.rotation_client_private), h5).secret();
    equal(p.nextRoot(hex(v.root), agreed, h5, enc), v.next_root);
  };
}
run(cases);

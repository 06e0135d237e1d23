// The secure channel's primitives and formats, written from docs/secure-channel.md: sections 1 to 6 and 8.
'use strict';

const crypto = require('node:crypto');

const u8 = (n) => Buffer.from([n]);
const u32 = (n) => {
  const b = Buffer.alloc(4);
  b.writeUInt32BE(n);
  return b;
};
const u64 = (n) => {
  const b = Buffer.alloc(8);
  b.writeBigUInt64BE(BigInt(n));
  return b;
};
const utf8 = (text) => Buffer.from(text, 'utf8');
const cat = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const lv = (x) => cat(u32(Buffer.from(x).length), Buffer.from(x));
const tag = (name) => cat(utf8(`ghost.secure.v1 ${name}`), u8(0));
const H = (...parts) => crypto.createHash('sha256').update(cat(...parts)).digest();
const hmac = (key, ...parts) => crypto.createHmac('sha256', key).update(cat(...parts)).digest();
const extract = (salt, ikm) => hmac(salt.length ? salt : Buffer.alloc(32), ikm);
const expand = (prk, info, length) => {
  let block = Buffer.alloc(0);
  let out = Buffer.alloc(0);
  for (let i = 1; out.length < length; i++) {
    block = hmac(prk, block, info, u8(i));
    out = cat(out, block);
  }
  return out.subarray(0, length);
};

// ---- AEADs

const AEADS = {
  chacha20poly1305: { id: 3, name: 'chacha20-poly1305' },
  aes256gcm: { id: 2, name: 'aes-256-gcm' },
  // Of its handshake; bodies are in counter mode.
  'aes256ctr-hmac': { id: 2, name: 'aes-256-gcm' },
};
const seal = (aead, key, nonce, aad, plaintext) => {
  const cipher = crypto.createCipheriv(AEADS[aead].name, key, nonce, { authTagLength: 16 });
  cipher.setAAD(aad, { plaintextLength: plaintext.length });
  return cat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
};
const open = (aead, key, nonce, aad, sealed) => {
  const decipher = crypto.createDecipheriv(AEADS[aead].name, key, nonce, { authTagLength: 16 });
  decipher.setAAD(aad, { plaintextLength: sealed.length - 16 });
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  return cat(decipher.update(sealed.subarray(0, sealed.length - 16)), decipher.final());
};

// Encrypts and decrypts.
const counterMode = (key, counter, sequence, body) => {
  const cipher = crypto.createCipheriv('aes-256-ctr', key, cat(u64(counter), u32(sequence), u32(0)));
  return cat(cipher.update(body), cipher.final());
};

// ---- Ed25519 and X25519 out of raw keys

const PKCS8 = { ed25519: '302e020100300506032b657004220420', x25519: '302e020100300506032b656e04220420' };
const SPKI = { ed25519: '302a300506032b6570032100', x25519: '302a300506032b656e032100' };
const privateKey = (kind, raw) =>
  crypto.createPrivateKey({ key: cat(Buffer.from(PKCS8[kind], 'hex'), raw), format: 'der', type: 'pkcs8' });
const publicKey = (kind, raw) =>
  crypto.createPublicKey({ key: cat(Buffer.from(SPKI[kind], 'hex'), raw), format: 'der', type: 'spki' });
const publicOf = (kind, raw) =>
  crypto.createPublicKey(privateKey(kind, raw)).export({ format: 'der', type: 'spki' }).subarray(-32);
const sign = (seed, message) => crypto.sign(null, message, privateKey('ed25519', seed));
const verify = (key, message, signature) =>
  key.length === 32 && crypto.verify(null, message, publicKey('ed25519', key), signature);
const x25519 = (secret, point) => {
  const shared = crypto.diffieHellman({
    privateKey: privateKey('x25519', secret),
    publicKey: publicKey('x25519', point),
  });
  if (shared.equals(Buffer.alloc(32))) throw new Error('a point of small order');
  return shared;
};

// ---- HPKE, RFC 9180

const labeledExtract = (suite, salt, label, ikm) => extract(salt, cat(utf8('HPKE-v1'), suite, utf8(label), ikm));
const labeledExpand = (suite, prk, label, info, length) =>
  expand(prk, cat(u8(length >> 8), u8(length & 255), utf8('HPKE-v1'), suite, utf8(label), info), length);

const DHKEM = cat(utf8('KEM'), u8(0), u8(0x20));
const dhSecret = (dh, enc, pk) => {
  const prk = labeledExtract(DHKEM, Buffer.alloc(0), 'eae_prk', dh);
  return labeledExpand(DHKEM, prk, 'shared_secret', cat(enc, pk), 32);
};
const KEMS = {
  x25519: {
    id: 0x0020,
    publicKeyBytes: 32,
    encapsulatedBytes: 32,
    randomBytes: 32,
    publicOf: (secret) => publicOf('x25519', secret),
    encapsulate: (pk, random) => {
      const enc = publicOf('x25519', random);
      return { enc, secret: dhSecret(x25519(random, pk), enc, pk) };
    },
    decapsulate: (enc, secret) => dhSecret(x25519(secret, enc), enc, publicOf('x25519', secret)),
  },
};
// X-Wing comes from @noble, whose modules are ECMAScript's.
const ready = import('@noble/post-quantum/hybrid.js').then(({ ml_kem768_x25519: xWing }) => {
  KEMS['x-wing'] = {
    id: 0x647a,
    publicKeyBytes: 1216,
    encapsulatedBytes: 1120,
    randomBytes: 64,
    publicOf: (secret) => Buffer.from(xWing.keygen(secret).publicKey),
    encapsulate: (pk, random) => {
      const { cipherText, sharedSecret } = xWing.encapsulate(pk, random);
      return { enc: Buffer.from(cipherText), secret: Buffer.from(sharedSecret) };
    },
    decapsulate: (enc, secret) => Buffer.from(xWing.decapsulate(enc, secret)),
  };
});

const schedule = (kem, aead, secret, info) => {
  const { id } = KEMS[kem];
  const suite = cat(utf8('HPKE'), u8(id >> 8), u8(id & 255), u8(0), u8(1), u8(0), u8(AEADS[aead].id));
  const none = Buffer.alloc(0);
  const context = cat(
    u8(0), labeledExtract(suite, none, 'psk_id_hash', none), labeledExtract(suite, none, 'info_hash', info));
  const prk = labeledExtract(suite, secret, 'secret', none);
  const key = labeledExpand(suite, prk, 'key', context, 32);
  const nonce = labeledExpand(suite, prk, 'base_nonce', context, 12);
  const exporter = labeledExpand(suite, prk, 'exp', context, 32);
  return {
    // One message a context is all that the protocol needs, hence the base nonce.
    seal: (aad, plaintext) => seal(aead, key, nonce, aad, plaintext),
    open: (aad, sealed) => open(aead, key, nonce, aad, sealed),
    secret: () => labeledExpand(suite, exporter, 'sec', utf8('ghost.secure.v1 secret'), 32),
  };
};
const setupSender = (kem, aead, pk, info, random) => {
  const { enc, secret } = KEMS[kem].encapsulate(pk, random ?? crypto.randomBytes(KEMS[kem].randomBytes));
  return { enc, ...schedule(kem, aead, secret, info) };
};
const setupReceiver = (kem, aead, enc, secretKey, info) =>
  schedule(kem, aead, KEMS[kem].decapsulate(enc, secretKey), info);

// ---- Sections 3, 4 and 8

const requestHash = (keySetHash, kem, aead, pkS, pkC) =>
  H(tag('request'), u32(1), lv(keySetHash), lv(utf8(kem)), lv(utf8(aead)), lv(pkS), lv(pkC));
const responseHash = (h1, enc1, ct1) => H(tag('response'), h1, lv(enc1), lv(ct1));
const sessionHash = (h3, enc2) => H(tag('session'), h3, lv(enc2));
const clientMessage = (h1, enc1, time) => cat(tag('client'), h1, lv(enc1), u64(time));
const epochKeys = (epoch, root) => {
  const key = (name) => expand(root, utf8(`ghost.secure.v1 ${name}`), 32);
  return {
    epoch,
    mac: { 1: key('c2s mac'), 2: key('s2c mac'), 3: key('s2c mac') },
    aead: { 1: key('c2s aead'), 2: key('s2c aead') },
    ctr: { 1: key('c2s ctr'), 2: key('s2c ctr') },
  };
};
const responseKey = (root) => expand(root, utf8('ghost.secure.v1 response key'), 32);
const rotateHash = (sessionId, epoch, pkC) => H(tag('rotate'), sessionId, u32(epoch), lv(pkC));
const nextRoot = (root, agreed, h5, enc) => extract(root, cat(agreed, H(tag('rotated'), h5, lv(enc))));

// ---- Section 5

const FLAG = { encrypted: 1, last: 2, empty: 4 };
const SUFFIX = Buffer.from('faffffff0f49', 'hex');
const STAMP_BYTES = 21;
const stampOf = (flags, stamp) => cat(u8(flags), u64(stamp.counter), u32(stamp.sequence), u64(stamp.time));
const head = (flags, sessionId, epoch, stamp) =>
  cat(stampOf(flags, stamp), sessionId, u32(epoch));
const parseHead = (a) => ({
  flags: a[0],
  counter: a.readBigUInt64BE(1),
  sequence: a.readUInt32BE(9),
  time: a.readBigUInt64BE(13),
  sessionId: a.subarray(21, 37),
  epoch: a.readUInt32BE(37),
});
const prefix = (direction, sessionId, epoch, method, metadata) => {
  const fields = cat(u8(direction), sessionId, u32(epoch), lv(utf8(method)), lv(metadata));
  return cat(fields, Buffer.alloc((64 - (fields.length % 64)) % 64));
};

const field = (number, bytes) => {
  const length = [];
  let n = bytes.length;
  while (n > 127) {
    length.push((n & 127) | 128);
    n >>>= 7;
  }
  length.push(n);
  return cat(u8((number << 3) | 2), Buffer.from(length), bytes);
};
const parsePayload = (bytes) => {
  const fields = {};
  let i = 0;
  while (i < bytes.length) {
    const number = bytes[i] >> 3;
    if ((bytes[i++] & 7) !== 2 || number < 1 || number > 3) throw new Error('no SecurePayload');
    let length = 0;
    let shift = 0;
    do {
      length += (bytes[i] & 127) * 2 ** shift;
      shift += 7;
    } while (bytes[i++] & 128);
    if (i + length > bytes.length) throw new Error('no SecurePayload');
    fields[number] = bytes.subarray(i, i + length);
    i += length;
  }
  return { data: fields[1], nonce: fields[2], algorithm: fields[3]?.toString() };
};

const protect = (keys, aead, sessionId, direction, method, metadata, flags, stamp, body) => {
  const p = prefix(direction, sessionId, keys.epoch, method, metadata);
  const t = stampOf(flags, stamp);
  let b = body;
  if (flags & FLAG.encrypted && !(flags & FLAG.empty)) {
    if (aead === 'aes256ctr-hmac') {
      b = field(1, counterMode(keys.ctr[direction], stamp.counter, stamp.sequence, body));
    } else {
      const nonce = cat(u64(stamp.counter), u32(stamp.sequence));
      const sealed = seal(aead, keys.aead[direction], nonce, cat(p, t), body);
      b = cat(field(1, sealed), field(2, nonce), field(3, utf8(aead)));
    }
  }
  const mac = hmac(keys.mac[direction], p, b, SUFFIX, t);
  return cat(b, SUFFIX, head(flags, sessionId, keys.epoch, stamp), mac);
};
const same = (a, b) => a.length === b.length && crypto.timingSafeEqual(a, b);

// The authenticator of a message, not checked yet.
const authenticatorOf = (message) => {
  const start = message.length - 79;
  if (start < 0 || !message.subarray(start, start + 6).equals(SUFFIX)) throw new Error('no authenticator');
  return parseHead(message.subarray(start + 6));
};
const unprotect = (keys, aead, direction, method, metadata, message) => {
  const a = authenticatorOf(message);
  const p = prefix(direction, a.sessionId, a.epoch, method, metadata);
  const b = message.subarray(0, message.length - 79);
  const hashed = message.subarray(0, b.length + SUFFIX.length + STAMP_BYTES);
  if (!same(hmac(keys.mac[direction], p, hashed), message.subarray(message.length - 32))) {
    throw new Error('the MAC is wrong');
  }
  if (!(a.flags & FLAG.encrypted) || a.flags & FLAG.empty) return b;
  const payload = parsePayload(b);
  if (aead === 'aes256ctr-hmac') {
    if (payload.nonce || payload.algorithm !== undefined) throw new Error('more than a ciphertext');
    return counterMode(keys.ctr[direction], a.counter, a.sequence, payload.data ?? Buffer.alloc(0));
  }
  const nonce = cat(u64(a.counter), u32(a.sequence));
  if (!payload.nonce?.equals(nonce) || payload.algorithm !== aead) throw new Error('another nonce or algorithm');
  return open(aead, keys.aead[direction], nonce, cat(p, hashed.subarray(b.length + SUFFIX.length)), payload.data);
};
const statusMac = (keys, method, trailers, code, message, a) =>
  hmac(
    keys.mac[3], prefix(3, parseHead(a).sessionId, parseHead(a).epoch, method, trailers),
    u32(code), lv(utf8(message)), a.subarray(0, STAMP_BYTES));

// ---- Section 6

const UNBOUND = new Set([
  'te', 'host', 'content-type', 'content-length', 'user-agent', 'accept-encoding', 'date', 'via', 'forwarded',
  'traceparent', 'tracestate', 'baggage', 'x-request-id',
]);
const isBound = (name) =>
  name === 'grpc-status-details-bin'
  || !(UNBOUND.has(name) || /^(:|grpc-|ghost-secure|x-forwarded-)/.test(name));
// Of grpc-js's Metadata.
const encodeMetadata = (metadata) =>
  cat(
    ...Object.keys(metadata.getMap())
      .filter(isBound)
      .map(utf8)
      .sort(Buffer.compare)
      .flatMap((name) =>
        metadata.get(name.toString()).map((value) =>
          cat(lv(name), lv(typeof value === 'string' ? utf8(value.trim()) : value)))));

module.exports = {
  AEADS, KEMS, FLAG, H, authenticatorOf, cat, clientMessage, encodeMetadata, epochKeys, extract, head, lv, nextRoot,
  open, parseHead, protect, publicOf, ready, requestHash, responseHash, responseKey, rotateHash, same, seal,
  sessionHash, setupReceiver, setupSender, sign, statusMac, tag, u32, unprotect, utf8, verify,
};

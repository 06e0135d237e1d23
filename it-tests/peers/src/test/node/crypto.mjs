// Repeats what our algorithms computed of random input, and computes of its own what ours must accept.
// node crypto.mjs CASES ANSWERS: a line of CASES is {"a": algorithm, "i": [inputs], "o": [outputs]} in
// hexadecimal; so is a line of ANSWERS, which Java checks.
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import crypto from 'node:crypto';
import { blake3 } from '@noble/hashes/blake3.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { gcmsiv } from '@noble/ciphers/aes.js';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { schnorr, secp256k1 } from '@noble/curves/secp256k1.js';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { ml_kem512, ml_kem768, ml_kem1024 } from '@noble/post-quantum/ml-kem.js';
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
import { slh_dsa_sha2_128f, slh_dsa_sha2_128s } from '@noble/post-quantum/slh-dsa.js';
import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js';
import { HDKey } from '@scure/bip32';
import { entropyToMnemonic, mnemonicToSeedSync } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

const [, , casesFile, answersFile] = process.argv;
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const same = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
const answers = createWriteStream(answersFile);
const answer = (a, i, o) => answers.write(JSON.stringify({ a, i: i.map(hex), o: o.map(hex) }) + '\n');

const hash = (name, options) => (i, o) => same(crypto.createHash(name, options).update(i[0]).digest(), o[0]);
const noble = (f) => (i, o) => same(f(i[0]), o[0]);
const hmac = (name) => (i, o) => same(crypto.createHmac(name, i[0]).update(i[1]).digest(), o[0]);
const hkdf = (name) => (i, o) =>
  same(crypto.hkdfSync(name, i[0], i[1], i[2], o[0].length), o[0]);
const pbkdf2 = (name) => (i, o) =>
  same(crypto.pbkdf2Sync(i[0], i[1], 3, o[0].length, name), o[0]);

// Inputs: key, nonce, associated data, plaintext. Node opens ours, and ours open Node's.
const aead = (a, name) => (i, o) => {
  const [key, nonce, aad, plaintext] = i;
  const cut = o[0].length - 16;
  const decipher = crypto.createDecipheriv(name, key, nonce, { authTagLength: 16 });
  decipher.setAAD(aad).setAuthTag(o[0].subarray(cut));
  const opened = Buffer.concat([decipher.update(o[0].subarray(0, cut)), decipher.final()]);
  const cipher = crypto.createCipheriv(name, key, nonce, { authTagLength: 16 });
  cipher.setAAD(aad);
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  answer(a, i, [sealed]);
  return same(opened, plaintext);
};
const nobleAead = (a, f) => (i, o) => {
  const [key, nonce, aad, plaintext] = i;
  answer(a, i, [f(key, nonce, aad).encrypt(plaintext)]);
  return same(f(key, nonce, aad).decrypt(o[0]), plaintext);
};

const jwk = (crv, x, d, y) =>
  Object.assign({ kty: y ? 'EC' : 'OKP', crv, x: Buffer.from(x).toString('base64url') },
    y ? { y: Buffer.from(y).toString('base64url') } : {}, d ? { d: Buffer.from(d).toString('base64url') } : {});
// Inputs: seed, message; outputs: public key, signature.
const edwards = (i, o) => {
  const privateKey = crypto.createPrivateKey({ key: jwk('Ed25519', o[0], i[0]), format: 'jwk' });
  answer('ed25519', i, [o[0], crypto.sign(null, i[1], privateKey)]);
  const publicKey = crypto.createPublicKey({ key: jwk('Ed25519', o[0]), format: 'jwk' });
  return crypto.verify(null, i[1], publicKey, o[1]);
};
const ecKey = (name, crv, length, i) => {
  const ecdh = crypto.createECDH(name);
  ecdh.setPrivateKey(i[0]);
  const point = ecdh.getPublicKey();
  return { ecdh, jwk: (d) => jwk(crv, point.subarray(1, 1 + length), d, point.subarray(1 + length)) };
};
const ecdsa = (a, name, crv, length, digest) => (i, o) => {
  const key = ecKey(name, crv, length, i);
  const options = { format: 'jwk' };
  const privateKey = crypto.createPrivateKey({ key: key.jwk(i[0]), ...options });
  let theirs = crypto.sign(digest, i[1], { key: privateKey, dsaEncoding: 'ieee-p1363' });
  if (name === 'secp256k1') {
    const order = secp256k1.Point.Fn.ORDER;
    const s = BigInt('0x' + theirs.subarray(32).toString('hex'));
    const low = s > order / 2n ? order - s : s;
    theirs = Buffer.concat([theirs.subarray(0, 32), Buffer.from(low.toString(16).padStart(64, '0'), 'hex')]);
  }
  answer(a, i, [o[0], theirs]);
  const publicKey = crypto.createPublicKey({ key: key.jwk(), ...options });
  return same(key.ecdh.getPublicKey(null, 'compressed'), o[0])
    && crypto.verify(digest, i[1], { key: publicKey, dsaEncoding: 'ieee-p1363' }, o[1]);
};
// Inputs: our private key, their private key; outputs: our public key, the secret.
const ecdh = (name) => (i, o) => {
  const theirs = crypto.createECDH(name);
  theirs.setPrivateKey(i[1]);
  return same(theirs.computeSecret(o[0]), o[1]);
};
const x25519 = (i, o) => {
  const head = Buffer.from('302e020100300506032b656e04220420', 'hex');
  const privateKey = crypto.createPrivateKey({ key: Buffer.concat([head, i[1]]), format: 'der', type: 'pkcs8' });
  const publicKey = crypto.createPublicKey({ key: jwk('X25519', o[0]), format: 'jwk' });
  return same(crypto.diffieHellman({ privateKey, publicKey }), o[1]);
};
const bip340 = (i, o) => {
  answer('schnorr-secp256k1', i, [o[0], schnorr.sign(i[1], i[0])]);
  return same(schnorr.getPublicKey(i[0]), o[0]) && schnorr.verify(o[1], i[1], o[0]);
};
// Inputs: seed, message; outputs: public key, signature.
const postQuantum = (a, f) => (i, o) => {
  const keys = f.keygen(i[0]);
  answer(a, i, [o[0], f.sign(i[1], keys.secretKey)]);
  return same(keys.publicKey, o[0]) && f.verify(o[1], i[1], o[0]);
};
// The same, but signed in turn only a few times: that takes a second and more here.
const SIGNED = 3;
const hashBased = (a, f) => {
  let signed = 0;
  return (i, o) => {
    if (signed++ < SIGNED) {
      const keys = f.keygen(i[0]);
      answer(a, i, [o[0], f.sign(i[1], keys.secretKey)]);
      if (!same(keys.publicKey, o[0])) return false;
    }
    return f.verify(o[1], i[1], o[0]);
  };
};
// Inputs: seed; outputs: public key, ciphertext of ours to it, secret.
const kem = (a, f) => (i, o) => {
  const keys = f.keygen(i[0]);
  const sent = f.encapsulate(o[0]);
  answer(a, i, [sent.cipherText, sent.sharedSecret]);
  return same(keys.publicKey, o[0]) && same(f.decapsulate(o[1], keys.secretKey), o[2]);
};
const bls = (i, o) => {
  const scheme = bls12_381.longSignatures;
  const point = scheme.hash(i[1], 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_');
  answer('bls12-381', i, [o[0], scheme.Signature.toBytes(scheme.sign(point, i[0]))]);
  return same(scheme.getPublicKey(i[0]).toBytes(), o[0]) && scheme.verify(o[1], point, o[0]);
};
const text = (bytes) => Buffer.from(bytes).toString('utf8');

const checks = {
  sha256: hash('sha256'), sha384: hash('sha384'), sha512: hash('sha512'),
  'sha3-256': hash('sha3-256'), 'sha3-384': hash('sha3-384'), 'sha3-512': hash('sha3-512'),
  shake128: hash('shake128', { outputLength: 32 }), shake256: hash('shake256', { outputLength: 64 }),
  'keccak-256': noble(keccak_256), 'blake2b-512': hash('blake2b512'),
  'blake2b-256': noble((m) => blake2b(m, { dkLen: 32 })), blake3: noble(blake3),
  'ripemd-160': hash('ripemd160'),
  'hmac-sha256': hmac('sha256'), 'hmac-sha512': hmac('sha512'),
  'hkdf-sha256': hkdf('sha256'), 'hkdf-sha512': hkdf('sha512'),
  'pbkdf2-hmac-sha256': pbkdf2('sha256'), 'pbkdf2-hmac-sha512': pbkdf2('sha512'),
  scrypt: (i, o) => same(crypto.scryptSync(i[0], i[1], o[0].length, { N: 16, r: 2, p: 1 }), o[0]),
  argon2id: (i, o) => same(argon2id(i[0], i[1], { t: 1, m: 16, p: 2, dkLen: o[0].length }), o[0]),
  'aes-256-gcm': aead('aes-256-gcm', 'aes-256-gcm'),
  'chacha20-poly1305': aead('chacha20-poly1305', 'chacha20-poly1305'),
  'aes-256-gcm-siv': nobleAead('aes-256-gcm-siv', gcmsiv),
  'xchacha20-poly1305': nobleAead('xchacha20-poly1305', xchacha20poly1305),
  ed25519: edwards,
  'ecdsa-secp256k1-sha256': ecdsa('ecdsa-secp256k1-sha256', 'secp256k1', 'secp256k1', 32, 'sha256'),
  'ecdsa-p256-sha256': ecdsa('ecdsa-p256-sha256', 'prime256v1', 'P-256', 32, 'sha256'),
  'ecdsa-p384-sha384': ecdsa('ecdsa-p384-sha384', 'secp384r1', 'P-384', 48, 'sha384'),
  'schnorr-secp256k1': bip340,
  x25519, 'ecdh-p256': ecdh('prime256v1'), 'ecdh-p384': ecdh('secp384r1'), 'ecdh-secp256k1': ecdh('secp256k1'),
  'ml-kem-512': kem('ml-kem-512', ml_kem512), 'ml-kem-768': kem('ml-kem-768', ml_kem768),
  'ml-kem-1024': kem('ml-kem-1024', ml_kem1024), 'x-wing': kem('x-wing', ml_kem768_x25519),
  'ml-dsa-44': postQuantum('ml-dsa-44', ml_dsa44), 'ml-dsa-65': postQuantum('ml-dsa-65', ml_dsa65),
  'ml-dsa-87': postQuantum('ml-dsa-87', ml_dsa87),
  'slh-dsa-sha2-128f': hashBased('slh-dsa-sha2-128f', slh_dsa_sha2_128f),
  'slh-dsa-sha2-128s': hashBased('slh-dsa-sha2-128s', slh_dsa_sha2_128s),
  'bls12-381': bls,
  bip39: (i, o) => entropyToMnemonic(i[0], wordlist) === text(o[0])
    && same(mnemonicToSeedSync(text(o[0]), text(i[1])), o[1]),
  bip32: (i, o) => HDKey.fromMasterSeed(i[0]).derive(text(i[1])).privateExtendedKey === text(o[0]),
};

const right = {};
const wrong = {};
for await (const line of createInterface({ input: createReadStream(casesFile) })) {
  const { a, i, o } = JSON.parse(line);
  const inputs = i.map((value) => Buffer.from(value, 'hex'));
  const outputs = o.map((value) => Buffer.from(value, 'hex'));
  let complaint;
  try {
    complaint = checks[a](inputs, outputs) ? undefined : 'another result';
  } catch (error) {
    complaint = String(error);
  }
  if (complaint) {
    (wrong[a] ??= []).push(complaint);
  } else {
    right[a] = (right[a] ?? 0) + 1;
  }
}
await new Promise((resolve) => answers.end(resolve));
for (const a of new Set([...Object.keys(right), ...Object.keys(wrong)])) {
  console.log(wrong[a] ? `not ok ${a}: ${wrong[a].length} differ, as by ${wrong[a][0]}` : `ok ${a} ${right[a]}`);
}

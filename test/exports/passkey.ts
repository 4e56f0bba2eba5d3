import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';

/** COSE's ES256 key on P-256, before its two coordinates. */
const coseKey = Buffer.from('a5010203262001215820', 'hex');
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What a browser answers when somebody makes a passkey for `origin`, asked with `challenge`. */
export function aNewPasskey(origin: string, challenge: string): string {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  // Somebody was there and was recognised, and what was made follows.
  const flags = Buffer.from([0x45]);
  const about = Buffer.concat([
    ...[sha256(new URL(origin).hostname), flags, Buffer.alloc(4), Buffer.alloc(16)],
    ...[Buffer.from([0, id.length]), id],
    ...[coseKey, Buffer.from(x, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')],
  ]);
  // CBOR: { fmt: 'none', attStmt: {}, authData }
  const attestation = Buffer.concat([
    Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
    Buffer.from([about.length]),
    about,
  ]);
  return JSON.stringify({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      attestationObject: attestation.toString('base64url'),
      clientDataJSON: Buffer.from(
        JSON.stringify({ type: 'webauthn.create', challenge, origin, crossOrigin: false }),
      ).toString('base64url'),
      transports: ['internal'],
    },
  });
}

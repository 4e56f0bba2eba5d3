import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TimeStampError, timeStampAuthority } from '../platform/time-stamping.ts';
import { hashOf } from './content.ts';
import { attest, type Evidence, faultsOfEvidence } from './evidence.ts';

const run = promisify(execFile);
const openssl = (...words: readonly string[]) => run('openssl', [...words]);
const { privateKey: key } = generateKeyPairSync('ed25519');
const publicKey = createPublicKey(key);
const pdf = Buffer.from('%PDF-1.7\n% the agreement\n%%EOF\n');
const content = '{"format":"armkrok-agreement-1"}';

const evidence: Evidence = {
  form: 'armkrok.signature-evidence/1',
  installation: 'https://armkrok.example',
  pdfSha256: hashOf(pdf.toString()).toString('hex'),
  contentSha256: hashOf(content).toString('hex'),
  agreement: { id: 'a', title: 'Överenskommelse', version: 3 },
  collaboration: { id: 'c', name: 'Fler unga i arbete', label: '' },
  organisation: { id: 'o', name: 'Kommun B' },
  place: { id: 'p', title: 'Styrelsens ordförande' },
  signature: {
    id: 's',
    manner: 'electronic',
    at: '2023-10-19T08:00:00.000Z',
    signedOn: '2023-10-19',
    signatory: 'Åsa Öberg',
    seat: { id: 't', title: 'Ordförande', isByDeputy: false },
    mandate: 'Enligt kommunstyrelsens beslut § 212',
  },
  signIn: {
    method: 'provider',
    provider: 'Kommun B',
    assurance: 'loa3',
    authenticatedAt: '2023-10-19T07:58:00.000Z',
  },
  paper: null,
  timeStampAuthority: null,
};
const asShown = { pdf, content, signatory: 'Åsa Öberg', signedOn: '2023-10-19' };

let folder = '';
let server: Server;
let authority = '';
let answers = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'armkrok-evidence-'));
  const at = (name: string) => join(folder, name);
  await writeFile(
    at('tsa.cnf'),
    `[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:TRUE
[tsa]
extendedKeyUsage = critical,timeStamping
[tsa_config]
serial = ${at('serial')}
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`,
  );
  await writeFile(at('serial'), '01\n');
  await openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '3650',
    '-subj',
    '/CN=Test CA',
    '-config',
    at('tsa.cnf'),
    '-extensions',
    'ca',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  );
  await openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=Test TSA',
    '-config',
    at('tsa.cnf'),
    '-keyout',
    at('tsa.key'),
    '-out',
    at('tsa.csr'),
  );
  await openssl(
    'x509',
    '-req',
    '-in',
    at('tsa.csr'),
    '-CA',
    at('ca.pem'),
    '-CAkey',
    at('ca.key'),
    '-CAcreateserial',
    '-days',
    '3650',
    '-extfile',
    at('tsa.cnf'),
    '-extensions',
    'tsa',
    '-out',
    at('tsa.pem'),
  );
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      answers += 1;
      const asked = at(`asked-${answers}.tsq`);
      const answered = at(`answered-${answers}.tsr`);
      await writeFile(asked, Buffer.concat(parts));
      await openssl(
        'ts',
        '-reply',
        '-config',
        at('tsa.cnf'),
        '-section',
        'tsa_config',
        '-queryfile',
        asked,
        '-inkey',
        at('tsa.key'),
        '-signer',
        at('tsa.pem'),
        '-out',
        answered,
      );
      const answer = request.url === '/old' ? at('answered-1.tsr') : answered;
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      response.end(request.url === '/refuses' ? Buffer.from('30053003020102', 'hex') : await readFile(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** What docs/operations/verify-signature.md tells to do, on these three files. */
async function verifyOutside(text: string, signature: Buffer): Promise<boolean> {
  const at = (name: string) => join(folder, name);
  await writeFile(at('evidence.json'), text);
  await writeFile(at('evidence.sig'), signature);
  await writeFile(at('public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  return await openssl(
    'pkeyutl',
    '-verify',
    '-pubin',
    '-inkey',
    at('public.pem'),
    '-rawin',
    '-in',
    at('evidence.json'),
    '-sigfile',
    at('evidence.sig'),
  ).then(
    ({ stdout }) => stdout.includes('Signature Verified Successfully'),
    () => false,
  );
}

test('openssl alone verifies the evidence, and refuses it when one byte is another', async () => {
  const { text, signature } = attest(evidence, key);
  expect(await verifyOutside(text, signature)).toBe(true);
  expect(await verifyOutside(text.replace('loa3', 'loa4'), signature)).toBe(false);
  const bent = Buffer.from(signature);
  bent[10] = (bent[10] ?? 0) ^ 1;
  expect(await verifyOutside(text, bent)).toBe(false);
});

test('the same evidence is the same bytes, whatever the order of its parts', () => {
  const turned = Object.fromEntries(Object.entries(evidence).toReversed()) as unknown as Evidence;
  expect(attest(turned, key).text).toBe(attest(evidence, key).text);
});

test('what is here now is held against what was attested', () => {
  const attested = attest(evidence, key);
  expect(faultsOfEvidence(attested, publicKey, asShown)).toEqual([]);
  const oneByte = Buffer.from(pdf);
  oneByte[12] = (oneByte[12] ?? 0) ^ 1;
  expect(faultsOfEvidence(attested, publicKey, { ...asShown, pdf: oneByte })).toEqual(['fileChanged']);
  expect(faultsOfEvidence(attested, publicKey, { ...asShown, pdf: null })).toEqual(['fileChanged']);
  expect(faultsOfEvidence(attested, publicKey, { ...asShown, content: `${content} ` })).toEqual(['contentChanged']);
  expect(faultsOfEvidence(attested, publicKey, { ...asShown, signatory: 'Åke Öberg' })).toEqual(['recordDiffers']);
  const forged = { ...attested, text: attested.text.replace('Åsa', 'Åke') };
  expect(faultsOfEvidence(forged, publicKey, { ...asShown, signatory: 'Åke Öberg' })).toEqual(['signatureWrong']);
  const other = createPublicKey(generateKeyPairSync('ed25519').privateKey);
  expect(faultsOfEvidence(attested, other, asShown)).toEqual(['signatureWrong']);
});

test('an authority says when, and openssl verifies it against its certificate', async () => {
  const { signature } = attest(evidence, key);
  const stamp = await timeStampAuthority(authority).stamp(signature);
  const at = (name: string) => join(folder, name);
  await writeFile(at('stamped.sig'), signature);
  await writeFile(at('stamp.tsr'), stamp);
  const verify = () =>
    openssl(
      'ts',
      '-verify',
      '-data',
      at('stamped.sig'),
      '-in',
      at('stamp.tsr'),
      '-CAfile',
      at('ca.pem'),
      '-untrusted',
      at('tsa.pem'),
    )
      .then(({ stdout }) => stdout.includes('Verification: OK'))
      .catch(() => false);
  expect(await verify()).toBe(true);
  const bent = Buffer.from(signature);
  bent[0] = (bent[0] ?? 0) ^ 1;
  await writeFile(at('stamped.sig'), bent);
  expect(await verify()).toBe(false);
});

test('an answer to another question, a refusal and silence are not taken for a stamp', async () => {
  const { signature } = attest(evidence, key);
  await expect(timeStampAuthority(`${authority}/old`).stamp(signature)).rejects.toThrow('another question');
  await expect(timeStampAuthority(`${authority}/refuses`).stamp(signature)).rejects.toThrow(TimeStampError);
  await expect(timeStampAuthority('http://127.0.0.1:9').stamp(signature)).rejects.toThrow();
});

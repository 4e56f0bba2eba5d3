import { createHash, randomBytes } from 'node:crypto';

/** An authority that says when something was, or says nothing that can be used. */
export class TimeStampError extends Error {
  override name = 'TimeStampError';
}

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  // Lengths here stay below 128 bytes: the request is an imprint and a number.
  if (size > 127) throw new TimeStampError('the request is too long');
  return Buffer.concat([Buffer.from([tag, size]), content]);
};
/** 2.16.840.1.101.3.4.2.1 */
const sha256Oid = Buffer.from('0609608648016503040201', 'hex');

/** What an authority is asked: a hash and a number of our own, never what was hashed (RFC 3161 §2.4.1, with certReq). */
export function timeStampRequest(hash: Uint8Array, nonce: Uint8Array): Buffer {
  const algorithm = tlv(0x30, sha256Oid, Buffer.from('0500', 'hex'));
  return tlv(
    0x30,
    tlv(0x02, Buffer.from([1])),
    tlv(0x30, algorithm, tlv(0x04, hash)),
    // A leading zero keeps the number positive.
    tlv(0x02, Buffer.from([0]), Buffer.from([(nonce[0] ?? 0) | 0x80]), nonce.subarray(1)),
    tlv(0x01, Buffer.from([0xff])),
  );
}

/** The status that a TimeStampResp begins with: SEQUENCE { SEQUENCE { INTEGER status … } … }. */
function statusOf(answer: Buffer): number | undefined {
  const content = (at: number): number => at + 2 + ((answer[at + 1] ?? 0) > 127 ? (answer[at + 1] ?? 0) - 128 : 0);
  if (answer[0] !== 0x30) return undefined;
  const info = content(0);
  if (answer[info] !== 0x30) return undefined;
  const status = content(info);
  return answer[status] === 0x02 && answer[status + 1] === 1 ? answer[status + 2] : undefined;
}

/**
 * What a response says, read and not verified: whether it is about these bytes, and when (TSTInfo, RFC 3161 §2.4.2: the
 * imprint, the authority’s number, the time). Its signature is verified against the authority’s own certificate.
 */
export function readTimeStamp(
  stamp: Buffer,
  bytes: Uint8Array,
): { readonly isOfThis: boolean; readonly at: Date | null } {
  const hash = createHash('sha256').update(bytes).digest();
  const imprint = stamp.indexOf(hash);
  if (imprint < 0) return { isOfThis: false, at: null };
  const number = imprint + hash.length;
  const time = number + 2 + (stamp[number + 1] ?? 0);
  if (stamp[number] !== 0x02 || stamp[time] !== 0x18) return { isOfThis: true, at: null };
  const text = stamp.subarray(time + 2, time + 2 + (stamp[time + 1] ?? 0)).toString('latin1');
  const said = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text);
  if (!said) return { isOfThis: true, at: null };
  const [, year, month, day, hour, minute, second] = said;
  return { isOfThis: true, at: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) };
}

const most = 64 * 1024;

/** Who can be asked when something was. Answers the whole response, as `openssl ts -verify -in` reads it. */
export interface TimeStampAuthority {
  readonly url: string;
  stamp(bytes: Uint8Array): Promise<Buffer>;
}

/**
 * The authority at an address that the system administrator has set. It is believed only when it grants, and when its answer
 * holds the hash and the number that it was asked with; its signature is verified by whoever wants to know, against the
 * authority’s own certificate.
 */
export function timeStampAuthority(url: string, milliseconds = 10_000): TimeStampAuthority {
  return {
    url,
    async stamp(bytes) {
      const hash = createHash('sha256').update(bytes).digest();
      const nonce = randomBytes(8);
      const request = timeStampRequest(hash, nonce);
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: new Uint8Array(request),
        signal: AbortSignal.timeout(milliseconds),
      });
      if (!answer.ok) {
        await answer.body?.cancel();
        throw new TimeStampError(`${new URL(url).host} answered ${answer.status}`);
      }
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const part of answer.body ?? []) {
        size += part.length;
        if (size > most) throw new TimeStampError('the answer is too long');
        parts.push(part);
      }
      const stamp = Buffer.concat(parts);
      const status = statusOf(stamp);
      if (status !== 0 && status !== 1)
        throw new TimeStampError(`the authority did not grant it (${status ?? 'unreadable'})`);
      const asked = Buffer.concat([Buffer.from([(nonce[0] ?? 0) | 0x80]), nonce.subarray(1)]);
      if (!stamp.includes(hash) || !stamp.includes(asked))
        throw new TimeStampError('the answer is to another question');
      return stamp;
    },
  };
}

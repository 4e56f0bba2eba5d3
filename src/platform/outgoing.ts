import { lookup as lookUp } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Why a call to an address that a user has given was not made or not answered: `insecure` (not https), `privateAddress`
 * (inside a network, or this machine), `unreachable`, `timedOut`, `redirected`, `tooLarge`.
 */
export type OutgoingFailure = 'insecure' | 'privateAddress' | 'unreachable' | 'timedOut' | 'redirected' | 'tooLarge';

export class OutgoingError extends Error {
  override name = 'OutgoingError';
  readonly kind: OutgoingFailure;
  constructor(kind: OutgoingFailure, detail: string) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
  }
}

export interface OutgoingOptions {
  /** Names of hosts that may stand at private addresses; the system administrator lists them. Never this machine. */
  readonly privateHosts: readonly string[];
  /** An installation that runs on this machine alone may call this machine, also without https. */
  readonly mayCallItself: boolean;
  /** From the first byte out to the last byte in. */
  readonly milliseconds?: number;
  readonly bytes?: number;
}

export interface OutgoingRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Calls an address that somebody has typed: never inside, never past a redirect, never without end. */
export interface Outgoing {
  call(address: string, request?: OutgoingRequest): Promise<Response>;
  /** Whether the address would be called, as far as it can be told without asking for it. */
  allows(address: string): boolean;
}

const block = (...ranges: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList => {
  const list = new BlockList();
  for (const [net, prefix, family] of ranges) list.addSubnet(net, prefix, family);
  return list;
};
/** RFC 1918, RFC 6598 and RFC 4193: networks of one's own, where an organisation may run its services. */
const privateRanges = block(
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['fc00::', 7, 'ipv6'],
);
const loopbackRanges = block(['127.0.0.0', 8, 'ipv4'], ['::1', 128, 'ipv6']);
/** Never called: link-local (where cloud services keep their secrets), this host, multicast, reserved, and ways to write an IPv4 address as another. */
const neverRanges = block(
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
);

export function openOutgoing(options: OutgoingOptions): Outgoing {
  const { privateHosts, mayCallItself, milliseconds = 5000, bytes = 512 * 1024 } = options;
  const listed = new Set(privateHosts.map((host) => host.toLowerCase()));

  const mayReach = (address: string, host: string): boolean => {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (loopbackRanges.check(address, family)) return mayCallItself;
    if (neverRanges.check(address, family)) return false;
    return !privateRanges.check(address, family) || listed.has(host.toLowerCase());
  };

  /** The address that is checked is the one that is called: a name that answers differently the next time gains nothing. */
  const lookup: LookupFunction = (host, _, answer) => {
    lookUp(host, { all: true }).then(
      (found) => {
        const refused = found.find(({ address }) => !mayReach(address, host));
        const [first] = found;
        if (refused || !first) answer(new OutgoingError('privateAddress', host), '', 4);
        else if (_.all) answer(null, found);
        else answer(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, '', 4),
    );
  };

  const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
  const isItself = (url: URL): boolean => {
    const host = bare(url.hostname);
    return host === 'localhost' || (isIP(host) > 0 && loopbackRanges.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'));
  };
  /** What is wrong with the address before anything has been looked up. */
  const objection = (address: string): { url: URL } | { error: OutgoingError } => {
    const url = URL.parse(address);
    if (!url || url.username || url.password) return { error: new OutgoingError('insecure', 'not an address') };
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayCallItself && isItself(url))) {
      return { error: new OutgoingError('insecure', url.protocol) };
    }
    const host = bare(url.hostname);
    if (isIP(host) > 0 && !mayReach(host, host)) return { error: new OutgoingError('privateAddress', host) };
    return { url };
  };

  return {
    allows: (address) => 'url' in objection(address),
    call(address, asked = {}) {
      const outcome = objection(address);
      if ('error' in outcome) return Promise.reject(outcome.error);
      const { url } = outcome;
      return new Promise((resolve, reject) => {
        const signal = AbortSignal.timeout(milliseconds);
        const fail = (error: Error) =>
          reject(
            error instanceof OutgoingError
              ? error
              : new OutgoingError(signal.aborted ? 'timedOut' : 'unreachable', `${url.host} ${error.message}`),
          );
        const send = url.protocol === 'https:' ? secureRequest : plainRequest;
        const sent = send(
          url,
          { method: asked.method ?? 'GET', headers: { ...asked.headers }, lookup, signal, agent: false },
          (answer) => {
            const status = answer.statusCode ?? 0;
            const give = (error: OutgoingError) => {
              answer.destroy();
              fail(error);
            };
            if (status >= 300 && status < 400) {
              give(new OutgoingError('redirected', `${url.host} ${status}`));
              return;
            }
            const parts: Buffer[] = [];
            let size = 0;
            answer.on('data', (part: Buffer) => {
              size += part.length;
              if (size > bytes) give(new OutgoingError('tooLarge', `${url.host} more than ${bytes} bytes`));
              else parts.push(part);
            });
            answer.on('error', fail);
            answer.on('end', () => {
              const headers = new Headers();
              for (const [name, value] of Object.entries(answer.headers)) {
                for (const one of [value ?? []].flat()) headers.append(name, one);
              }
              const bodyless = status === 204 || status === 205;
              resolve(new Response(bodyless ? null : Buffer.concat(parts), { status, headers }));
            });
          },
        );
        sent.on('error', fail);
        sent.end(asked.body);
      });
    },
  };
}

import { BlockList, isIP } from 'node:net';

/** Says where a request comes from, given the other end of its connection and what it says of itself. */
export type ClientAddress = (peer: string | undefined, headers: Headers) => string;

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');
const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An address or a network such as 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const family = isIP(address);
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32)));
}

/**
 * The other end of the connection; or, when that is a trusted proxy, what the proxies say in X-Forwarded-For, read from
 * the right: what stands left of the last trusted one is the visitor's own claim. No other forwarding header is read.
 * `onUnknownProxy` is told, once, of the first peer that forwards while nobody is trusted: a setting has been forgotten.
 */
export function clientAddress(trusted: readonly string[], onUnknownProxy?: (peer: string) => void): ClientAddress {
  let isTold = trusted.length > 0;
  const proxies = new BlockList();
  for (const network of trusted) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) proxies.addAddress(address, familyOf(address));
    else proxies.addSubnet(address, Number(bits), familyOf(address));
  }
  const isProxy = (address: string): boolean => isIP(address) !== 0 && proxies.check(address, familyOf(address));
  return (peer, headers) => {
    let address = plain(peer ?? 'unknown');
    if (!isProxy(address)) {
      if (!isTold && headers.has('x-forwarded-for')) {
        isTold = true;
        onUnknownProxy?.(address);
      }
      return address;
    }
    const claims = (headers.get('x-forwarded-for') ?? '').split(',').map((claim) => plain(claim.trim()));
    for (const claim of claims.toReversed()) {
      if (isIP(claim) === 0) return address;
      address = claim;
      if (!isProxy(address)) return address;
    }
    return address;
  };
}

/** What limits count as one visitor: the address, or in IPv6 the network that one subscriber is given. */
export function neighbourhood(address: string): string {
  if (isIP(address) !== 6) return address;
  const [before = '', after = ''] = address.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = after.split(':').filter(Boolean);
  const groups = [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

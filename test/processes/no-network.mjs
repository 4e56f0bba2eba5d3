// Loaded before the system: a machine from which nothing but itself is reached. Every attempt is noted and refused.

import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const isHere = (host) => host === undefined || ['localhost', '127.0.0.1', '::1', ''].includes(host);
const refuse = (what) => {
  appendFileSync(process.env.NETWORK_ATTEMPTS, `${what}\n`);
  throw Object.assign(new Error(`no network: ${what}`), { code: 'ENETUNREACH' });
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  const options =
    typeof first === 'object' && first !== null
      ? first
      : { port: first, host: typeof second === 'string' ? second : undefined };
  if (!options.path && !isHere(options.host)) refuse(`connect ${options.host}:${options.port}`);
  return connect.apply(this, given);
};
for (const resolver of [dns, dns.promises]) {
  const { lookup } = resolver;
  resolver.lookup = (host, ...more) =>
    isHere(host) || net.isIP(host) ? lookup(host, ...more) : refuse(`lookup ${host}`);
}
dgram.Socket.prototype.send = () => refuse('datagram');

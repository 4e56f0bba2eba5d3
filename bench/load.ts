import { connect } from 'node:net';

/**
 * The load, in a process of its own: so many connections kept alive, each asking again as soon as it has its answer. By
 * bare sockets, because node:http as a client takes as much of the processor as the servers that are measured. Prints how
 * many answers came in how long.
 */
const [port, path, cookie, connections, seconds] = process.argv.slice(2);
const request = `GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\ncookie: session=${cookie}\r\naccept: text/html\r\naccept-language: sv\r\n\r\n`;
const warmUp = 500;
let answered = 0;
let counted = 0;
let isCounting = false;
const waits: number[] = [];

const fail = (reason: string): never => {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
};

for (let at = 0; at < Number(connections); at += 1) {
  const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  let rest = 0;
  let head = '';
  let asked = 0;
  const ask = () => {
    asked = performance.now();
    head = '';
    socket.write(request);
  };
  socket.on('connect', ask);
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail('the server closed a connection'));
  socket.on('data', (part: Buffer) => {
    let length = part.length;
    if (rest === 0) {
      head += part.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const stated = /\r\ncontent-length: (\d+)/i.exec(head);
      if (!head.startsWith('HTTP/1.1 200 ') || !stated) return fail(`unexpected answer: ${head.slice(0, 400)}`);
      length = head.length - end - 4;
      rest = Number(stated[1]);
    }
    rest -= length;
    if (rest > 0) return;
    answered += 1;
    if (isCounting) {
      counted += 1;
      waits.push(performance.now() - asked);
    }
    ask();
  });
}

setTimeout(() => {
  isCounting = true;
  const began = performance.now();
  setTimeout(() => {
    const passed = (performance.now() - began) / 1000;
    waits.sort((a, b) => a - b);
    const wait = (share: number) => Math.round((waits[Math.floor(waits.length * share)] ?? 0) * 10) / 10;
    const found = { answered, persecond: counted / passed, median: wait(0.5), slowest: wait(0.99) };
    process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit(0));
  }, Number(seconds) * 1000);
}, warmUp);

import pino from 'pino';

/** As pino numbers its levels. */
const warning = 40;

/**
 * The log of the process, one JSON object a line. A line is sent off at once and those that come meanwhile are sent
 * together, so that a page never waits for its log line; a process that is killed loses at most those few. A warning or
 * an error is what one looks for afterwards, so it is written before the program goes on.
 */
export function openLog(level: string): pino.Logger {
  const destination = pino.destination({ sync: false });
  return pino({ level }, {
    // Asks pino to say the level of the line before it writes it.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string) {
      destination.write(line);
      if (this.lastLevel >= warning) destination.flushSync();
    },
  } as pino.DestinationStream & { lastLevel: number });
}

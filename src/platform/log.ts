import pino from 'pino';
import { scrubbed } from './scrubbing.ts';

/** As pino numbers its levels. */
const warning = 40;

/**
 * What is told of an error: what it is and where it arose. What PostgreSQL adds of the row it stumbled on is content, and
 * is left out; keys of links and personal identity numbers are taken out of the words.
 */
function told(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? scrubbed(error) : error;
  const { code, table, constraint, cause } = error as Error & Record<string, unknown>;
  return {
    name: error.name,
    message: scrubbed(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: scrubbed(error.stack ?? ''),
    ...(cause === undefined ? {} : { cause: told(cause) }),
  };
}

/** How every line is written: one JSON object, its time in UTC. */
export const logSettings = (level: string): pino.LoggerOptions => ({
  level,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { error: told },
});

/**
 * The log of the process, one JSON object a line, times in UTC. A line is sent off at once and those that come meanwhile
 * are sent together, so that a page never waits for its log line; a process that is killed loses at most those few. A
 * warning or an error is what one looks for afterwards, so it is written before the program goes on.
 */
export function openLog(level: string): pino.Logger {
  const destination = pino.destination({ sync: false });
  return pino(logSettings(level), {
    // Asks pino to say the level of the line before it writes it.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string) {
      destination.write(line);
      if (this.lastLevel >= warning) destination.flushSync();
    },
  } as pino.DestinationStream & { lastLevel: number });
}

/** The security log: the same lines in the same place, also where less than `info` is logged. */
export function openSecurityLog(log: pino.Logger): (entry: object) => void {
  const security = log.child({ log: 'security' }, { level: log.level === 'silent' ? 'silent' : 'info' });
  return (entry) => security.info(entry);
}

// A small process that logs and is killed: at once after an error, or by whoever has read its line.
import { openLog } from '../../src/platform/log.ts';

const log = openLog('info');
const [level] = process.argv.slice(2);
if (level === 'error') {
  for (let line = 1; line <= 50; line += 1) log.info({ line }, 'before');
  log.error('the last');
  process.kill(process.pid, 'SIGKILL');
}
log.info('alone');
setInterval(() => {}, 60_000);

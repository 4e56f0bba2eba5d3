// npm run backup:key -- FILE: makes the key that opens sealed backups, and prints for whom they are to be sealed.
import { writeFile } from 'node:fs/promises';
import { makeKeyPair } from '../src/platform/backup-sealing.ts';

const [file] = process.argv.slice(2);

async function make(): Promise<void> {
  if (!file) throw new Error('Where to? npm run backup:key -- FILE');
  const { identity, recipient } = await makeKeyPair();
  await writeFile(file, `# Opens backups of Armkrok. Keep it away from the machine that makes them.\n${identity}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  process.stdout.write(
    `${file} opens the backups. Move it elsewhere. Seal them with\nBACKUP_RECIPIENTS=${recipient}\n`,
  );
}

make().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

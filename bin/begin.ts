// npm run begin -- ORGANISATION NAME E-MAIL: the host organisation and first administrator of a real installation.
import { beginInstallation, emailShape, identify } from '../src/identity/index.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { findDatabaseServer } from '../src/platform/database-server.ts';

const [organisation = '', name = '', email = ''] = process.argv.slice(2);

async function begin(): Promise<void> {
  if (!organisation.trim() || !name.trim() || !emailShape.test(email)) {
    throw new Error('Who? npm run begin -- "Region Blekinge" "Siv Svensson" siv.svensson@example.se');
  }
  const config = readConfig(process.env);
  const url = config.DATABASE_URL ?? findDatabaseServer(config.DATA_DIR)?.urlFor('armkrok_app', 'armkrok');
  if (!url) throw new Error(`No Armkrok is running on ${config.DATA_DIR}. Start it first, in another window.`);
  const database = openDatabase({ url, poolSize: 1, identify });
  try {
    const key = await beginInstallation(database, new Date(), { organisation, name: name.trim(), email });
    if (!key) throw new Error(`${email} has an account already.`);
    process.stdout.write(
      `${organisation} is the host, and ${name} its administrator. Choose a password within a day:\n\n  ${config.BASE_URL}/new-password/${key}\n`,
    );
  } finally {
    await database.close();
  }
}

begin().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

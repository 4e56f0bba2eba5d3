import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError, type SettingName } from '../config.ts';
import { diskStore, storeFolder } from './disk-store.ts';
import type { FileStore } from './file-store.ts';
import { s3Store } from './s3-store.ts';

type StoreSettings = Pick<
  Config,
  'DATA_DIR' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_BUCKET' | 'S3_KEY_FILE' | 'S3_SECRET_FILE'
>;

/** Where the settings say that files lie: a bucket, else the data folder. */
export async function openStore(config: StoreSettings): Promise<FileStore> {
  const folder = storeFolder(config.DATA_DIR);
  if (!config.S3_ENDPOINT) return diskStore(folder);
  return s3Store({
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    bucket: config.S3_BUCKET ?? '',
    key: await readSecret('S3_KEY_FILE', config.S3_KEY_FILE ?? ''),
    secret: await readSecret('S3_SECRET_FILE', config.S3_SECRET_FILE ?? ''),
    incoming: join(folder, 'incoming'),
  });
}

async function readSecret(setting: SettingName, path: string): Promise<string> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret !== '') return secret;
  } catch {
    // The same complaint as for an empty one; the path is in the setting, and the content is in no message.
  }
  throw new ConfigError([`${setting}: the file cannot be read, or is empty.`]);
}

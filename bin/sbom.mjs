// npm run sbom -- FILE: the list of everything that is shipped, as CycloneDX, from the lock file and without a network.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { environment, npm, root } from './runtime.mjs';

const [file = 'sbom.cdx.json'] = process.argv.slice(2);
// Not --omit dev: it also leaves out what is shipped when something for development needs it too.
const listed = spawnSync(npm, ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  env: environment(),
});
if (listed.status !== 0) {
  console.error(listed.stderr);
  process.exit(1);
}
const bill = JSON.parse(listed.stdout);
const { name, version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const isForDevelopment = (one) =>
  (one.properties ?? []).some(
    (property) => property.name === 'cdx:npm:package:development' && property.value === 'true',
  );
bill.components = bill.components.filter((one) => !isForDevelopment(one));
const kept = new Set([bill.metadata.component['bom-ref'], ...bill.components.map((one) => one['bom-ref'])]);
bill.dependencies = bill.dependencies
  .filter((one) => kept.has(one.ref))
  .map((one) => ({ ...one, dependsOn: (one.dependsOn ?? []).filter((ref) => kept.has(ref)) }));
// Called after the folder otherwise.
Object.assign(bill.metadata.component, { type: 'application', name, version });
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
console.log(`${file}: ${bill.components.length} packages.`);

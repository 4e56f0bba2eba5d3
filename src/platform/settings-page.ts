import { secretSettings, settingsTable } from './config.ts';

/** `docs/operations/settings.md`, written from the settings themselves. */
export function settingsPage(): string {
  const rows = settingsTable.map(
    ({ name, fallback, meaning }) =>
      `| \`${name}\` | ${fallback === undefined || fallback === '' ? '' : `\`${fallback}\``} | ${meaning} |`,
  );
  return `# Settings

Every setting is an environment variable. What is empty counts as not set. At start every fault is told at once, and nothing starts until they are put right.

| Setting | Default | Meaning |
|---|---|---|
${rows.join('\n')}

What is secret may lie in a file of its own, readable by the user that the system runs as alone: ${secretSettings
    .map((name) => `\`${name}_FILE\``)
    .join(', ')} lead to it, in place of the setting itself.

Written from \`src/platform/config.ts\` by \`npm run schema\`.
`;
}

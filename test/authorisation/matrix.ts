import { routesOf } from '../../src/app.tsx';
import type { Action, Relation, Route, RuleRole, RuleRow, Standing } from '../../src/identity/index.ts';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { isOpen } from '../../src/platform/http/route.ts';
import { openOutgoing } from '../../src/platform/outgoing.ts';
import { sealing } from '../../src/platform/sealing.ts';

/** Somebody who asks: what they are without a collaboration, and the role they have where they have one. */
export interface Asker {
  readonly name: string;
  readonly called: string;
  readonly is: readonly RuleRole[];
  readonly role?: RuleRole;
}
const seated: readonly RuleRole[] = ['signedIn', 'seatHolder'];
export const askers = [
  { name: 'stranger', called: 'Stranger', is: [] },
  { name: 'reader', called: 'Reader', is: seated, role: 'reader' },
  { name: 'representative', called: 'Representative', is: seated, role: 'representative' },
  { name: 'deputy', called: 'Deputy of a representative', is: seated, role: 'deputy' },
  { name: 'secretariat', called: 'Secretariat', is: seated, role: 'secretariat' },
  { name: 'processLeader', called: 'Process leader', is: seated, role: 'processLeader' },
  {
    name: 'organisationAdministrator',
    called: 'Organisation administrator',
    is: [...seated, 'organisationAdministrator'],
  },
  { name: 'systemAdministrator', called: 'System administrator', is: [...seated, 'systemAdministrator'] },
  { name: 'linkHolder', called: 'Holder of a party’s link', is: ['linkHolder'] },
] as const satisfies readonly Asker[];
export type AskerName = (typeof askers)[number]['name'];

/** What is asked about, and what the asker is there. */
export interface Place {
  readonly name: string;
  readonly called: string;
  readonly about: 'nothing' | 'organisation' | 'collaboration';
  /** Whose it is: the party or organisation that the asker speaks for or administers, or another's. */
  readonly whose?: 'own' | 'another';
  /** What the asker's role counts as there; none where the asker has no role. */
  readonly standing?: Pick<Standing, 'confidentiality' | 'phase'>;
  readonly isExample?: true;
}
const standing = { confidentiality: 'parties', phase: 'operate' } as const;
export const places = [
  { name: 'nothing', called: 'May', about: 'nothing' },
  { name: 'ownOrganisation', called: 'Own organisation', about: 'organisation', whose: 'own' },
  { name: 'anotherOrganisation', called: 'Another organisation', about: 'organisation', whose: 'another' },
  { name: 'own', called: 'Own collaboration, own party’s', about: 'collaboration', whose: 'own', standing },
  { name: 'anotherParty', called: 'Own, another party’s', about: 'collaboration', whose: 'another', standing },
  {
    name: 'open',
    called: 'Own, open',
    about: 'collaboration',
    whose: 'own',
    standing: { confidentiality: 'open', phase: 'operate' },
  },
  {
    name: 'protected',
    called: 'Own, protected',
    about: 'collaboration',
    whose: 'own',
    standing: { confidentiality: 'protected', phase: 'operate' },
  },
  {
    name: 'closed',
    called: 'Own, closed',
    about: 'collaboration',
    whose: 'own',
    standing: { confidentiality: 'parties', phase: 'close' },
  },
  {
    name: 'closedAnotherParty',
    called: 'Own, closed, another party’s',
    about: 'collaboration',
    whose: 'another',
    standing: { confidentiality: 'parties', phase: 'close' },
  },
  { name: 'example', called: 'Real example', about: 'collaboration', isExample: true },
  { name: 'another', called: 'Another collaboration', about: 'collaboration' },
  { name: 'left', called: 'One that the party has left', about: 'collaboration' },
] as const satisfies readonly Place[];
export type PlaceName = (typeof places)[number]['name'];

const speaks = (role: RuleRole | undefined): boolean =>
  role !== undefined && ['representative', 'deputy', 'processLeader', 'linkHolder'].includes(role);

/** What the rows say, read by themselves: not by the code that the application reads them with. */
export const isAllowed = (rows: readonly RuleRow[], asker: Asker, place: Place): boolean =>
  rows.some((row) => row.roles.some((role) => rowAllows(row, role, asker, place)));

function rowAllows(row: RuleRow, role: RuleRole, asker: Asker, place: Place): boolean {
  const relation: Relation = row.relation;
  if (relation === 'nothing') return asker.is.includes(role);
  if (relation === 'anyOrganisation') return place.about === 'organisation' && asker.is.includes(role);
  if (relation === 'itsOrganisation') {
    return place.about === 'organisation' && place.whose === 'own' && asker.is.includes(role);
  }
  if (relation === 'actedFor') return place.whose === 'own' && asker.is.includes(role);
  // Whoever held a seat there; a link ended with the party.
  if (relation === 'leftCollaboration') {
    return place.name === 'left' && asker.role !== undefined && role === 'signedIn';
  }
  if (relation === 'realExample') return place.isExample === true && asker.is.includes(role);
  const held = asker.role ?? (asker.is.includes('linkHolder') ? 'linkHolder' : undefined);
  if (!place.standing || held !== role) return false;
  // What somebody is told to have said is not confidential to the one it was said by, so a link ends with its party alone.
  if (row.confidentiality && !row.confidentiality.includes(place.standing.confidentiality)) return false;
  if (row.phases && !row.phases.includes(place.standing.phase)) return false;
  if (relation === 'collaboration') return true;
  return (place.whose === 'own' && speaks(held)) === (relation === 'ownParty');
}

export const nameOf = (route: { readonly method: string; readonly path: string }): string =>
  `${route.method} ${route.path}`;

/** Every route as it is mounted where the demonstration runs, with all that it may have. */
export const allRoutes = (): readonly Route[] =>
  routesOf(
    {
      origin: 'http://localhost',
      demo: true,
      documents: openDocuments({ styles: '' }),
      sealing: sealing(Buffer.alloc(32)),
      outgoing: openOutgoing({ privateHosts: [], mayCallItself: false }),
      log: { info() {}, error() {} },
    },
    true,
  );

export const isAction = (access: Route['access']): access is Action => !isOpen(access) && 'rows' in access;

/** The actions in the order of the rooms, each with the routes that ask for it. */
export function actionsOf(routes: readonly Route[]): ReadonlyMap<Action, readonly Route[]> {
  const found = new Map<Action, Route[]>();
  for (const route of routes) {
    if (isOpen(route.access)) continue;
    if (!isAction(route.access)) throw new Error(`${nameOf(route)} has no rows that say who may`);
    found.set(route.access, [...(found.get(route.access) ?? []), route]);
  }
  return found;
}

/** The columns that an action's rows can tell apart. */
export function placesOf({ rows }: Pick<Action, 'rows'>): readonly Place[] {
  const relations = new Set(rows.map((row) => row.relation));
  if ([...relations].every((relation) => relation === 'nothing'))
    return places.filter((one) => one.about === 'nothing');
  if (relations.has('itsOrganisation') || relations.has('actedFor'))
    return places.filter((one) => one.about === 'organisation');
  return places.filter((one) => one.about === 'collaboration');
}

const mark = (may: boolean): string => (may ? 'yes' : 'no');

/** The matrix as a page that a security officer reads, and that the tests ask every cell of. */
export function matrixText(routes: readonly Route[]): string {
  const actions = actionsOf(routes);
  const open = routes.filter((route) => isOpen(route.access));
  const parts = [...actions].map(([action, of]) => {
    const columns = placesOf(action);
    return [
      `## ${action.name}`,
      action.sentence,
      `| | ${columns.map((place) => place.called).join(' | ')} |`,
      `| --- |${columns.map(() => ' --- |').join('')}`,
      ...askers.map(
        (asker) =>
          `| ${asker.called} | ${columns.map((place) => mark(isAllowed(action.rows, asker, place))).join(' | ')} |`,
      ),
      '',
      ...of.map((route) => `- \`${nameOf(route)}\``),
    ];
  });
  const paragraphs = (lines: readonly string[]): string =>
    lines
      .map((line, at) => {
        const next = lines[at + 1];
        const joined = next !== undefined && line !== '' && /^[|-]/.test(line) && /^[|-]/.test(next);
        return joined ? line : `${line}\n`;
      })
      .filter((line) => line !== '\n')
      .join('\n');
  return `${intro(routes.length, actions.size)}
${parts.map(paragraphs).join('\n')}
## Open to all

Nobody needs to have signed in. What a link in a letter opens, the link is the key to.

${open.map((route) => `- \`${nameOf(route)}\`: ${isOpen(route.access) ? route.access.openBecause : ''}`).join('\n')}
`;
}

const intro = (routes: number, actions: number): string => `# The authorisation matrix

Who may do what, where. Written from the rows in each room's \`policy.ts\` by \`npm run matrix\`; a test asks the whole application for every cell, and stops when this page is not what the rows say. ${routes} routes, ${actions} actions.

**How to read it.** An action is something that can be done; the addresses that ask for it are listed below its table. A row is what somebody is. A column is what is asked about: the asker's own collaboration, what there is of the party that the asker speaks for or of another, and so on. *Yes* is let in; what is typed may still be refused as wrong. *No* is answered as what does not exist, and to a stranger with the page to sign in on.

**Always.** A role holds for the organisation now acted for, and in the collaboration where the seat has it. Nobody speaks for an organisation that is not verified. A protected collaboration is read by those who are named in it. Nobody of a party that has left reads on; those who held its seats keep what was its own. A party's own material, before it is shared, is read by that party. The database says the same of every row, by itself.
`;

/** The marks of the page as it is checked in, by action, asker and place. */
export function readMatrix(text: string): ReadonlyMap<string, boolean> {
  const marks = new Map<string, boolean>();
  for (const part of text.split(/^## /m).slice(1)) {
    const action = part.slice(0, part.indexOf('\n'));
    const lines = part.split('\n').filter((line) => line.startsWith('| '));
    const cells = (line: string) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
    const [, ...heads] = cells(lines[0] ?? '');
    for (const line of lines.slice(2)) {
      const [called, ...given] = cells(line);
      const asker = askers.find((one) => one.called === called);
      given.forEach((given, at) => {
        const place = places.find((one) => one.called === heads[at]);
        if (asker && place) marks.set(`${action} ${asker.name} ${place.name}`, given === 'yes');
      });
    }
  }
  return marks;
}

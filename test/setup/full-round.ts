import type { Visitor } from './visitor.ts';

/** Whoever leads, and one party with an account of its own; the leader enters what the others say. */
export interface RoundCast {
  readonly leader: Visitor;
  readonly representative: Visitor;
  /** yyyy-mm-dd, a day that has been. */
  readonly today: string;
  /** Where the letter with a package goes. */
  readonly address: string;
}

export interface WalkedRound {
  readonly at: string;
  readonly deviation: string;
  readonly goal: string;
  readonly observation: string;
  /** The representative’s package, and the path of the link that a party without an account was sent. */
  readonly ownPackage: string;
  readonly link: string;
}

const found = (pattern: RegExp, page: string): string => {
  const [, one] = pattern.exec(page) ?? [];
  if (one === undefined) throw new Error(`nothing on the page is like ${pattern}`);
  return one;
};

/** A full round that has begun, as the process leader begins it on the pages. Answers its path. */
export async function beginRound({ leader, today }: RoundCast, collaboration: string, name: string): Promise<string> {
  const plan = Object.fromEntries(
    ['measure', 'observe', 'interpret', 'document', 'feedBack'].flatMap((moment) => [
      [`from-${moment}`, today],
      [`to-${moment}`, today],
      [`owner-${moment}`, ''],
    ]),
  );
  await leader.open(`${collaboration}/follow-up/new`);
  await leader.submit({ name, kind: 'full', from: '2013', to: '2022', deadline: today, ...plan });
  return leader.path.replace(/\?.*/, '');
}

/** Something seen, and a question put to the parties. Answers what the pages lead to. */
export async function askInRound(cast: RoundCast, at: string, question: string) {
  const { leader, representative, today } = cast;
  await leader.open(`${at}/deviations`);
  const goal = found(/<option value="([0-9a-f-]{36})"/, leader.page);
  await representative.open(`${at}/observations/new`);
  await representative.submit({
    kind: 'focusGroup',
    text: 'Unga vet inte vart de ska vända sig.',
    source: 'Åtta unga, två samtal',
    seenOn: today,
    goals: [goal],
  });
  const observation = found(/observations\/([0-9a-f-]{36})/, representative.page);
  await leader.submit({ goal, question, reason: 'Den rör oss alla.' });
  const deviation = found(/deviations\/([0-9a-f-]{36})\/removal/, leader.page);
  return { goal, observation, deviation };
}

/** The parties are asked what they read. */
export async function askParties({ leader, today }: RoundCast, at: string): Promise<void> {
  await leader.open(`${at}/deviations`);
  await leader.submit({ deadline: today }, `${at}/interpretation`);
}

/** The parties are asked, and every one has answered and stands in the joint reading; the report is written. */
export async function readInRound(cast: RoundCast, at: string, deviation: string): Promise<void> {
  const { representative } = cast;
  await askParties(cast, at);
  await representative.open(at);
  await representative.open(found(/href="([^"]+\/readings\/[0-9a-f-]{36})"/, representative.page));
  await representative.submit({ text: 'Vi faller från en högre nivå.' });
  await readForOthers(cast, at, deviation);
}

/** What those who have not signed in have said is entered, and the report is written. */
export async function readForOthers({ leader, today }: RoundCast, at: string, deviation: string): Promise<void> {
  await leader.open(at);
  const others = [...leader.page.matchAll(/href="([^"]+\/readings\/[0-9a-f-]{36})"/g)].map(([, path = '']) => path);
  for (const path of new Set(others)) {
    await leader.open(path);
    await leader.submit({ text: 'Praktiken gav många en första rad.', channel: 'email', statedOn: today });
  }
  await leader.open(`${at}/deviations/${deviation}/joint`);
  await leader.submit({
    agreed: 'Konjunkturen bar en stor del.',
    notKnown: 'Vad som hade hänt ändå.',
    measures: 'Mät.',
  });
  await leader.open(`${at}/report/edit`);
  await leader.submit({
    title: 'Arbetslösheten har fallit. Vi vet inte om det beror på oss.',
    summary: '',
    changes: '',
  });
}

/** A full round from its beginning to packages that have been sent, one of them by letter. */
export async function walkFullRound(cast: RoundCast, collaboration: string, name: string): Promise<WalkedRound> {
  const { leader, representative, today, address } = cast;
  const at = await beginRound(cast, collaboration, name);
  const asked = await askInRound(cast, at, 'Varför föll arbetslösheten?');
  await readInRound(cast, at, asked.deviation);
  await representative.open(`${at}/report`);
  await representative.submit(
    { position: 'supports', reservation: 'Måttet gäller fel ålder.' },
    `${at}/report/positions`,
  );
  await leader.open(`${at}/report/adoption`);
  await leader.submit({ adoptedBy: 'Styrgruppen', adoptedOn: today, effect: 'standpoint', basis: '' });
  await representative.open(at);
  await leader.open(`${at}/packages`);
  const addresses = [...leader.page.matchAll(/name="(address-[0-9a-f-]{36})"/g)].map(([, field = '']) => field);
  await leader.submit({ [addresses.at(-1) ?? '']: address });
  await representative.open(at);
  const ownPackage = found(/href="([^"]+\/packages\/[0-9a-f-]{36})"/, representative.page);
  await leader.open('/outbox');
  const link = found(new RegExp(`${address}[\\s\\S]*?(/packages/[A-Za-z0-9_-]{43})`), leader.page);
  return { at, ...asked, ownPackage, link };
}

import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Tx } from '../../../src/identity/index.ts';
import { proposeVersion, takePosition } from '../../../src/situation-analysis/adopting.ts';
import { addCause, contestCause } from '../../../src/situation-analysis/causes.ts';
import { keepDraft, saveSection, saveStatedBenefit, sayWriting } from '../../../src/situation-analysis/writing.ts';
import type { Things } from '../world.ts';

type Write = <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>;

/** An analysis with every kind of text in it, a version that is being answered, and drafts that are each one person’s alone. */
export async function writeSituation(
  write: Write,
  id: string,
  party: Readonly<Record<'leading' | 'first' | 'second', string>>,
  by: Readonly<Record<'leading' | 'first' | 'second', Someone>>,
  words: { readonly canary: string; readonly quietCanary: string },
): Promise<Things> {
  const problem = { section: 'problem', partyId: null } as const;
  await write(by.leading, (tx) => saveSection(tx, id, problem, 0, `Problemet, ${words.canary}`));
  await write(by.second, async (tx) => {
    // In its own words, where it was entered for it before.
    await saveStatedBenefit(tx, id, party.second, 1, `Egen nytta, ${words.canary}`, undefined);
    await keepDraft(tx, id, { section: 'affected', partyId: null }, 0, `Bara för mig, ${words.quietCanary}`);
    await sayWriting(tx, id, { section: 'affected', partyId: null }, false);
  });
  await write(by.first, async (tx) => {
    await keepDraft(tx, id, { section: 'affected', partyId: null }, 0, `Inte sparat, ${words.canary}`);
  });
  const cause = await write(by.leading, async (tx) =>
    addCause(tx, id, { text: `Orsak, ${words.canary}`, underId: null }),
  );
  for (const name of ['first', 'second'] as const) {
    await write(by[name], async (tx) =>
      contestCause(tx, id, { causeId: cause, partyId: party[name], because: words.canary }),
    );
  }
  const analysisVersion = await write(by.leading, (tx) =>
    proposeVersion(
      tx,
      id,
      {
        sections: [{ ...problem, party: null, number: 1, text: `Problemet, ${words.canary}` }],
        causes: [{ id: cause, under_id: null, text: `Orsak, ${words.canary}` }],
        objections: [],
        findings: [],
        priorWork: [],
      },
      (['leading', 'first', 'second'] as const).map((name) => ({
        id: party[name],
        organisation_id: by[name].organisation,
      })),
      '2023-12-18',
    ),
  );
  await write(by.second, (tx) =>
    takePosition(tx, id, analysisVersion, {
      partyId: party.second,
      position: 'abstains',
      reason: words.canary,
      read: 0,
    }),
  );
  return { cause, analysisVersion, section: 'problem' };
}

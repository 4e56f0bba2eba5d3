import type { Someone } from '../../../src/collaborations/testing.ts';
import { bookOn, decideYear, setLayer, setPlan, settlePlan, tellPayment } from '../../../src/financing/index.ts';
import { planFacts } from '../../../src/financing/testing.ts';
import type { Tx } from '../../../src/identity/index.ts';
import type { Things } from '../world.ts';

/** A plan with a layer, and what each party has decided, paid and booked. */
export async function fillFinancing(
  write: <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>,
  id: string,
  word: string,
  parties: readonly { readonly name: string; readonly partyId: string; readonly by: Someone }[],
): Promise<Things> {
  const [leading] = parties;
  if (!leading) throw new Error('nobody leads');
  const open = { share_numerator: null, share_denominator: null, amount: null };
  const made = await write(leading.by, async (tx) => {
    const plan = await setPlan(tx, id, {
      facts: { ...planFacts, title: `Plan, ${word}`, invoicing_note: word, surplus_rule: word, deficit_rule: word },
    });
    const layer = await setLayer(tx, id, {
      planId: plan,
      facts: {
        title: `Samordning, ${word}`,
        kind: 'money',
        total: '30000000',
        covers: 'eachYear',
        key: 'equal',
        inhabitants_year: null,
        funder: '',
        co_financing: null,
        co_financing_note: word,
      },
      shares: parties.map(({ partyId }) => ({
        ...open,
        party_id: partyId,
        inhabitants: null,
        inhabitants_source: null,
      })),
    });
    await settlePlan(tx, id, { id: plan, version: 1, decidedOn: '2023-10-02' });
    return { plan, layer };
  });
  const things: Record<string, string> = { ...made, year: '2024' };
  for (const { name, partyId, by } of parties) {
    things[`${name} payment`] = await write(by, async (tx) => {
      const reported = { planId: made.plan, partyId, organisationId: by.organisation, summary: word };
      await decideYear(tx, id, reported, {
        year: 2024,
        amount: '10000000',
        minutes: null,
        planned_amount: '10000000',
        planned_minutes: null,
        instance: `Styrelsen, ${word}`,
        paragraph: '1',
        registration_number: word,
        decided_on: '2023-10-17',
      });
      await bookOn(tx, id, reported, { account: word, cost_centre: word, invoice_reference: word });
      return tellPayment(tx, id, reported, {
        year: 2024,
        amount: '10000000',
        minutes: null,
        paid_on: '2023-11-01',
        note: word,
      });
    });
  }
  return things;
}

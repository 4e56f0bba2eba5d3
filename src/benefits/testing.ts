import { partyOf, type Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import type { Figures } from './benefit.ts';
import { sayFigures } from './estimating.ts';
import { listBenefits } from './queries.ts';
import { type BenefitFacts, nothingSaid, registerBenefit, type Saying } from './registering.ts';

interface About {
  /** The organisation that receives it, and sees to it; the writer's own unless told otherwise. */
  readonly of?: string;
  readonly entered?: boolean;
}

/** A benefit that a party receives and sees to, in the writer's name unless it is entered. */
export async function aBenefit(
  host: Host,
  by: Someone,
  collaboration: string,
  facts: Partial<BenefitFacts> = {},
  { of = by.organisation, entered = false }: About = {},
): Promise<string> {
  const party = await partyOf(host, by, collaboration, of);
  const saying: Saying = entered
    ? { organisationId: of, entered: { partyId: party, channel: 'email', statedOn: '2023-10-20' } }
    : { organisationId: by.organisation };
  return await host.database.write(by, host.now, (tx) =>
    registerBenefit(tx, collaboration, saying, {
      ...nothingSaid,
      title: 'Lägre försörjningsstöd',
      kind: 'economic',
      measure: 'Utbetalt stöd till unga',
      receiver: 'party',
      receiver_party_id: party,
      realiser_party_id: party,
      ...facts,
    }),
  );
}

/** What the writer's organisation says that a benefit is worth. */
export const someFigures = (
  host: Host,
  by: Someone,
  collaboration: string,
  benefit: string,
  figures: Figures,
  of: Partial<Saying> = {},
): Promise<string> =>
  host.database.write(by, host.now, async (tx) => {
    const found = (await tx.all(listBenefits(collaboration))).find(({ id }) => id === benefit);
    if (!found) throw new Error('the benefit is not seen by the writer');
    return await sayFigures(
      tx,
      collaboration,
      found,
      { organisationId: by.organisation, ...of },
      { ...figures, reckoning: '' },
    );
  });

import type { Reading } from '../../../collaborations/index.ts';
import { speaksFor } from '../../../identity/index.ts';
import { type Shape, ShapeIcon, toneOf } from '../../../ui/state.tsx';
import type { PartyStanding, StandingParty } from '../standing.ts';
import { decidingTexts } from '../texts.ts';

export const partyShapes: Record<PartyStanding, Shape> = {
  bound: 'done',
  comes: 'underWay',
  awaits: 'waits',
  outside: 'stoodAside',
  left: 'bar',
};

/** The line of the parties: whole up to those who are bound, dashed to those who are not. */
export function PartyLine(props: { of: Reading; parties: readonly StandingParty[] }) {
  const { of, parties } = props;
  const t = decidingTexts(of.language);
  return (
    <ol class="party-line" aria-label={t.line}>
      {parties.map(({ row, standing }, at) => {
        const isReached = parties[at + 1]?.standing === 'bound';
        const isOwn = speaksFor(of.user, of.collaboration.id, row.organisation_id);
        return (
          <li key={row.id} class={isReached ? 'reached' : 'ahead'}>
            <span class={`mark tone-${toneOf(partyShapes[standing])}`}>
              <ShapeIcon shape={partyShapes[standing]} />
            </span>
            <span class={isOwn ? 'name own' : 'name'}>
              {row.party_name}
              <span class="visually-hidden"> ({t.standings[standing]})</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

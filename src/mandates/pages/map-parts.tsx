import { type Reading, tellOfParty } from '../../collaborations/index.ts';
import { Scroll } from '../../ui/section.tsx';
import { ShapeIcon, State } from '../../ui/state.tsx';
import { mapCells } from '../mandate-map.ts';
import type { MandateMap } from '../map-of-mandates.ts';
import { mandateTexts } from '../texts.ts';
import { NeedState, needShapes, standingState } from './need-shape.tsx';

export const mandatesAt = (of: Reading): string => `/collaborations/${of.collaboration.id}/mandates`;

export function MapKey(props: { of: Reading }) {
  const t = mandateTexts(props.of.language);
  return (
    <ul class="mandate-key">
      {mapCells.map((cell) => (
        <li key={cell}>
          <ShapeIcon shape={needShapes[cell]} /> {t.needs[cell]}
        </li>
      ))}
    </ul>
  );
}

/** What each matter needs before it can be done, and of whom: the map in words, and what phones show. */
export function MatterList(props: { of: Reading; map: MandateMap }) {
  const { of, map } = props;
  const t = mandateTexts(of.language);
  return (
    <ul class="rows">
      {map.matters.map(({ matter, cells, standing }) => (
        <li key={matter.id}>
          <div>
            <div class="title">
              <a href={`${mandatesAt(of)}/matters/${matter.id}`}>{matter.title}</a>
            </div>
            <ul class="mandate-needs-list">
              {mapCells.map((which) => {
                const those = cells.filter(({ cell }) => cell === which);
                if (those.length === 0) return null;
                return (
                  <li key={which}>
                    <NeedState cell={which} texts={t} />{' '}
                    <span class="small">{of.formats.list(those.map(({ party }) => party.name))}</span>
                  </li>
                );
              })}
            </ul>
            {standing.lacksInterpretation ? <p>{t.matter.lacks}</p> : null}
          </div>
          <State {...standingState(standing, t)} />
        </li>
      ))}
    </ul>
  );
}

/** The same as the picture, cell by cell; whoever may answer finds the way from here. */
export function MapTable(props: { of: Reading; map: MandateMap }) {
  const { of, map } = props;
  const t = mandateTexts(of.language);
  return (
    <Scroll label={t.map.table}>
      <table class="mandate-table">
        <thead>
          <tr>
            <th scope="col">{t.map.matter}</th>
            {map.parties.map((party) => (
              <th scope="col" key={party.id}>
                {party.name}
                {party.organisation_id === of.user.organisation_id ? <div class="small">{t.map.you}</div> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.matters.map(({ matter, cells }) => (
            <tr key={matter.id}>
              <th scope="row">
                <a href={`${mandatesAt(of)}/matters/${matter.id}`}>{matter.title}</a>
              </th>
              {cells.map(({ party, answer, cell }) => {
                const by = map.unconfirmedBy(answer?.id);
                const cited = map.cited(answer);
                return (
                  <td key={party.id}>
                    {of.may(tellOfParty, party.organisation_id) && party.organisation_id === of.user.organisation_id ? (
                      <a href={`${mandatesAt(of)}/matters/${matter.id}/answers/${party.id}`}>
                        <NeedState cell={cell} texts={t} />
                      </a>
                    ) : (
                      <NeedState cell={cell} texts={t} />
                    )}
                    {cited ? <div class="small">{t.standing.interpretationKept}</div> : null}
                    {by ? <div class="small">{t.map.notConfirmed(by)}</div> : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

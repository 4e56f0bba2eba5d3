import { prepareCollaboration, type Reading, tellOfParty } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import type { MandateMap } from '../map-of-mandates.ts';
import type { CardRow } from '../queries.ts';
import { mandateTexts } from '../texts.ts';
import { MapDrawing } from './map-drawing.tsx';
import { MapKey, MapTable, MatterList, mandatesAt } from './map-parts.tsx';

export interface Counts {
  readonly interpretations: number;
  readonly information: number;
  readonly conditions: number;
}

/** The map first, then what each matter needs, then whose mandate it is. */
export function MandatesPage(props: { of: Reading; map: MandateMap; cards: readonly CardRow[]; counts: Counts }) {
  const { of, map, cards, counts } = props;
  const { collaboration, language, formats, user } = of;
  const t = mandateTexts(language);
  const here = mandatesAt(of);
  const isReal = collaboration.example === 'real';
  const mayPlan = of.may(prepareCollaboration);
  const isTold =
    map.matters.length + cards.length + counts.interpretations + counts.information + counts.conditions > 0;
  if (isReal && !isTold) {
    return (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{t.untold}</p>
      </>
    );
  }
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {map.matters.length === 0 ? (
        <Section heading={t.map.heading} main>
          <p class="section-lead">{t.map.empty}</p>
          {mayPlan ? (
            <p class="actions">
              <a class="button" href={`${here}/matters/new`}>
                {t.map.first}
              </a>
            </p>
          ) : null}
        </Section>
      ) : (
        <>
          <Section heading={t.map.heading} main beside={<a href={`${here}/map`}>{t.map.show}</a>}>
            <div class="mandate-picture">
              <MapKey of={of} />
              <MapDrawing of={of} map={map} size="page" />
            </div>
            <details class="mandate-as-table">
              <summary>{t.map.table}</summary>
              <MapTable of={of} map={map} />
            </details>
            <TakeAway href={`${here}/map`} text={identityTexts(language).frame.takeAway} title={t.map.title} />
            <p class="take-away no-print">
              <a href={`${here}/map/pdf`}>{t.map.pdf}</a> · <a href={`${here}/map/word`}>{t.map.word}</a>
            </p>
          </Section>
          <Section
            heading={t.standing.heading}
            beside={mayPlan ? <a href={`${here}/matters/new`}>{t.map.add}</a> : null}
          >
            <MatterList of={of} map={map} />
          </Section>
        </>
      )}
      <Section heading={t.cards.heading}>
        <ul class="rows">
          {map.parties.map((party) => {
            const card = cards.find((one) => one.party_id === party.id);
            const by = map.unconfirmedBy(card?.id);
            const isOwn = party.organisation_id === user.organisation_id;
            return (
              <li key={party.id}>
                <div>
                  <div class="title">
                    <a href={`${here}/cards/${party.id}`}>{party.name}</a>
                  </div>
                  {card?.scope ? <p>{card.scope}</p> : null}
                  {by ? <p>{t.map.notConfirmed(by)}</p> : null}
                </div>
                {card ? (
                  <span class="small">{t.cards.written(formats.date(card.written_at))}</span>
                ) : isReal ? null : isOwn && of.may(tellOfParty, party.organisation_id) ? (
                  <a href={`${here}/cards/${party.id}/edit`}>{t.cards.ours}</a>
                ) : (
                  <State shape="notAnswered" text={t.cards.notAnswered} />
                )}
              </li>
            );
          })}
        </ul>
      </Section>
      <nav class="section" aria-label={t.title}>
        <ul class="rows">
          {(
            [
              ['interpretations', t.interpretations.title, counts.interpretations],
              ['information', t.information.title, counts.information],
              ['technical-conditions', t.conditions.title, counts.conditions],
            ] as const
          ).map(([path, text, count]) => (
            <li key={path}>
              <div class="title">
                <a href={`${here}/${path}`}>{text}</a>
              </div>
              <span class="small">{count}</span>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

/** Made to be shown to a room: the picture alone, no smaller than 16 px at twelve parties on 1440. */
export function MapPage(props: { of: Reading; map: MandateMap }) {
  const { of, map } = props;
  const t = mandateTexts(of.language);
  return (
    <>
      <header class="mandate-heading">
        <h1>{t.map.title}</h1>
        <MapKey of={of} />
      </header>
      {map.matters.length === 0 ? (
        <p class="lead">{t.map.empty}</p>
      ) : (
        <>
          <div class="mandate-picture">
            <MapDrawing of={of} map={map} />
          </div>
          <div class="mandate-phone">
            <MatterList of={of} map={map} />
          </div>
          <details class="mandate-as-table">
            <summary>{t.map.table}</summary>
            <MapTable of={of} map={map} />
          </details>
          <TakeAway
            href={`${mandatesAt(of)}/map`}
            text={identityTexts(of.language).frame.takeAway}
            title={t.map.title}
          />
        </>
      )}
    </>
  );
}

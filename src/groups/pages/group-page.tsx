import type { Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Form } from '../../ui/form.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { placesOf } from '../joint-group.ts';
import { prepareGroups } from '../policy.ts';
import type { GroupRow, OutcomeRow, PlaceRow } from '../queries.ts';
import { isInformal, placesOfGroup, type ReadOrder, rhythmWords, whoseWords } from '../reading-groups.ts';
import { groupTexts } from '../texts.ts';
import { baseOf } from './groups-page.tsx';
import { OutcomeLines } from './outcomes-page.tsx';

function Facts(props: { of: Reading; order: ReadOrder; group: GroupRow }) {
  const { of, order, group } = props;
  const t = groupTexts(of.language);
  const above = order.groups.find((one) => one.id === group.under_group_id);
  const secretariat = order.parties.find((party) => party.id === group.secretariat_party_id);
  const isReal = of.collaboration.example === 'real';
  const pairs: readonly (readonly [string, string])[] = [
    [t.groupForm.kind, group.kind ? t.kinds[group.kind] : ''],
    [t.group.nature, group.nature ? t.natures[group.nature] : isReal ? '' : t.group.natureMissing],
    [t.group.basis, group.mandate_basis],
    [t.group.rhythm, rhythmWords(group, t)],
    [t.group.secretariat, secretariat?.name ?? ''],
    [group.is_assigned ? t.group.assignedBy : t.group.under, above?.name ?? ''],
    [t.group.several, group.several ? t.severals[group.several] : ''],
    [t.group.levels, of.formats.list(group.levels.map((level) => t.levels[level]))],
    [t.group.minutes, group.has_minutes === null ? '' : group.has_minutes ? t.group.minutesYes : t.group.minutesNo],
    [t.group.decides, group.may_decide === null ? '' : group.may_decide ? t.group.decidesYes : t.group.decidesNo],
    [t.group.crossProfessional, group.is_cross_professional ? t.group.yes : ''],
    [
      t.group.phases,
      group.phases.length === 0
        ? isReal
          ? ''
          : t.group.allPhases
        : of.formats.list(group.phases.map((phase) => t.phases[phase as keyof typeof t.phases])),
    ],
  ];
  return (
    <dl class="pairs">
      {pairs
        .filter(([, text]) => text !== '')
        .map(([term, text]) => (
          <>
            <dt key={term}>{term}</dt>
            <dd>{text}</dd>
          </>
        ))}
    </dl>
  );
}

function PlacesTable(props: { of: Reading; order: ReadOrder; group: GroupRow; places: readonly PlaceRow[] }) {
  const { of, order, group } = props;
  const t = groupTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const mayPrepare = of.may(prepareGroups);
  return (
    <Scroll label={t.group.placesHeading}>
      <table class="group-places">
        <thead>
          <tr>
            <th scope="col">{t.group.place}</th>
            <th scope="col">{t.group.who}</th>
            <th scope="col">{t.group.heldBy}</th>
            {mayPrepare ? <td class="no-print" /> : null}
          </tr>
        </thead>
        <tbody>
          {props.places.map((place) => {
            const { all, taken } = placesOf(place, order.counts);
            const whose = whoseWords(place, order, t);
            return (
              <tr key={place.id}>
                <th scope="row">
                  {place.title}
                  {place.role === 'member' ? null : <div class="small">{t.roles[place.role]}</div>}
                  {place.level ? <div class="small">{t.levels[place.level]}</div> : null}
                </th>
                <td>{whose || (isReal ? t.group.nobodySaid : '')}</td>
                <td>
                  {place.holder_name ? (
                    place.holder_name
                  ) : all === null ? (
                    t.group.takenUnknown
                  ) : isReal ? (
                    String(all)
                  ) : taken < all ? (
                    <State shape="missing" text={all === 1 ? t.group.emptyPlace : t.group.takenOf(taken, all)} />
                  ) : (
                    t.group.takenOf(taken, all)
                  )}
                </td>
                {mayPrepare ? (
                  <td class="no-print">
                    <a
                      href={`${baseOf(of)}/groups/${group.id}/places/${place.id}`}
                      aria-label={`${t.group.changePlace}: ${place.title}`}
                    >
                      {t.group.changePlace}
                    </a>
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

export function GroupPage(props: {
  visit: Visit;
  of: Reading;
  order: ReadOrder;
  group: GroupRow;
  outcomes: readonly OutcomeRow[];
}) {
  const { visit, of, order, group } = props;
  const t = groupTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const mayPrepare = of.may(prepareGroups);
  const here = `${baseOf(of)}/groups/${group.id}`;
  const places = placesOfGroup(order, group.id);
  const rules = order.rules.filter((rule) => rule.group_id === group.id);
  const carried = new Set(places.flatMap((place) => place.competences));
  return (
    <>
      <p class="trail">
        <a href={`${baseOf(of)}/groups`}>{t.title}</a>
      </p>
      <h1>{group.name}</h1>
      {group.is_borrowed ? <p class="lead">{t.borrowed(group.borrowed_from)}</p> : null}
      {group.mandate ? (
        <p class="section-lead preserved">{group.mandate}</p>
      ) : isReal ? null : (
        <p class="section-lead">{t.group.noMandate}</p>
      )}
      {isReal || group.mandate_basis ? null : (
        <p class="section-lead">
          <State shape={isInformal(order, group.id) ? 'missing' : 'notStarted'} text={t.withoutBasis} />{' '}
          <span class="small">{t.group.noBasis}</span>
        </p>
      )}
      <Facts of={of} order={order} group={group} />
      {mayPrepare ? (
        <p class="actions no-print">
          <a class="button slim" href={`${here}/edit`}>
            {t.group.change}
          </a>
        </p>
      ) : null}
      <Section heading={t.group.placesHeading} unruled id="places">
        {places.length === 0 ? (
          <p class="section-lead">{isReal ? t.placesUnknown : t.noPlaces}</p>
        ) : (
          <PlacesTable of={of} order={order} group={group} places={places} />
        )}
        {mayPrepare ? (
          <p class="actions no-print">
            <a class="button slim" href={`${here}/places/new`}>
              {t.group.addPlace}
            </a>
          </p>
        ) : null}
      </Section>
      {group.competences_needed.length > 0 ? (
        <Section heading={t.group.competences}>
          <p class="small section-lead">{t.group.competencesLead}</p>
          <ul class="rows">
            {group.competences_needed.map((competence) => (
              <li key={competence}>
                <span>{competence}</span>
                {carried.has(competence) ? (
                  <span class="small">
                    {of.formats.list(
                      places.filter((place) => place.competences.includes(competence)).map((place) => place.title),
                    )}
                  </span>
                ) : (
                  <State shape="missing" text={t.group.competenceMissing} />
                )}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {isReal ? null : (
        <>
          <Section heading={t.group.rules}>
            {rules.length === 0 ? (
              <p class="section-lead">{t.group.noRules}</p>
            ) : (
              <ul class="rows">
                {rules.map((rule) => (
                  <li key={rule.id}>
                    <span>{rule.subject}</span>
                    <span class="small">{t.rules.effects[rule.effect]}</span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section heading={t.group.matters}>
            {props.outcomes.length === 0 ? (
              <p class="section-lead">{t.group.noMatters}</p>
            ) : (
              <OutcomeLines of={of} outcomes={props.outcomes} />
            )}
            {mayPrepare ? (
              <p class="actions no-print">
                <a class="button slim" href={`${baseOf(of)}/outcomes/new?group=${group.id}`}>
                  {t.outcomes.open}
                </a>
              </p>
            ) : null}
          </Section>
        </>
      )}
      {mayPrepare ? (
        <Section heading={t.group.withdraw}>
          <p class="small section-lead">{t.group.withdrawLead}</p>
          <Form token={visit.formToken()} action={`${here}/withdrawal`} inline>
            <button class="link-button" type="submit">
              {t.group.withdraw}
            </button>
          </Form>
        </Section>
      ) : null}
    </>
  );
}

import { type PartyRow, prepareCollaboration, type Reading } from '../../collaborations/index.ts';
import { dayOf, identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Hidden, TextField } from '../../ui/form.tsx';
import { TakeAway } from '../../ui/picture.tsx';
import { Notice, Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { matters, mattersOf, stances, stateOf } from '../actor.ts';
import { placeActors } from '../policy.ts';
import type { ActorRow, AnalysisRow, AskedRow } from '../queries.ts';
import type { AnalysisRead } from '../reading-analysis.ts';
import { actorTexts } from '../texts.ts';
import { ActorMap } from './actor-map.tsx';
import { Compared } from './compared.tsx';

export const actorsAt = (collaborationId: string): string => `/collaborations/${collaborationId}/actors`;

export interface ActorsParts {
  readonly visit: Visit;
  readonly of: Reading;
  readonly read: AnalysisRead | undefined;
  readonly earlier: AnalysisRead | undefined;
  readonly analyses: readonly AnalysisRow[];
  readonly parties: readonly PartyRow[];
  readonly asked: readonly AskedRow[];
  readonly state: FormState;
  /** The open questions of the traps, for the link to them. */
  readonly trapsAnswered: number;
}

const shapes = { yes: 'done', no: 'opposed', notKnown: 'notAnswered' } as const;

function ActorTable(props: { of: Reading; read: AnalysisRead }) {
  const { of, read } = props;
  const t = actorTexts(of.language);
  const here = actorsAt(of.collaboration.id);
  const placed = new Map(read.placed.map((one) => [one.actor.id, one.mark]));
  const say = (value: number) => of.formats.number(value, Number.isInteger(value) ? 0 : 1);
  return (
    <Scroll label={t.title}>
      <table class="actor-table">
        <caption class="visually-hidden">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.table.actor}</th>
            {stances.map((stance) => (
              <th scope="col" key={stance}>
                {t.stance[stance]}
              </th>
            ))}
            <th scope="col" class="number">
              {t.table.influence}
            </th>
            <th scope="col" class="number">
              {t.table.affected}
            </th>
          </tr>
        </thead>
        <tbody>
          {read.actors.map((actor) => {
            const mark = placed.get(actor.id);
            return (
              <tr key={actor.id}>
                <th scope="row">
                  <a href={`${here}/${actor.id}`}>{actor.name}</a>
                  <span class="small">
                    {actor.kind === 'citizens'
                      ? `${t.table.wayIn}: ${actor.way_in}`
                      : t.party[actor.party_status ?? 'none']}
                  </span>
                </th>
                {stances.map((stance) => (
                  <td key={stance}>
                    <State shape={shapes[actor[stance]]} text={t.known[actor[stance]]} />
                  </td>
                ))}
                <td class="number">{mark ? say(mark.influence) : '–'}</td>
                <td class="number">{mark ? say(mark.affected) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Matters(props: { of: Reading; actors: readonly ActorRow[] }) {
  const { of, actors } = props;
  const t = actorTexts(of.language).matters;
  const here = actorsAt(of.collaboration.id);
  const found = mattersOf(actors.filter((actor) => !actor.withdrawn_at));
  return (
    <div class="actor-matters">
      {matters.map((matter) => (
        <Section heading={t[matter].heading} key={matter} id={matter}>
          {found[matter].length === 0 ? <p class="small">{t.none}</p> : null}
          {found[matter].length > 0 ? (
            <>
              <ul class="rows">
                {found[matter].map((actor) => (
                  <li key={actor.id}>
                    <div>
                      <a href={`${here}/${actor.id}`}>{actor.name}</a>
                      <span class="small actor-line">
                        {(matter === 'oughtCannot' ? actor.can_why : actor.wants_why) || actor.ought_why}
                      </span>
                    </div>
                  </li>
                ))}
              </ul>
              <p>{t[matter].what}</p>
              <p class="source">{t[matter].source}</p>
            </>
          ) : null}
        </Section>
      ))}
    </div>
  );
}

function NextStep(props: ActorsParts & { read: AnalysisRead }) {
  const { visit, of, read, parties, asked, state } = props;
  const t = actorTexts(of.language);
  const here = actorsAt(of.collaboration.id);
  const { analysis } = read;
  const at = `${here}/analyses/${analysis.id}`;
  const standing = stateOf(analysis, of.now);
  const mayPrepare = of.may(prepareCollaboration);
  const rows = asked.filter((row) => row.analysis_id === analysis.id);
  const own = parties.find((party) => party.organisation_id === of.user.organisation_id);
  const ownRow = rows.find((row) => row.party_id === own?.id);
  const late = rows.filter((row) => !row.is_given).length;
  if (standing === 'describing') {
    if (!mayPrepare || read.actors.length === 0) return null;
    return (
      <Section heading={t.open.heading}>
        <p class="section-lead">{t.open.lead}</p>
        <Form token={visit.formToken()} action={`${at}/placing`}>
          <Hidden name="version" value={analysis.version} />
          <TextField name="deadline" type="date" short label={t.open.until} state={state} />
          <Actions submit={t.open.submit} />
        </Form>
      </Section>
    );
  }
  if (standing === 'placing' || (standing === 'shared' && late > 0)) {
    const isOpen = standing === 'placing';
    return (
      <Section heading={t.placing.title}>
        {isOpen ? <p class="section-lead">{t.placing.until(of.formats.date(analysis.deadline_on ?? ''))}</p> : null}
        <p>
          <State shape="waits" text={t.placing.waits(late)} />
        </p>
        {own && ownRow && (isOpen || !ownRow.is_given) && of.may(placeActors, own.organisation_id) ? (
          <p>
            <a class="button" href={`${at}/placings/${own.id}`}>
              {t.placing.own}
            </a>
          </p>
        ) : null}
        {mayPrepare ? (
          <details>
            <summary>{t.placing.who}</summary>
            <ul class="rows">
              {rows.map((row) => {
                const party = parties.find((one) => one.id === row.party_id);
                if (!party) return null;
                return (
                  <li key={row.party_id}>
                    <div>{party.name}</div>
                    <State
                      shape={row.is_given ? 'done' : 'notAnswered'}
                      text={row.is_given ? t.placing.given : t.placing.notGiven}
                    />
                    {party.id !== own?.id && (isOpen || !row.is_given) ? (
                      <a href={`${at}/placings/${party.id}`}>{t.placing.forParty(party.name)}</a>
                    ) : null}
                  </li>
                );
              })}
            </ul>
          </details>
        ) : null}
        {isOpen ? null : <SpreadLinks {...props} at={at} />}
      </Section>
    );
  }
  if (standing === 'shared') return <SpreadLinks {...props} at={at} />;
  return null;
}

function SpreadLinks(props: ActorsParts & { at: string }) {
  const { of, at } = props;
  const t = actorTexts(of.language);
  return (
    <p class="actions">
      <a class="button second" href={`${at}/spread`}>
        {t.spread.link}
      </a>
      {of.may(prepareCollaboration) ? <a href={`${at}/joint`}>{t.joint.title}</a> : null}
    </p>
  );
}

function Adoption(props: ActorsParts & { read: AnalysisRead }) {
  const { visit, of, read, state } = props;
  const { analysis } = read;
  const t = actorTexts(of.language);
  const here = actorsAt(of.collaboration.id);
  if (!of.may(prepareCollaboration)) return null;
  if (analysis.adopted_on) {
    return (
      <Section heading={t.anew(t.phases[of.collaboration.phase])}>
        <p class="section-lead">{t.anewLead}</p>
        <Form token={visit.formToken()} action={`${here}/analyses`}>
          <Actions submit={t.anew(t.phases[of.collaboration.phase])} />
        </Form>
      </Section>
    );
  }
  if (stateOf(analysis, of.now) !== 'shared') return null;
  return (
    <Section heading={t.adopt.heading}>
      <p class="section-lead">{t.adopt.lead}</p>
      <Form token={visit.formToken()} action={`${here}/analyses/${analysis.id}/adoption`}>
        <Hidden name="version" value={analysis.version} />
        <TextField name="adoptedBy" label={t.adopt.by} state={state} />
        <TextField name="adoptedOn" type="date" short label={t.adopt.on} value={dayOf(of.now)} state={state} />
        <Actions submit={t.adopt.submit} />
      </Form>
    </Section>
  );
}

/** Those that a source names and does not place: nothing to draw, and nobody to say what is to be done with. */
function NamedActors(props: { of: Reading; read: AnalysisRead }) {
  const { of, read } = props;
  const t = actorTexts(of.language);
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(read.actors.length)}</p>
      <ul class="rows">
        {read.actors.map((actor) => (
          <li key={actor.id}>
            <div>
              <div class="title">{actor.name}</div>
              <p>
                {t.kinds[actor.kind]}. {t.party[actor.party_status ?? 'none']}.
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p class="small">{t.untold}</p>
    </>
  );
}

/** The list, the map and what is to be done with whom: what one looks at before inviting. */
export function ActorsPage(props: ActorsParts) {
  const { of, read, earlier, analyses, state } = props;
  const t = actorTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const here = actorsAt(of.collaboration.id);
  const mayPrepare = of.may(prepareCollaboration);
  const traps = (
    <p>
      <a href={`${here}/traps`}>{t.traps.title}</a> <span class="small">{t.traps.standing(props.trapsAnswered)}</span>
    </p>
  );
  if (!read || (read.actors.length === 0 && analyses.length < 2)) {
    const isReal = of.collaboration.example === 'real';
    return (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{isReal ? t.emptyReal : t.empty}</p>
        {isReal ? null : <p class="small">{t.example}</p>}
        {mayPrepare ? (
          <p class="actions">
            <a class="button" href={`${here}/new`}>
              {t.first}
            </a>
          </p>
        ) : null}
        {isReal ? null : traps}
      </>
    );
  }
  if (of.collaboration.example === 'real' && read.says === 'none') return <NamedActors of={of} read={read} />;
  const { analysis } = read;
  const isLatest = analysis.id === analyses[0]?.id;
  const nameOf = (one: AnalysisRow) => t.analysis(one.number, t.phases[one.phase], of.formats.date(one.created_at));
  const query = isLatest ? '' : `?analysis=${analysis.id}`;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(read.actors.length)}</p>
      <p class="small">
        {nameOf(analysis)}.{' '}
        {analysis.adopted_on
          ? t.adoptedBy(analysis.adopted_by, of.formats.date(analysis.adopted_on))
          : t.state[stateOf(analysis, of.now)]}
        . {t.map.considered}
      </p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <div class="actor-first">
        <figure class="actor-map-frame section" aria-label={t.map.title}>
          <Scroll label={t.map.title}>
            <ActorMap language={of.language} actors={read.placed} />
          </Scroll>
          <p class="source">{t.map[read.says]}</p>
          {read.unplaced.length > 0 ? (
            <p class="small">
              {t.map.unplaced}: {of.formats.list(read.unplaced.map(({ name }) => name))}
            </p>
          ) : null}
          <TakeAway href={`${here}/map`} query={query} text={frame.takeAway} title={t.map.title} />
        </figure>
        <Section heading={t.map.list} unruled main>
          <ActorTable of={of} read={read} />
          {mayPrepare && isLatest && !analysis.adopted_on && stateOf(analysis, of.now) !== 'placing' ? (
            <p class="actions">
              <a class="button second" href={`${here}/new`}>
                {t.add}
              </a>
            </p>
          ) : null}
        </Section>
      </div>
      {isLatest ? <NextStep {...props} read={read} /> : null}
      <Matters of={of} actors={read.actors} />
      {earlier ? <Compared of={of} now={read} before={earlier} /> : null}
      {isLatest ? <Adoption {...props} read={read} /> : null}
      {analyses.length > 1 ? (
        <Section heading={t.earlier}>
          <ul class="rows">
            {analyses.map((one) => (
              <li key={one.id}>
                <a
                  href={one.id === analyses[0]?.id ? here : `${here}?analysis=${one.id}`}
                  aria-current={one.id === analysis.id ? 'true' : undefined}
                >
                  {nameOf(one)}
                </a>
                {one.adopted_on ? <span class="small">{t.state.adopted}</span> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section heading={t.traps.title}>{traps}</Section>
      {isLatest ? null : <Notice>{nameOf(analysis)}</Notice>}
    </>
  );
}

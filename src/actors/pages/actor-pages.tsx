import {
  leadCollaboration,
  type OrganisationChoice,
  prepareCollaboration,
  type Reading,
} from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { actorKinds, isAsked, knowns, markOf, stances } from '../actor.ts';
import type { ActorRow, AnalysisRow } from '../queries.ts';
import { actorTexts } from '../texts.ts';
import { actorsAt } from './actors-page.tsx';

const shapes = { yes: 'done', no: 'opposed', notKnown: 'notAnswered' } as const;
const whys = { ought: 'ought_why', wants: 'wants_why', can: 'can_why' } as const;

function Trail(props: { of: Reading }) {
  return (
    <p class="trail">
      <a href={actorsAt(props.of.collaboration.id)}>{actorTexts(props.of.language).form.back}</a>
    </p>
  );
}

/** One button, and beside it room to say whom a letter goes to. */
function Invitation(props: { visit: Visit; of: Reading; actor: ActorRow; state: FormState }) {
  const { visit, of, actor, state } = props;
  const t = actorTexts(of.language).invite;
  return (
    <Section heading={t.heading} id="invitation">
      <p class="section-lead">{t.lead}</p>
      <Form token={visit.formToken()} action={`${actorsAt(of.collaboration.id)}/${actor.id}/invitation`}>
        {of.may(leadCollaboration) ? (
          <details open={state.errors.length > 0}>
            <summary>{t.contact}</summary>
            <TextField name="contactName" label={t.name} state={state} />
            <TextField name="contactEmail" type="email" label={t.email} state={state} />
            <TextField name="contactTitle" label={t.seat} hint={t.seatHint} state={state} />
          </details>
        ) : null}
        <Actions submit={t.submit} />
      </Form>
    </Section>
  );
}

export function ActorPage(props: {
  visit: Visit;
  of: Reading;
  actor: ActorRow;
  analysis: AnalysisRow;
  isOpen: boolean;
  state: FormState;
}) {
  const { visit, of, actor, analysis, isOpen, state } = props;
  const t = actorTexts(of.language);
  const here = actorsAt(of.collaboration.id);
  const mayPrepare = of.may(prepareCollaboration);
  const mark = markOf(actor);
  const isUntold =
    of.collaboration.example === 'real' &&
    stances.every((stance) => actor[stance] === 'notKnown' && !actor[whys[stance]]);
  const lines = [
    [t.table.wayIn, actor.way_in],
    [t.form.howAffected, actor.how_affected],
    [t.form.prehistory, actor.prehistory],
    [t.form.power, actor.power],
    [t.form.resources, actor.resources],
    [t.form.knowledge, actor.knowledge],
  ] as const;
  return (
    <>
      <Trail of={of} />
      <h1>{actor.name}</h1>
      <p class="lead">
        {t.kinds[actor.kind]}.{' '}
        {actor.party_id ? (
          <a href={`/collaborations/${of.collaboration.id}/parties/${actor.party_id}`}>
            {t.party[actor.party_status ?? 'none']}
          </a>
        ) : (
          t.party.none
        )}
        {mark ? `. ${t.map.place(String(mark.influence), String(mark.affected))}` : ''}.
      </p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {isUntold ? <p class="small">{t.untoldOne}</p> : null}
      <dl class="pairs ruled section-lead">
        {(isUntold ? [] : stances).map((stance) => (
          <>
            <dt key={stance}>{t.stance[stance]}</dt>
            <dd>
              <State shape={shapes[actor[stance]]} text={t.known[actor[stance]]} />
              {actor[whys[stance]] ? <span class="actor-line">{actor[whys[stance]]}</span> : null}
            </dd>
          </>
        ))}
        {lines.map(([name, text]) =>
          text === '' ? null : (
            <>
              <dt key={name}>{name}</dt>
              <dd>{text}</dd>
            </>
          ),
        )}
      </dl>
      {of.collaboration.example === 'real' ? null : (
        <p class="small section-lead">
          {t.analysis(analysis.number, t.phases[analysis.phase], of.formats.date(actor.written_at))}
        </p>
      )}
      {mayPrepare && isOpen ? (
        <p class="actions">
          <a class="button" href={`${here}/${actor.id}/edit`}>
            {t.change}
          </a>
        </p>
      ) : null}
      {mayPrepare && actor.kind === 'organisation' && !isAsked(actor) && !actor.withdrawn_at ? (
        <Invitation visit={visit} of={of} actor={actor} state={state} />
      ) : null}
      {mayPrepare && isOpen ? (
        <Form token={visit.formToken()} action={`${here}/${actor.id}/withdrawal`} inline>
          <button class="link-button" type="submit">
            {t.withdraw}
          </button>
        </Form>
      ) : null}
    </>
  );
}

export function EditActorPage(props: {
  visit: Visit;
  of: Reading;
  actor: ActorRow | undefined;
  choices: readonly OrganisationChoice[];
  state: FormState;
}) {
  const { visit, of, actor, state } = props;
  const t = actorTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const here = actorsAt(of.collaboration.id);
  return (
    <>
      <Trail of={of} />
      <h1>{actor ? t.change : t.add}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {actor ? (
          <>
            <Version value={actor.version} state={state} />
            <Version of="assessment" value={actor.assessment_version} state={state} />
          </>
        ) : null}
        <TextField
          name="name"
          label={t.form.name}
          hint={t.form.nameHint}
          value={actor?.name}
          suggestions="organisations"
          state={state}
        />
        <datalist id="organisations">
          {props.choices.map((choice) => (
            <option key={choice.id} value={choice.name} />
          ))}
        </datalist>
        <Choices
          name="kind"
          label={t.form.kind}
          value={actor?.kind ?? 'organisation'}
          options={actorKinds.map((kind) => ({ value: kind, text: t.kinds[kind] }))}
          state={state}
        />
        <TextField name="wayIn" label={t.form.wayIn} hint={t.form.wayInHint} value={actor?.way_in} state={state} />
        <TextArea name="howAffected" label={t.form.howAffected} rows={2} value={actor?.how_affected} state={state} />
        {stances.map((stance) => (
          <div class="actor-stance" key={stance}>
            <Choices
              name={stance}
              label={t.stance[stance]}
              value={actor?.[stance] ?? 'notKnown'}
              options={knowns.map((known) => ({ value: known, text: t.known[known] }))}
              state={state}
            />
            <TextField name={`${stance}Why`} label={t.form.why[stance]} value={actor?.[whys[stance]]} state={state} />
          </div>
        ))}
        <TextArea
          name="prehistory"
          label={t.form.prehistory}
          hint={t.form.prehistoryHint}
          rows={3}
          value={actor?.prehistory}
          state={state}
        />
        <fieldset class="field actor-asymmetries">
          <legend>{t.form.unequal}</legend>
          <TextField name="power" label={t.form.power} value={actor?.power} state={state} />
          <TextField name="resources" label={t.form.resources} value={actor?.resources} state={state} />
          <TextField name="knowledge" label={t.form.knowledge} value={actor?.knowledge} state={state} />
        </fieldset>
        <Actions submit={t.save} cancel={{ href: actor ? `${here}/${actor.id}` : here, text: frame.cancel }} />
      </Form>
    </>
  );
}

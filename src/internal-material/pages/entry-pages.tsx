import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { LegalGroundFields, MarkingNote, type MarkingRow } from '../../secrecy/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextArea,
  TextField,
  untouched,
  Version,
} from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { EntryChoices } from '../forms.ts';
import { type EntryKind, stances } from '../internal-entry.ts';
import type { EntryRow, EntryVersionRow, HappenedRow, SharedRow } from '../queries.ts';
import { internalTexts } from '../texts.ts';
import { EntryWords, ownAt, RecordStateMark } from './entry-parts.tsx';
import { SharedRows } from './own-page.tsx';

function Trail(props: { of: Reading; entry?: EntryRow | undefined }) {
  const { of, entry } = props;
  const here = ownAt(of.collaboration.id);
  return (
    <p class="trail">
      {entry ? (
        <a href={`${here}/${entry.id}`}>{entry.title}</a>
      ) : (
        <a href={here}>{internalTexts(of.language).title}</a>
      )}
    </p>
  );
}

export function EntryPage(props: {
  visit: Visit;
  of: Reading;
  entry: EntryRow;
  versions: readonly EntryVersionRow[];
  happened: readonly HappenedRow[];
  shared: readonly SharedRow[];
  markings: readonly MarkingRow[];
}) {
  const { visit, of, entry, versions } = props;
  const { formats } = of;
  const t = internalTexts(of.language);
  const here = `${ownAt(of.collaboration.id)}/${entry.id}`;
  return (
    <>
      <Trail of={of} />
      <h1>{entry.title}</h1>
      <p class="lead">
        {t.kind[entry.kind]}. {t.entry.onlyUs(of.user.organisation_name ?? '')}
      </p>
      <p>
        <RecordStateMark of={of} entry={entry} />{' '}
        <span class="small">
          {t.written(entry.writer ?? '', formats.date(entry.written_at))}
          {entry.drawn_up_at ? `. ${t.entry.drawnUpOn(formats.date(entry.drawn_up_at))}` : ''}
        </span>
      </p>
      <EntryWords of={of} entry={entry} />
      <MarkingNote of={of} subjectType="internalEntry" subjectId={entry.id} markings={props.markings} mayMark />
      <div class="actions">
        <a class="button" href={`${here}/edit`}>
          {t.change}
        </a>
        <a href={`${here}/sharing`}>{t.entry.share}</a>
      </div>
      {props.shared.length > 0 ? (
        <Section heading={t.shared.ours}>
          <SharedRows of={of} shared={props.shared} />
        </Section>
      ) : null}
      {entry.drawn_up_at ? null : (
        <Section heading={t.entry.drawUp}>
          <p class="section-lead">{t.entry.drawUpLead}</p>
          <Form token={visit.formToken()} action={`${here}/drawing-up`}>
            <Hidden name="version" value={entry.version} />
            <button class="button second" type="submit">
              {t.entry.drawUp}
            </button>
          </Form>
        </Section>
      )}
      {versions.length > 1 ? (
        <Section heading={t.entry.versions}>
          {versions.map((version) => (
            <details key={version.version} class="entry-version">
              <summary>
                {t.entry.version(version.version)}{' '}
                <span class="small">{t.written(version.writer ?? '', formats.date(version.written_at))}</span>
              </summary>
              <p>
                <strong>{version.title}</strong>
              </p>
              {version.stance ? <p>{t.stances[version.stance]}</p> : null}
              {version.contact ? <p>{t.contact(version.contact)}</p> : null}
              <p>{version.text}</p>
            </details>
          ))}
        </Section>
      ) : null}
      <Section heading={t.entry.happened}>
        <p class="section-lead">{t.entry.happenedLead}</p>
        <ol class="rows">
          {props.happened.map((one) => (
            <li key={one.id}>
              <div>
                <strong>{one.writer ?? of.user.organisation_name}</strong>{' '}
                {t.verbs[one.verb as keyof typeof t.verbs] ?? one.verb}
              </div>
              <span class="small">
                {formats.date(one.at)} {formats.time(one.at)}
              </span>
            </li>
          ))}
        </ol>
      </Section>
      <div class="actions">
        <Form token={visit.formToken()} action={`${here}/withdrawal`} inline>
          <button class="link-button" type="submit">
            {t.entry.withdraw}
          </button>
        </Form>
      </div>
    </>
  );
}

export function EditEntryPage(props: {
  visit: Visit;
  of: Reading;
  kind: EntryKind;
  entry: EntryRow | undefined;
  choices: EntryChoices;
  state: FormState;
}) {
  const { visit, of, kind, entry, choices, state } = props;
  const t = internalTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const here = ownAt(of.collaboration.id);
  const tie = entry?.goal_id ? `goal ${entry.goal_id}` : entry?.deviation_id ? `deviation ${entry.deviation_id}` : '';
  return (
    <>
      <Trail of={of} entry={entry} />
      <h1>{entry ? t.change : t.add[kind]}</h1>
      <p class="lead">{t.entry.onlyUs(of.user.organisation_name ?? '')}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {entry ? <Version value={entry.version} state={state} /> : null}
        {kind === 'ownHouse' ? (
          <>
            {choices.units.length > 0 ? (
              <Select
                name="unit"
                label={t.form.unit}
                hint={t.form.unitHint}
                value={entry?.unit_id}
                options={[
                  { value: '', text: t.form.unitNone },
                  ...choices.units.map((unit) => ({ value: unit.id, text: unit.name })),
                ]}
                state={state}
              />
            ) : null}
            <TextField
              name="otherUnit"
              label={choices.units.length > 0 ? t.form.otherUnit : t.form.unit}
              value={entry?.unit_id ? '' : entry?.title}
              state={state}
            />
            <Choices
              name="stance"
              label={t.form.stance}
              value={entry?.stance}
              options={stances.map((stance) => ({ value: stance, text: t.stances[stance] }))}
              state={state}
            />
            <TextField name="contact" label={t.form.contact} value={entry?.contact} state={state} />
          </>
        ) : (
          <TextField name="title" label={t.form.title} value={entry?.title} state={state} />
        )}
        <TextArea
          name="text"
          label={kind === 'ownHouse' ? t.form.note : t.form.text}
          rows={kind === 'ownHouse' ? 3 : 10}
          value={entry?.text}
          state={state}
        />
        <Select
          name="tie"
          label={t.form.tie}
          value={tie}
          options={[
            { value: '', text: t.form.tieNone },
            ...choices.goals.map((goal) => ({ value: `goal ${goal.id}`, text: t.form.tieGoal(goal.text) })),
            ...choices.questions.map((one) => ({
              value: `deviation ${one.id}`,
              text: t.form.tieDeviation(one.question),
            })),
          ]}
          state={state}
        />
        <Actions submit={t.form.save} cancel={{ href: entry ? `${here}/${entry.id}` : here, text: frame.cancel }} />
      </Form>
    </>
  );
}

export interface ShareProps {
  readonly visit: Visit;
  readonly of: Reading;
  readonly entry: EntryRow;
  readonly marking: MarkingRow | undefined;
  /** Whom it can be shared with, and the other parties, who do not read here. */
  readonly possible: readonly PartyRow[];
  readonly unreached: readonly PartyRow[];
  readonly state: FormState;
}

/** First to whom; what they will see comes next, and nothing is shared before that has been looked at. */
export function ChooseReceiversPage(props: ShareProps & { isAsked: boolean }) {
  const { of, entry, possible, unreached } = props;
  const t = internalTexts(of.language).share;
  const frame = identityTexts(of.language).frame;
  const here = `${ownAt(of.collaboration.id)}/${entry.id}`;
  const state: FormState = props.isAsked
    ? { typed: {}, errors: [{ field: 'parties', message: t.receiverMissing }] }
    : untouched;
  return (
    <>
      <Trail of={of} entry={entry} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      {possible.length === 0 ? <p>{t.noReceivers}</p> : null}
      {possible.length > 0 ? (
        <form method="get" action={`${here}/sharing`} class="form">
          <Choices
            name="to"
            label={t.to}
            value="some"
            options={[
              { value: 'all', text: t.all, hint: of.formats.list(possible.map((party) => party.name)) },
              { value: 'some', text: t.some },
            ]}
            state={untouched}
          />
          <Choices
            name="parties"
            many
            label={t.parties}
            values={[]}
            options={possible.map((party) => ({ value: party.organisation_id, text: party.name }))}
            state={state}
          />
          <Actions submit={t.preview} cancel={{ href: here, text: frame.cancel }} />
        </form>
      ) : null}
      {unreached.length > 0 ? (
        <p class="small">{t.withoutSeat(of.formats.list(unreached.map((party) => party.name)))}</p>
      ) : null}
    </>
  );
}

export function PreviewSharePage(props: ShareProps & { receivers: readonly PartyRow[] }) {
  const { visit, of, entry, receivers, marking, state } = props;
  const t = internalTexts(of.language);
  const frame = identityTexts(of.language).frame;
  const here = `${ownAt(of.collaboration.id)}/${entry.id}`;
  const needsGround =
    marking !== undefined && receivers.some((party) => !marking.cleared_for.includes(party.organisation_id));
  return (
    <>
      <Trail of={of} entry={entry} />
      <h1>{t.share.title}</h1>
      <p class="lead">{t.share.receivers(of.formats.list(receivers.map((party) => party.name)))}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Section heading={t.share.previewHeading} main>
        <h3>{entry.title}</h3>
        <p class="small">
          {t.kind[entry.kind]} ·{' '}
          {t.shared.by(of.user.organisation_name ?? '', of.user.person_name, of.formats.date(of.now))}
        </p>
        <EntryWords of={of} entry={entry} />
        <MarkingNote
          of={of}
          subjectType="internalEntry"
          subjectId={entry.id}
          markings={marking ? [marking] : []}
          mayMark={false}
          isWordsOnly
        />
      </Section>
      <div class="notice waits">
        <p>{t.share.warning}</p>
        <p>{t.share.cannotUndo}</p>
      </div>
      <Form token={visit.formToken()} action={`${here}/sharing`}>
        <Hidden name="version" value={entry.version} />
        {receivers.map((party) => (
          <Hidden key={party.id} name="receiver" value={party.organisation_id} />
        ))}
        {needsGround ? (
          <>
            <p class="field">{t.share.secret}</p>
            <LegalGroundFields of={of} state={state} />
          </>
        ) : null}
        <Actions submit={t.share.confirm} cancel={{ href: `${here}/sharing`, text: t.share.back }} />
      </Form>
    </>
  );
}

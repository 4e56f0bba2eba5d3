import type { Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { type MarkingRow, sayMarking } from '../../secrecy/index.ts';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { type EntryKind, entryKinds } from '../internal-entry.ts';
import type { EntryRow, RegistrationRow, SharedRow } from '../queries.ts';
import { internalTexts } from '../texts.ts';
import { ownAt, RecordStateMark, RegistrationMark, StanceMark, sharedAt, tiedTo } from './entry-parts.tsx';

interface OwnProps {
  readonly of: Reading;
  readonly entries: readonly EntryRow[];
  readonly markings: readonly MarkingRow[];
  readonly shared: readonly SharedRow[];
  readonly tasks: readonly RegistrationRow[];
}

function Entries(props: OwnProps & { kind: EntryKind }) {
  const { of, kind } = props;
  const { language, formats } = of;
  const t = internalTexts(language);
  const here = ownAt(of.collaboration.id);
  const own = props.entries.filter((entry) => entry.kind === kind);
  return (
    <Section heading={t.kinds[kind]} id={kind} beside={<a href={`${here}/new?kind=${kind}`}>{t.add[kind]}</a>}>
      {own.length === 0 ? <p class="section-lead">{t.empty[kind]}</p> : null}
      <ul class="rows">
        {own.map((entry) => {
          const marking = props.markings.find((one) => one.subject_id === entry.id);
          return (
            <li key={entry.id}>
              <div>
                <div>
                  <a href={`${here}/${entry.id}`}>{entry.title}</a>
                </div>
                <p>
                  {[
                    entry.contact ? t.contact(entry.contact) : '',
                    tiedTo(entry) ? t.about(tiedTo(entry)) : '',
                    t.written(entry.writer ?? '', formats.date(entry.written_at)),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                {marking ? <p class="small">{sayMarking(marking, language, formats)}</p> : null}
              </div>
              {entry.stance ? <StanceMark of={of} stance={entry.stance} /> : <RecordStateMark of={of} entry={entry} />}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** What has come in to be registered, what waits first. */
function Registrations(props: { of: Reading; tasks: readonly RegistrationRow[] }) {
  const { of, tasks } = props;
  const t = internalTexts(of.language).register;
  if (tasks.length === 0) return null;
  const inOrder = tasks.toSorted((a, b) => Number(a.answered_at !== null) - Number(b.answered_at !== null));
  return (
    <Section heading={t.heading} id="registration">
      <ul class="rows">
        {inOrder.map((task) => (
          <li key={task.id}>
            <div>
              <div>
                <a href={`/collaborations/${of.collaboration.id}/registrations/${task.id}`}>
                  {task.title ?? t.notShown}
                </a>
              </div>
              <p>
                {t.from(task.from_name, of.formats.date(task.created_at))}
                {task.registration_number ? ` · ${t.numberLine(task.registration_number)}` : ''}
              </p>
            </div>
            <RegistrationMark of={of} task={task} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Copies that have been handed on, with whose they are and who has them. */
export function SharedRows(props: { of: Reading; shared: readonly SharedRow[] }) {
  const { of } = props;
  const t = internalTexts(of.language);
  return (
    <ul class="rows">
      {props.shared.map((one) => (
        <li key={one.id}>
          <div>
            <div>
              <a href={`${sharedAt(of.collaboration.id)}/${one.id}`}>{one.title}</a>
            </div>
            <p>
              {t.kind[one.kind]} ·{' '}
              {t.shared.by(one.organisation_name, one.sharer ?? '', of.formats.date(one.created_at))}
            </p>
            <p class="small">{one.is_for_all ? t.shared.withAll : t.shared.withSome(of.formats.list(one.receivers))}</p>
          </div>
          {one.withdrawn_at ? (
            <State shape="stoodAside" text={t.shared.withdrawnShort} />
          ) : (
            <State shape="done" text={t.shared.inView} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** What a party keeps to itself, what has been shared with it, and what it has shared. */
export function OwnPage(props: OwnProps) {
  const { of } = props;
  const t = internalTexts(of.language);
  const here = ownAt(of.collaboration.id);
  const isOurs = (one: SharedRow) => one.organisation_id === of.user.organisation_id;
  const ours = props.shared.filter(isOurs);
  const received = props.shared.filter((one) => !isOurs(one));
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(of.user.organisation_name ?? '')}</p>
      <Registrations of={of} tasks={props.tasks} />
      {entryKinds.map((kind) => (
        <Entries key={kind} {...props} kind={kind} />
      ))}
      {received.length > 0 ? (
        <Section heading={t.shared.received}>
          <SharedRows of={of} shared={received} />
        </Section>
      ) : null}
      {ours.length > 0 ? (
        <Section heading={t.shared.ours}>
          <SharedRows of={of} shared={ours} />
        </Section>
      ) : null}
      {props.entries.length > 0 ? (
        <p class="source">
          {identityTexts(of.language).frame.takeAway}{' '}
          {(['word', 'pdf', 'csv', 'json'] as const).map((form, at) => (
            <>
              {at > 0 ? ' · ' : ''}
              <a href={`${here}/${form}`}>{formNames[form]}</a>
            </>
          ))}
        </p>
      ) : null}
    </>
  );
}
const formNames = { word: 'Word', pdf: 'PDF', csv: 'CSV', json: 'JSON' } as const;

/** For those who read here without speaking for the party: what has been shared. */
export function SharedListPage(props: { of: Reading; shared: readonly SharedRow[] }) {
  const t = internalTexts(props.of.language).shared;
  return (
    <>
      <h1>{t.received}</h1>
      <p class="lead">{props.shared.length === 0 ? t.noneReceived : t.listLead}</p>
      <SharedRows of={props.of} shared={props.shared} />
    </>
  );
}

import { identityTexts, type Visit } from '../../identity/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import type { Formats, Language } from '../../platform/texts.ts';
import { ErrorSummary, Form, type FormState, Hidden, Select, TextField } from '../../ui/form.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import {
  type AccessFilter,
  type AccessRecordRow,
  mostShown,
  organisationLog,
  type ReaderRow,
} from '../access-record.ts';
import type { LeaderToName } from '../sight.ts';
import { confidentialityTexts } from '../texts.ts';

/** What a route shows, in the reader's words: the page's place in the workspace. */
export function kindOf(row: Pick<AccessRecordRow, 'route'>, language: Language): string {
  const t = confidentialityTexts(language).log;
  if (row.route.startsWith(organisationLog)) return t.ownLog;
  const parts = row.route.split('/');
  const place = parts[1] === 'collaborations' ? (parts[3] ?? 'overview') : (parts[5] ?? parts[1] ?? '');
  return t.kinds[place.replace(/\.\w+$/, '') as keyof typeof t.kinds] ?? place;
}

export function AccessTable(props: {
  rows: readonly AccessRecordRow[];
  language: Language;
  formats: Formats;
  label: string;
  withCollaboration?: boolean;
}) {
  const { language, formats } = props;
  const t = confidentialityTexts(language).log;
  if (props.rows.length === 0) return <p class="small section-lead">{t.none}</p>;
  return (
    <Scroll label={props.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.when}</th>
            <th scope="col">{t.who}</th>
            <th scope="col">{t.forWhom}</th>
            {props.withCollaboration ? <th scope="col">{t.which}</th> : null}
            <th scope="col">{t.what}</th>
            <th scope="col">{t.result}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <td>
                {formats.date(row.at)} {formats.time(row.at)}
              </td>
              <th scope="row">{row.person_name}</th>
              <td>{row.reader_organisation_name}</td>
              {props.withCollaboration ? (
                <td>{row.collaboration_name ?? (row.collaboration_id ? t.unnamed : t.ownLog)}</td>
              ) : null}
              <td>{kindOf(row, language)}</td>
              <td>
                <State shape={row.is_shown ? 'ringWithDot' : 'stoodAside'} text={row.is_shown ? t.shown : t.notShown} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export const leaderKey = (leader: LeaderToName): string =>
  `${leader.collaboration_id}.${leader.organisation_id}.${leader.person_id}`;

/** Protected collaborations that nobody named leads any longer, and who could be let in to lead them. */
export function LeadersToName(props: { visit: Visit; organisation: string; leaders: readonly LeaderToName[] }) {
  const t = confidentialityTexts(props.visit.language).leaders;
  if (props.leaders.length === 0) return null;
  return (
    <Section heading={t.heading}>
      <p class="section-lead">{t.lead}</p>
      <ul class="rows">
        {props.leaders.map((leader) => (
          <li key={leaderKey(leader)}>
            <div>
              <span class="title">{leader.name}</span>
              <p>{leader.organisation_name}</p>
            </div>
            <Form
              token={props.visit.formToken()}
              action={`/organisations/${props.organisation}/read-log/leaders`}
              inline
            >
              <Hidden name="leader" value={leaderKey(leader)} />
              <button class="button second slim" type="submit" aria-label={t.nameFor(leader.name)}>
                {t.name}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who has read what, with what is asked for. */
export function ReadLogPage(props: {
  title: string;
  lead: string;
  rows: readonly AccessRecordRow[];
  readers: readonly ReaderRow[];
  filter: AccessFilter;
  /** Where the file is, with the same filter. */
  csv: string;
  language: Language;
  formats: Formats;
  state: FormState;
  withCollaboration?: boolean;
  leaders?: Children;
}) {
  const { language, formats, filter, state } = props;
  const t = confidentialityTexts(language).log;
  return (
    <>
      <h1>{props.title}</h1>
      <p class="lead">{props.lead}</p>
      <p class="small section-lead">{t.retention}</p>
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      {props.leaders}
      <form class="form" novalidate>
        <Select
          name="person"
          label={t.person}
          options={[
            { value: '', text: t.everybody },
            ...props.readers.map((reader) => ({ value: reader.person_id, text: reader.name })),
          ]}
          value={filter.person}
          state={state}
        />
        <TextField name="from" type="date" short label={t.from} value={filter.from} state={state} />
        <TextField name="to" type="date" short label={t.to} value={filter.to} state={state} />
        <div class="actions">
          <button class="button second" type="submit">
            {t.filter}
          </button>
          <a href={props.csv}>{t.csv}</a>
        </div>
      </form>
      <Section heading={t.readings} main>
        {props.rows.length === mostShown ? <p class="small section-lead">{t.most(mostShown)}</p> : null}
        <AccessTable
          rows={props.rows}
          language={language}
          formats={formats}
          label={t.table}
          withCollaboration={props.withCollaboration ?? false}
        />
      </Section>
    </>
  );
}

import { identityTexts, type Visit } from '../../identity/index.ts';
import type { Formats } from '../../platform/texts.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, Select, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { prepareCollaboration } from '../policy.ts';
import type { PartyRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import type { Reading } from '../workspace.ts';
import { type JointResultRow, resultKinds } from './joint-results.ts';
import { type ProjectRow, projectRelations } from './projects.ts';
import { lastingTexts } from './texts.ts';

const challengeAt = (of: Reading): string => `/collaborations/${of.collaboration.id}/challenge`;

function timeOf(row: ProjectRow, t: ReturnType<typeof lastingTexts>['project'], formats: Formats): string {
  const from = row.began_on ? formats.date(row.began_on) : '';
  const to = row.ended_on ? formats.date(row.ended_on) : row.ended_year ? String(row.ended_year) : '';
  if (from && to) return t.time(from, to);
  if (from) return t.from(from);
  return to ? t.to(to) : '';
}

/** On the page of the challenge: what it has been, and what goes on after it. */
export function ProjectSection(props: { of: Reading; projects: readonly ProjectRow[] }) {
  const { of, projects } = props;
  const all = lastingTexts(of.language);
  const t = all.project;
  const may = of.may(prepareCollaboration);
  if (projects.length === 0 && !may) return null;
  return (
    <Section
      heading={t.heading}
      beside={may ? <a href={`/collaborations/${of.collaboration.id}/projects/new`}>{t.add}</a> : null}
    >
      {projects.length === 0 ? <p class="small section-lead">{t.lead}</p> : null}
      <ul class="rows">
        {projects.map((row) => (
          <li key={row.id}>
            <div>
              <div class="title">{row.name}</div>
              <p>{[t.relation[row.relation], timeOf(row, t, of.formats)].filter(Boolean).join(', ')}</p>
              <p class="small">
                {[
                  row.funder ? t.paidBy(row.funder) : '',
                  row.participant_count
                    ? t.concerns(of.formats.number(row.participant_count, 0), row.participants || t.persons)
                    : '',
                  row.source_note ? all.source(row.source_note) : '',
                ]
                  .filter(Boolean)
                  .join(' ')}
              </p>
            </div>
            {may ? (
              <a class="small-link" href={`/collaborations/${of.collaboration.id}/projects/${row.id}`}>
                {t.change}
                <span class="visually-hidden"> {row.name}</span>
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What is left behind, each with its owner, money and day of review; where nobody owns it, that is said. */
export function ResultSection(props: {
  of: Reading;
  results: readonly JointResultRow[];
  parties: readonly { id: string; name: string }[];
}) {
  const { of, results } = props;
  const all = lastingTexts(of.language);
  const t = all.result;
  const may = of.may(prepareCollaboration);
  const isReal = of.collaboration.example === 'real';
  if (results.length === 0 && !may) return null;
  return (
    <Section
      heading={t.heading}
      beside={may ? <a href={`/collaborations/${of.collaboration.id}/results/new`}>{t.add}</a> : null}
    >
      {results.length === 0 ? <p class="small section-lead">{t.lead}</p> : null}
      <ul class="rows">
        {results.map((row) => {
          const owner = props.parties.find(({ id }) => id === row.owner_party_id)?.name ?? row.owner_name;
          return (
            <li key={row.id}>
              <div>
                <div class="title">{row.name}</div>
                <p>
                  {row.kind ? `${t.kind[row.kind]}. ` : ''}
                  {owner ? `${t.owner} ${owner}. ` : isReal ? `${t.notKnown} ` : ''}
                  {row.money ? `${t.moneyPair}: ${row.money}. ` : ''}
                  {row.review_on ? `${t.reviewPair} ${of.formats.date(row.review_on)}.` : ''}
                </p>
                {row.source_note ? <p class="small">{all.source(row.source_note)}</p> : null}
              </div>
              <div>
                {owner || isReal ? null : <State shape="missing" text={t.ownerOpen} />}{' '}
                {may ? (
                  <a class="small-link" href={`/collaborations/${of.collaboration.id}/results/${row.id}`}>
                    {t.change}
                    <span class="visually-hidden"> {row.name}</span>
                  </a>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

interface FormPage {
  readonly visit: Visit;
  readonly of: Reading;
  readonly state: FormState;
}

function Top(props: FormPage & { title: string }) {
  return (
    <>
      <p class="trail">
        <a href={challengeAt(props.of)}>{collaborationTexts(props.of.language).challenge.title}</a>
      </p>
      <h1>{props.title}</h1>
      <ErrorSummary
        state={props.state}
        heading={identityTexts(props.of.language).frame.errors(props.state.errors.length)}
      />
    </>
  );
}

function Withdraw(props: { visit: Visit; action: string; text: string }) {
  return (
    <Form token={props.visit.formToken()} action={props.action} inline>
      <div class="actions">
        <button class="button second" type="submit">
          {props.text}
        </button>
      </div>
    </Form>
  );
}

export function EditProjectPage(props: FormPage & { row: ProjectRow | undefined }) {
  const { visit, of, state, row } = props;
  const t = lastingTexts(of.language).project;
  return (
    <>
      <Top {...props} title={row ? t.editTitle : t.newTitle} />
      <Form token={visit.formToken()}>
        {row ? <Version value={row.version} state={state} /> : null}
        <TextField name="name" label={t.name} value={row?.name} state={state} />
        <Choices
          name="relation"
          label={t.relationLabel}
          value={row?.relation}
          options={projectRelations.map((one) => ({ value: one, text: t.relation[one] }))}
          state={state}
        />
        <TextField name="beganOn" type="date" short label={t.beganOn} value={row?.began_on} state={state} />
        <TextField name="endedOn" type="date" short label={t.endedOn} value={row?.ended_on} state={state} />
        <TextField
          name="endedYear"
          short
          inputmode="numeric"
          label={t.endedYear}
          value={row?.ended_year}
          state={state}
        />
        <TextField name="funder" label={t.funder} value={row?.funder} state={state} />
        <TextField
          name="count"
          short
          inputmode="numeric"
          label={t.count}
          value={row?.participant_count}
          state={state}
        />
        <TextField
          name="participants"
          label={t.participants}
          hint={t.participantsHint}
          value={row?.participants}
          state={state}
        />
        <Actions submit={t.save} cancel={{ href: challengeAt(of), text: identityTexts(of.language).frame.cancel }} />
      </Form>
      {row ? (
        <Withdraw
          visit={visit}
          action={`/collaborations/${of.collaboration.id}/projects/${row.id}/withdrawal`}
          text={t.withdraw}
        />
      ) : null}
    </>
  );
}

export function EditResultPage(
  props: FormPage & { row: JointResultRow | undefined; parties: readonly Pick<PartyRow, 'id' | 'name'>[] },
) {
  const { visit, of, state, row } = props;
  const t = lastingTexts(of.language).result;
  return (
    <>
      <Top {...props} title={row ? t.editTitle : t.newTitle} />
      <Form token={visit.formToken()}>
        {row ? <Version value={row.version} state={state} /> : null}
        <TextField name="name" label={t.name} value={row?.name} state={state} />
        <Select
          name="kind"
          short
          label={t.kindLabel}
          value={row?.kind}
          options={[
            { value: '', text: t.kindNone },
            ...resultKinds.map((kind) => ({ value: kind, text: t.kind[kind] })),
          ]}
          state={state}
        />
        <Select
          name="ownerParty"
          label={t.ownerParty}
          value={row?.owner_party_id}
          options={[
            { value: '', text: t.ownerNone },
            ...props.parties.map((party) => ({ value: party.id, text: party.name })),
          ]}
          state={state}
        />
        <TextField name="ownerName" label={t.ownerName} value={row?.owner_name} state={state} />
        <TextField name="money" label={t.money} value={row?.money} state={state} />
        <TextField name="reviewOn" type="date" short label={t.reviewOn} value={row?.review_on} state={state} />
        <Actions submit={t.save} cancel={{ href: challengeAt(of), text: identityTexts(of.language).frame.cancel }} />
      </Form>
      {row ? (
        <Withdraw
          visit={visit}
          action={`/collaborations/${of.collaboration.id}/results/${row.id}/withdrawal`}
          text={t.withdraw}
        />
      ) : null}
    </>
  );
}

import type { PartyRow, Reading } from '../../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../../ui/form.tsx';
import { Scroll } from '../../../ui/section.tsx';
import { analysisAt } from '../../addresses.ts';
import { situationTexts } from '../../texts.ts';
import { type Place, placeOf } from '../forms.ts';
import { priorWorkKinds } from '../known.ts';
import type { PriorWorkRow } from '../prior-work.ts';
import { knowledgeTexts } from '../texts.ts';
import { WithdrawalForm } from './withdrawal-form.tsx';

export function PriorWorkTable(props: {
  of: Reading;
  rows: readonly PriorWorkRow[];
  places: readonly Place[];
  mayWrite: boolean;
}) {
  const { of, rows } = props;
  const t = knowledgeTexts(of.language).priorWork;
  const here = `${analysisAt(of)}/prior-work`;
  // In a real example a column that its source says nothing in is left out.
  const isReal = of.collaboration.example === 'real';
  const hasWho = !isReal || rows.some(({ who }) => who !== null);
  const hasSince = !isReal || rows.some((row) => row.since_year !== null);
  const unknown = isReal ? '–' : t.notKnown;
  return (
    <>
      {rows.length === 0 ? (
        <p class="section-lead">{t.empty}</p>
      ) : (
        <Scroll label={t.heading}>
          <table class="known-table">
            <thead>
              <tr>
                <th scope="col">{t.columns.what}</th>
                {hasWho ? <th scope="col">{t.columns.who}</th> : null}
                {hasSince ? <th scope="col">{t.columns.since}</th> : null}
                <th scope="col">{t.columns.where}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.what}
                    <div class="small">
                      {t.kinds[row.kind]}.{row.source_note ? ` ${t.sourceLine(row.source_note)}` : ''}{' '}
                      {props.mayWrite ? (
                        <a href={`${here}/${row.id}`}>
                          {t.change}
                          <span class="visually-hidden"> {row.what}</span>
                        </a>
                      ) : null}
                    </div>
                  </th>
                  {hasWho ? <td>{row.who ?? unknown}</td> : null}
                  {hasSince ? <td>{row.since_year ?? unknown}</td> : null}
                  <td>{placeOf(row, props.places) || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {props.mayWrite ? (
        <p>
          <a href={`${here}/new`}>{t.add}</a>
        </p>
      ) : null}
    </>
  );
}

export function EditPriorWorkPage(props: {
  visit: Visit;
  of: Reading;
  row: PriorWorkRow | undefined;
  parties: readonly PartyRow[];
  actors: readonly { readonly id: string; readonly name: string }[];
  places: readonly Place[];
  state: FormState;
}) {
  const { visit, of, row, state } = props;
  const all = knowledgeTexts(of.language);
  const t = all.priorWork;
  const who = [
    { value: '', text: t.whoNot },
    ...props.parties.map((one) => ({ value: `party ${one.id}`, text: t.party(one.name) })),
    ...props.actors.map((one) => ({ value: `actor ${one.id}`, text: t.actor(one.name) })),
  ];
  const chosen = row?.party_id ? `party ${row.party_id}` : row?.actor_id ? `actor ${row.actor_id}` : '';
  return (
    <>
      <p class="trail">
        <a href={`${analysisAt(of)}#done`}>{situationTexts(of.language).toAnalysis}</a>
      </p>
      <h1>{row ? row.what : t.add}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={row?.version ?? 0} state={state} />
        <Choices
          name="kind"
          label={t.kind}
          value={row?.kind ?? 'earlierWork'}
          options={priorWorkKinds.map((kind) => ({ value: kind, text: t.kinds[kind] }))}
          state={state}
        />
        <TextArea name="what" rows={3} label={t.what} value={row?.what} state={state} />
        <Select name="who" label={t.who} options={who} value={chosen} state={state} />
        <TextField name="other" label={t.other} hint={t.otherHint} value={row?.other_name} state={state} />
        <TextField name="since" short inputmode="numeric" label={t.since} value={row?.since_year} state={state} />
        <TextField
          name="where"
          label={t.where}
          hint={t.whereHint}
          value={row ? placeOf(row, props.places) : ''}
          state={state}
        />
        <TextField name="source" label={t.source} hint={t.sourceHint} value={row?.source_note} state={state} />
        <Actions submit={all.save} cancel={{ href: analysisAt(of), text: all.cancel }} />
      </Form>
      {row ? (
        <WithdrawalForm visit={visit} of={of} row={row} here={`${analysisAt(of)}/prior-work/${row.id}`} state={state} />
      ) : null}
    </>
  );
}

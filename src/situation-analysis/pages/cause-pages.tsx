import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Select, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { analysisAt } from '../addresses.ts';
import type { CauseRow, ObjectionRow } from '../queries.ts';
import { under } from '../section.ts';
import { situationTexts } from '../texts.ts';

export function EditCausePage(props: {
  visit: Visit;
  of: Reading;
  cause: CauseRow | undefined;
  causes: readonly CauseRow[];
  underId: string;
  ownParty: PartyRow | undefined;
  objection: ObjectionRow | undefined;
  state: FormState;
}) {
  const { visit, of, cause, state } = props;
  const t = situationTexts(of.language).causes;
  const below = cause ? under(props.causes, cause.id) : new Set<string>();
  const places = [
    { value: '', text: t.problem },
    ...props.causes.filter((one) => !below.has(one.id)).map((one) => ({ value: one.id, text: one.text })),
  ];
  const here = cause ? `${analysisAt(of)}/causes/${cause.id}` : undefined;
  return (
    <>
      <p class="trail">
        <a href={`${analysisAt(of)}#causes`}>{situationTexts(of.language).toAnalysis}</a>
      </p>
      <h1>{cause ? cause.text : t.add}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={cause?.version ?? 0} state={state} />
        <TextField name="text" label={t.text} value={cause?.text} state={state} />
        <Select name="under" label={t.under} options={places} value={cause?.under_id ?? props.underId} state={state} />
        <Actions submit={t.save} cancel={{ href: analysisAt(of), text: situationTexts(of.language).edit.cancel }} />
      </Form>
      {here && props.ownParty ? (
        <Section heading={t.contestTitle}>
          <Form token={visit.formToken()} action={`${here}/objection`}>
            <TextArea
              name="because"
              label={t.because}
              hint={t.becauseHint}
              value={props.objection?.because}
              state={state}
            />
            <Actions submit={t.save} />
          </Form>
        </Section>
      ) : null}
    </>
  );
}

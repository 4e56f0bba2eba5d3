import type { Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { benefitWeighings } from '../benefit.ts';
import { prepareBenefits } from '../policy.ts';
import type { PrincipleRow } from '../queries.ts';
import { benefitTexts } from '../texts.ts';
import { baseOf } from './benefit-lines.tsx';

/** How the collaboration has agreed to weigh benefits; nothing where it has not, and the reader may not say. */
export function PrincipleSection(props: { of: Reading; principle: PrincipleRow | undefined }) {
  const { of, principle: one } = props;
  const t = benefitTexts(of.language).principle;
  const mayWrite = of.may(prepareBenefits);
  if (!one && !mayWrite) return null;
  const lines = one
    ? [
        one.weighing ? t.told[one.weighing] : '',
        one.is_given_and_taken === null ? '' : one.is_given_and_taken ? t.given : t.notGiven,
        one.words,
        one.source_note ? `${benefitTexts(of.language).page.sourceNote}: ${one.source_note}` : '',
      ].filter(Boolean)
    : [t.notSaid];
  return (
    <Section
      heading={t.title}
      beside={mayWrite ? <a href={`${baseOf(of)}/principle`}>{one ? t.edit : t.write}</a> : undefined}
    >
      <div class="section-lead">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </Section>
  );
}

export function PrinciplePage(props: {
  visit: Visit;
  of: Reading;
  principle: PrincipleRow | undefined;
  state: FormState;
}) {
  const { visit, of, principle: one, state } = props;
  const all = benefitTexts(of.language);
  const t = all.principle;
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{all.page.back}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={one?.version ?? 0} state={state} />
        <Choices
          name="weighing"
          label={t.weighing}
          value={one?.weighing ?? ''}
          options={[
            ...benefitWeighings.map((weighing) => ({ value: weighing, text: t.told[weighing] })),
            { value: '', text: t.notDecided },
          ]}
          state={state}
        />
        <Choices
          name="isGivenAndTaken"
          label={t.isGiven}
          value={one?.is_given_and_taken == null ? '' : one.is_given_and_taken ? 'yes' : 'no'}
          options={[
            { value: 'yes', text: t.given },
            { value: 'no', text: t.notGiven },
            { value: '', text: t.notDecided },
          ]}
          state={state}
        />
        <TextArea name="words" label={t.words} rows={3} value={one?.words} state={state} />
        <Actions submit={t.save} cancel={{ href: baseOf(of), text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}

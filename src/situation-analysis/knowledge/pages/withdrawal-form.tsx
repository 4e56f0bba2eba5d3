import type { Reading } from '../../../collaborations/index.ts';
import type { Visit } from '../../../identity/index.ts';
import { Form, type FormState, TextField, Version } from '../../../ui/form.tsx';
import { Section } from '../../../ui/section.tsx';
import type { Versioned } from '../known.ts';
import { knowledgeTexts } from '../texts.ts';

/** Takes a row away, with why. Under the form that changes it. */
export function WithdrawalForm(props: { visit: Visit; of: Reading; row: Versioned; here: string; state: FormState }) {
  const t = knowledgeTexts(props.of.language).withdrawal;
  return (
    <Section heading={t.heading}>
      <Form token={props.visit.formToken()} action={`${props.here}/withdrawal`}>
        <Version value={props.row.version} state={props.state} />
        <TextField name="because" label={t.because} hint={t.hint} state={props.state} />
        <div class="actions">
          <button class="button second" type="submit">
            {t.button}
          </button>
        </div>
      </Form>
    </Section>
  );
}

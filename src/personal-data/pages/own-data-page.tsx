import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, TextArea } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { MyErasure } from '../erasing.ts';
import { personalDataTexts } from '../texts.ts';

/** What is held about me: to take out, and to ask to be erased. */
export function OwnDataPage(props: { visit: Visit; erasure: MyErasure | undefined; state: FormState }) {
  const { visit, erasure, state } = props;
  const t = personalDataTexts(visit.language);
  const waits = erasure !== undefined && erasure.decided_at === null;
  return (
    <>
      <p class="trail">
        <a href="/account">{t.own.account}</a>
      </p>
      <h1>{t.own.title}</h1>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <Section heading={t.own.take} main>
        <div class="prose section-lead">
          <p>{t.own.takeLead}</p>
          <p>{t.own.takeOnce}</p>
        </div>
        <Form token={visit.formToken()} action="/account/personal-data/file">
          <div class="actions">
            <button class="button" type="submit" id="take">
              {t.own.takeButton}
            </button>
          </div>
        </Form>
      </Section>
      <Section heading={t.own.erase}>
        <div class="prose section-lead">
          <p>{t.own.eraseLead}</p>
          <p>{t.own.keptLead}</p>
        </div>
        {erasure?.outcome === 'refused' ? <p>{t.own.refused(erasure.reason)}</p> : null}
        {waits && erasure?.asked_at ? (
          <p>{t.own.asked(visit.formats.date(erasure.asked_at))}</p>
        ) : (
          <Form token={visit.formToken()} action="/account/personal-data/erasure">
            <TextArea name="words" label={t.own.words} hint={t.own.wordsHint} state={state} rows={3} />
            <Actions submit={t.own.ask} />
          </Form>
        )}
      </Section>
    </>
  );
}

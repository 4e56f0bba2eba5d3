import type { Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { ToConfirm } from '../confirming-anew.ts';
import { goalTexts } from '../texts.ts';

/** What the new representatives have not stood by yet. */
export function ConfirmingAnewPage(props: {
  visit: Visit;
  of: Reading;
  waiting: readonly ToConfirm[];
  state: FormState;
}) {
  const { visit, of, waiting, state } = props;
  const texts = goalTexts(of.language);
  const t = texts.confirmingAnew;
  const base = `/collaborations/${of.collaboration.id}`;
  const since = waiting[0]?.mandate_began_on;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{since ? t.lead(of.formats.date(since)) : t.nothing}</p>
      <ErrorSummary state={state} heading={t.errors} />
      {waiting.length > 0 ? (
        <Form token={visit.formToken()}>
          <Choices
            name="stands"
            many
            label={t.stands}
            options={waiting.map((one) => ({
              value: one.id,
              text: one.text,
              hint: [
                texts.forms[one.form],
                one.committee,
                one.until_on ? texts.contribution.untilLine(of.formats.date(one.until_on)) : '',
                texts.contribution.forGoal(one.goal_text),
              ]
                .filter(Boolean)
                .join(', '),
            }))}
            state={state}
          />
          <Actions submit={t.submit} cancel={{ href: `${base}/goals`, text: t.later }} />
        </Form>
      ) : (
        <p>
          <a href={`${base}/goals`}>{t.toGoals}</a>
        </p>
      )}
      {waiting.length > 0 ? (
        <Section heading={t.otherwise}>
          <p class="small section-lead">{t.otherwiseLead}</p>
          <ul class="rows">
            {waiting.map((one) => (
              <li key={one.id}>
                <a href={`${base}/goals/${one.goal_id}/contributions/${one.party_id}`}>{t.change(one.text)}</a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

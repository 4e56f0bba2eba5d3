import type { Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Form, type FormState, TextField } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { LetterRow } from '../letters.ts';
import type { AnswerRow } from '../question-queries.ts';
import { dialogueTexts } from '../texts.ts';

/** For a party that never signs in: a letter with the link, or the link to send another way. */
export function Sending(props: {
  visit: Visit;
  of: Reading;
  /** The question's address. */
  at: string;
  /** Who has not answered. */
  awaited: readonly AnswerRow[];
  letters: readonly LetterRow[];
  state: FormState;
}) {
  const { visit, of, at } = props;
  const t = dialogueTexts(of.language).sending;
  return (
    <Section heading={t.heading} id="link">
      <p class="small section-lead">{t.lead}</p>
      <ul class="rows">
        {props.awaited.map((one) => {
          const letters = props.letters.filter(({ party_id }) => party_id === one.party_id);
          const [last] = letters;
          return (
            <li key={one.id}>
              <div class="question-by-link">
                <div class="title">{one.party_name}</div>
                {letters.map((letter) => (
                  <p class="small" key={letter.written_on}>
                    {(letter.kind === 'reminder' ? t.reminded : t.sent)(
                      of.formats.date(letter.written_on),
                      letter.to_address,
                    )}
                  </p>
                ))}
                {last?.is_stopped ? <p class="small">{t.stopped}</p> : null}
                <div class="send-question no-print">
                  <Form token={visit.formToken()} action={`${at}/answers/${one.party_id}/letter`} inline>
                    <TextField
                      name={`address-${one.party_id}`}
                      type="email"
                      label={t.address(one.party_name)}
                      value={last?.is_stopped ? '' : last?.to_address}
                      state={props.state}
                    />
                    <button class="button second" type="submit">
                      {t.send}
                    </button>
                  </Form>
                  <Form token={visit.formToken()} action={`${at}/answers/${one.party_id}/link`} inline>
                    <button class="link-button" type="submit">
                      {t.linkFor(one.party_name)}
                    </button>
                  </Form>
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

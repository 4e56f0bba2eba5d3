import type { PartyRow } from '../../collaborations/index.ts';
import { Actions, Choices, Form } from '../../ui/form.tsx';
import type { VersionRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { cancel, type FormPage, Summary } from './agreement-forms.tsx';

/** Which party is to join a text that is in force already. */
export function JoiningPage(props: FormPage & { version: VersionRow; parties: readonly PartyRow[] }) {
  const { visit, of, state, version, parties } = props;
  const t = agreementTexts(of.language).joining;
  const back = cancel(of, `agreements/${version.agreement_id}/versions/${version.number}`);
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Summary {...props} />
      {parties.length === 0 ? (
        <>
          <p>{t.nobody}</p>
          <p>
            <a href={`/collaborations/${of.collaboration.id}/parties`}>{t.toParties}</a>
          </p>
        </>
      ) : (
        <Form token={visit.formToken()}>
          <Choices
            name="party"
            label={t.who}
            options={parties.map((one) => ({ value: one.id, text: one.name }))}
            state={state}
          />
          <Actions submit={t.submit} cancel={back} />
        </Form>
      )}
    </>
  );
}

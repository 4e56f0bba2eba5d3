import { identityTexts, type OrganisationRow, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, untouched } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { AccountRow, ErasureCounts, ErasureRow } from '../erasing.ts';
import { personalDataTexts } from '../texts.ts';

function Counts(props: { visit: Visit; counts: Readonly<Record<string, number>> }) {
  const t = personalDataTexts(props.visit.language).erasure;
  return (
    <ul class="section-lead">
      {Object.entries(props.counts)
        .filter(([, count]) => count > 0)
        .map(([name, count]) => (
          <li key={name}>
            {Object.hasOwn(t.things, name) ? t.things[name as keyof typeof t.things] : name}: {count}
          </li>
        ))}
    </ul>
  );
}

/** Who has asked, what was decided, and the accounts that there are. */
export function ErasuresPage(props: {
  visit: Visit;
  organisation: OrganisationRow;
  erasures: readonly ErasureRow[];
  accounts: readonly AccountRow[];
  state: FormState;
}) {
  const { visit, organisation, erasures, accounts, state } = props;
  const t = personalDataTexts(visit.language).erasure;
  const here = `/organisations/${organisation.id}/personal-data`;
  const waiting = erasures.filter((one) => one.decided_at === null);
  const decided = erasures.filter((one) => one.decided_at !== null);
  return (
    <>
      <p class="trail">
        <a href={`/organisations/${organisation.id}`}>{organisation.name}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <Section heading={t.waiting} main>
        {waiting.length === 0 ? <p class="section-lead">{t.nobodyWaits}</p> : null}
        <ul class="rows">
          {waiting.map((one, at) => (
            <li key={one.id}>
              <div>
                <div class="title">{one.person_name ?? t.erasedAccount}</div>
                <p>{one.asked_at ? t.asked(visit.formats.date(one.asked_at)) : ''}</p>
                {one.words ? <p>{t.quoted(one.words)}</p> : null}
                <p>
                  <a href={`${here}/${one.person_id}`}>{t.preview}</a>
                </p>
                <details open={at === 0 && state.errors.length > 0}>
                  <summary>{t.refuse}</summary>
                  <Form
                    token={visit.formToken()}
                    action={`/organisations/${organisation.id}/erasures/${one.id}/refusal`}
                  >
                    <TextArea name="reason" label={t.refusalReason} state={at === 0 ? state : untouched} rows={3} />
                    <Actions submit={t.refuseButton} />
                  </Form>
                </details>
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <Section heading={t.accounts}>
        <ul class="rows">
          {accounts.map((account) => (
            <li key={account.person_id}>
              <div>
                <div class="title">{account.person_name}</div>
                <p>{account.email}</p>
              </div>
              <a href={`${here}/${account.person_id}`}>{t.preview}</a>
            </li>
          ))}
        </ul>
      </Section>
      {decided.length > 0 ? (
        <Section heading={t.certificates}>
          {decided.map((one) => (
            <article key={one.id} id={`certificate-${one.id}`}>
              <h3>
                {one.outcome === 'erased' ? t.erasedOn : t.refusedOn}{' '}
                {one.decided_at ? visit.formats.date(one.decided_at) : ''}
              </h3>
              <p>{t.because(one.reason)}</p>
              {one.counts ? (
                <>
                  <p>{t.wasErased}</p>
                  <Counts visit={visit} counts={one.counts.erased} />
                  <p>{t.wasKept}</p>
                  <Counts visit={visit} counts={one.counts.kept} />
                </>
              ) : null}
              <p class="small">{t.number(one.id)}</p>
            </article>
          ))}
        </Section>
      ) : null}
    </>
  );
}

/** What would go and what would stay, before it is done. */
export function ErasePage(props: {
  visit: Visit;
  organisation: OrganisationRow;
  account: AccountRow;
  counts: ErasureCounts;
  state: FormState;
}) {
  const { visit, organisation, account, counts, state } = props;
  const t = personalDataTexts(visit.language).erasure;
  const list = `/organisations/${organisation.id}/personal-data`;
  return (
    <>
      <p class="trail">
        <a href={list}>{t.title}</a>
      </p>
      <h1>{t.of(account.person_name)}</h1>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <Section heading={t.willErase} main>
        <Counts visit={visit} counts={counts.erased} />
        <p>{t.endsSeats}</p>
      </Section>
      <Section heading={t.willKeep}>
        <Counts visit={visit} counts={counts.kept} />
        <p>{t.whyKept}</p>
      </Section>
      <Form token={visit.formToken()}>
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} state={state} rows={3} />
        <Choices
          name="sure"
          label={t.sureLabel}
          many
          options={[{ value: 'yes', text: t.sure }]}
          values={[]}
          state={state}
        />
        <Actions submit={t.eraseButton} cancel={{ href: list, text: identityTexts(visit.language).frame.cancel }} />
      </Form>
    </>
  );
}

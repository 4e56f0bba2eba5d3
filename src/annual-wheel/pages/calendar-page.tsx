import type { User, Visit } from '../../identity/index.ts';
import { Form } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { annualWheelTexts } from '../texts.ts';

/** A person's own calendar: make the address, change it, stop. The secret is shown once, in the answer that made it. */
export function CalendarPage(props: {
  visit: Visit;
  user: User;
  madeOn: Date | undefined;
  /** The address just made. */
  made?: string | undefined;
  hasShown: boolean;
}) {
  const { visit, user, madeOn, made } = props;
  const t = annualWheelTexts(visit.language).calendar;
  return (
    <>
      <p class="trail">
        <a href="/account">{user.person_name}</a>
      </p>
      <h1>{t.title}</h1>
      {user.organisation_name ? (
        <p class="lead">{t.lead(user.organisation_name)}</p>
      ) : (
        <p class="lead">
          {t.leadNobody} <a href="/acting-for">{t.choose}</a>
        </p>
      )}
      {made ? (
        <Notice>
          <p>
            <strong>{t.made}</strong>
          </p>
          <p>{t.madeLead}</p>
          <p>
            <code class="secret calendar-address">{made}</code>
          </p>
        </Notice>
      ) : props.hasShown && madeOn ? (
        <Notice waits>{t.madeAlready}</Notice>
      ) : null}
      {user.organisation_id ? (
        <Section heading={t.how} main>
          <p class="section-lead">{t.howText}</p>
          <p class="section-lead">{t.secret}</p>
          <p class="section-lead">{t.left}</p>
          <p class="small">{madeOn ? t.since(visit.formats.date(madeOn)) : t.none}</p>
          <div class="actions">
            <Form token={visit.formToken()} action="/account/calendar" inline>
              <button class={madeOn ? 'button second' : 'button'} type="submit">
                {madeOn ? t.renew : t.make}
              </button>
            </Form>
            {madeOn ? (
              <Form token={visit.formToken()} action="/account/calendar/ended" inline>
                <button class="link-button" type="submit">
                  {t.revoke}
                </button>
              </Form>
            ) : null}
          </div>
        </Section>
      ) : null}
    </>
  );
}

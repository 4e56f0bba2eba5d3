import { Form, Hidden } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { administerOrganisation } from '../policy.ts';
import { providerTexts } from '../providers/texts.ts';
import { may } from '../rule.ts';
import { endAfterVisit } from '../sign-in.ts';
import { identityTexts } from '../texts.ts';
import type { User, Visit } from '../user.ts';

function LanguageForm(props: { visit: Visit; next: string }) {
  const { visit } = props;
  const other = visit.language === 'sv' ? 'en' : 'sv';
  return (
    <Form token={visit.formToken()} action="/language" inline>
      <Hidden name="language" value={other} />
      <Hidden name="next" value={props.next} />
      <button class="link-button" type="submit" lang={other}>
        {identityTexts(visit.language).frame.language}
      </button>
    </Form>
  );
}

/** Me: whom I act for, how I read, what my keyboard does, and until when I am signed in. */
export function AccountPage(props: { visit: Visit; user: User; isDemo: boolean }) {
  const { visit, user } = props;
  const t = identityTexts(visit.language);
  const endsAt = endAfterVisit(user, visit.now);
  return (
    <>
      <h1>{user.person_name}</h1>
      <p class="lead">
        {user.organisation_name ? t.account.lead(user.organisation_name) : t.account.leadNobody}{' '}
        <a href="/acting-for">{t.account.change}</a>
      </p>
      <Section heading={t.account.heading} main>
        <ul class="rows">
          <li>
            <div>
              <div class="title">{t.account.language}</div>
              <p>{t.account.languageNow}</p>
            </div>
            <LanguageForm visit={visit} next="/account" />
          </li>
          <li>
            <div>
              <div class="title">{t.account.shortcut}</div>
              <p>{user.has_shortcuts ? t.account.shortcutOn : t.account.shortcutOff}</p>
            </div>
            <Form token={visit.formToken()} action="/account/shortcuts" inline>
              <Hidden name="wanted" value={user.has_shortcuts ? 'no' : 'yes'} />
              <button class="link-button" type="submit">
                {user.has_shortcuts ? t.account.switchOff : t.account.switchOn}
              </button>
            </Form>
          </li>
          {endsAt ? (
            <li>
              <div>
                <div class="title">{t.account.session}</div>
                <p>
                  {t.account.sessionUntil(visit.formats.date(endsAt), visit.formats.time(endsAt))}{' '}
                  {t.account.sessionLimits}
                </p>
              </div>
              <a href="/session">{t.session.extend}</a>
            </li>
          ) : null}
          <li>
            <div>
              <div class="title">{t.account.security}</div>
              <p>{t.account.securityText}</p>
            </div>
            <a href="/account/sign-in" aria-label={`${t.account.open}: ${t.account.security}`}>
              {t.account.open}
            </a>
          </li>
          <li>
            <div>
              <div class="title">{providerTexts(visit.language).link.heading}</div>
              <p>{providerTexts(visit.language).link.accountRow}</p>
            </div>
            <a
              href="/account/identities"
              aria-label={`${t.account.open}: ${providerTexts(visit.language).link.heading}`}
            >
              {t.account.open}
            </a>
          </li>
          <li>
            <div>
              <div class="title">{t.account.calendar}</div>
              <p>{t.account.calendarLead}</p>
            </div>
            <a href="/account/calendar" aria-label={`${t.account.open}: ${t.account.calendar}`}>
              {t.account.open}
            </a>
          </li>
          <li>
            <div>
              <div class="title">{t.account.digest}</div>
              <p>{t.account.digestText}</p>
            </div>
            <a href="/account/digest" aria-label={`${t.account.open}: ${t.account.digest}`}>
              {t.account.open}
            </a>
          </li>
          <li>
            <div>
              <div class="title">{t.account.absence}</div>
              <p>{t.account.absenceText}</p>
            </div>
            <a href="/account/absence" aria-label={`${t.account.open}: ${t.account.absence}`}>
              {t.account.open}
            </a>
          </li>
          <li>
            <div>
              <div class="title">{t.account.ownData}</div>
              <p>{t.account.ownDataLead}</p>
            </div>
            <a href="/account/personal-data" aria-label={`${t.account.open}: ${t.account.ownData}`}>
              {t.account.open}
            </a>
          </li>
          {may(user, administerOrganisation) ? (
            <li>
              <div>
                <div class="title">{t.frame.organisations}</div>
                <p>{t.account.organisations}</p>
              </div>
              <a href="/organisations" aria-label={`${t.account.open}: ${t.frame.organisations}`}>
                {t.account.open}
              </a>
            </li>
          ) : null}
          {user.is_system_administrator ? (
            <li>
              <div>
                <div class="title">{t.frame.operations}</div>
                <p>{t.account.operations}</p>
              </div>
              <a href="/operations" aria-label={`${t.account.open}: ${t.frame.operations}`}>
                {t.account.open}
              </a>
            </li>
          ) : null}
          {props.isDemo ? (
            <li>
              <div>
                <div class="title">{t.frame.outbox}</div>
                <p>{t.outbox.lead}</p>
              </div>
              <a href="/outbox" aria-label={`${t.account.open}: ${t.frame.outbox}`}>
                {t.account.open}
              </a>
            </li>
          ) : null}
        </ul>
      </Section>
      <Form token={visit.formToken()} action="/sign-out">
        <button class="button second" type="submit">
          {t.frame.signOut}
        </button>
      </Form>
    </>
  );
}

/**
 * When the session ends, and a button that extends it. The browser's module shows the same as a dialog some minutes
 * before; without script it is a page like any other.
 */
export function SessionPage(props: { visit: Visit; endsAt: Date; mayBeExtended: boolean }) {
  const { visit, endsAt } = props;
  const t = identityTexts(visit.language);
  return (
    <section id="session" aria-labelledby="session-heading">
      <h1 id="session-heading" tabindex={-1}>
        {t.session.title(
          visit.formats.date(endsAt) === visit.formats.date(visit.now) ? '' : visit.formats.dayAndMonth(endsAt),
          visit.formats.time(endsAt),
        )}
      </h1>
      <div data-before-end>
        <p class="lead">{props.mayBeExtended ? t.session.lead : t.session.leadLast}</p>
        <div class="actions">
          {props.mayBeExtended ? (
            <Form token={visit.formToken()} action="/session/extension" inline>
              <button class="button" type="submit">
                {t.session.extend}
              </button>
            </Form>
          ) : null}
          <button class="link-button" type="button" hidden data-close>
            {t.session.close}
          </button>
        </div>
      </div>
      <p class="lead" hidden data-after-end>
        {t.session.ended}
      </p>
    </section>
  );
}

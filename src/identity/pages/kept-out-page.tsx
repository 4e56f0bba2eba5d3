import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { identityTexts } from '../texts.ts';
import type { User, Visit } from '../user.ts';

/** Why the organisation is not acted for, and what to do about it here and now. */
export function KeptOutPage(props: {
  visit: Visit;
  user: User;
  because: string | null;
  organisation: string | null;
  isAdministrator: boolean;
  hasFactor: boolean;
  next: string;
}) {
  const { visit, because } = props;
  const t = identityTexts(visit.language);
  const organisation = props.organisation ?? t.keptOut.yourOrganisation;
  const next = encodeURIComponent(props.next);
  return (
    <>
      <h1>{because === 'ownProvider' ? t.keptOut.titleProvider : t.keptOut.title}</h1>
      <p class="lead">
        {because === 'ownProvider'
          ? t.keptOut.ownProvider(organisation)
          : props.isAdministrator
            ? t.keptOut.administrator
            : t.keptOut.secondFactor(organisation)}
      </p>
      <Section heading={t.keptOut.whatToDo} main>
        {because === 'ownProvider' ? (
          <p>{t.keptOut.signOut}</p>
        ) : props.hasFactor ? (
          <>
            <p>{t.keptOut.alreadyHas}</p>
            <p class="actions">
              <a class="button" href={`/step-up?next=${next}`}>
                {t.keptOut.confirm}
              </a>
            </p>
          </>
        ) : (
          <ul class="rows">
            <li>
              <div>
                <div class="title">{t.security.passkeys}</div>
                <p>{t.security.passkeysNone}</p>
              </div>
              <a class="button second slim" href={`/account/passkeys?next=${next}`}>
                {t.keptOut.passkey}
              </a>
            </li>
            <li>
              <div>
                <div class="title">{t.security.app}</div>
                <p>{t.security.appOff}</p>
              </div>
              <a class="button second slim" href={`/account/authenticator?next=${next}`}>
                {t.keptOut.app}
              </a>
            </li>
          </ul>
        )}
        <p class="section-lead">
          <a href="/acting-for">{t.keptOut.other}</a>
        </p>
      </Section>
      <Form token={visit.formToken()} action="/sign-out">
        <button class="button second" type="submit">
          {t.frame.signOut}
        </button>
      </Form>
    </>
  );
}

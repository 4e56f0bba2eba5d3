import type { Formats } from '../../platform/texts.ts';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { identityTexts } from '../texts.ts';
import type { SignInMethod, User, Visit } from '../user.ts';

interface ShownSession {
  readonly id: string;
  readonly method: SignInMethod;
  readonly authenticated_at: Date;
  readonly seen_at: Date;
  readonly agent: string;
  readonly organisation_name: string | null;
}

interface ShownPasskey {
  readonly id: string;
  readonly name: string;
  readonly may_be_copied: boolean;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

interface ShownAccount {
  readonly email: string;
  readonly password: string | null;
  readonly has_authenticator: boolean;
  readonly has_passkey: boolean;
  readonly recovery_left: number;
}

const moment = (formats: Formats, at: Date): string => `${formats.date(at)} ${formats.time(at)}`;

/** How I show that it is me, and where I am signed in. */
export function SecurityPage(props: {
  visit: Visit;
  user: User;
  account: ShownAccount;
  appSince: Date | undefined;
  passkeys: readonly ShownPasskey[];
  sessions: readonly ShownSession[];
}) {
  const { visit, user, account, appSince } = props;
  const t = identityTexts(visit.language).security;
  const { formats } = visit;
  const hasFactor = account.has_authenticator || account.has_passkey;
  const nameOf = (session: ShownSession) => session.agent || t.unknownAgent;
  return (
    <>
      <p class="trail">
        <a href="/account">{identityTexts(visit.language).account.title}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Section heading={t.ways} main>
        <ul class="rows">
          <li>
            <div>
              <div class="title">{t.email}</div>
              <p>{account.email}</p>
            </div>
            <a href="/account/email" aria-label={`${t.change}: ${t.email}`}>
              {t.change}
            </a>
          </li>
          <li>
            <div>
              <div class="title">{t.password}</div>
              <p>{account.password === null ? t.noPassword : t.passwordIs}</p>
            </div>
            <a href="/account/password" aria-label={`${t.change}: ${t.password}`}>
              {t.change}
            </a>
          </li>
          <li>
            <div>
              <div class="title">{t.app}</div>
              <p>{appSince ? t.appOn(formats.date(appSince)) : t.appOff}</p>
            </div>
            {appSince ? (
              <div class="beside">
                <a href="/account/authenticator" aria-label={`${t.change}: ${t.app}`}>
                  {t.change}
                </a>
                <Form token={visit.formToken()} action="/account/authenticator/removal" inline>
                  <button class="link-button" type="submit" aria-label={t.removeNamed(t.app)}>
                    {t.remove}
                  </button>
                </Form>
              </div>
            ) : (
              <a href="/account/authenticator" aria-label={`${t.add}: ${t.app}`}>
                {t.add}
              </a>
            )}
          </li>
          <li>
            <div>
              <div class="title">{t.passkeys}</div>
              <p>{t.passkeysNone}</p>
            </div>
            <a href="/account/passkeys" aria-label={`${t.add}: ${t.passkeys}`}>
              {t.add}
            </a>
          </li>
          {props.passkeys.map((key) => (
            <li key={key.id}>
              <div>
                <div class="title">{key.name}</div>
                <p>
                  {[
                    t.passkeyAdded(formats.date(key.created_at)),
                    key.last_used_at ? t.passkeyUsed(moment(formats, key.last_used_at)) : t.passkeyUnused,
                    ...(key.may_be_copied ? [t.passkeyCopied] : []),
                  ].join(', ')}
                </p>
              </div>
              <Form token={visit.formToken()} action={`/account/passkeys/${key.id}/removal`} inline>
                <button class="link-button" type="submit" aria-label={t.removeNamed(key.name)}>
                  {t.remove}
                </button>
              </Form>
            </li>
          ))}
          <li>
            <div>
              <div class="title">{t.recovery}</div>
              <p>{hasFactor ? t.recoveryLeft(account.recovery_left) : t.recoveryNeedsFactor}</p>
            </div>
            {hasFactor ? (
              <Form token={visit.formToken()} action="/account/recovery-codes" inline>
                <button class="link-button" type="submit">
                  {t.recoveryMake}
                </button>
              </Form>
            ) : null}
          </li>
        </ul>
      </Section>
      <Section heading={t.sessions}>
        <ul class="rows">
          {props.sessions.map((session) => (
            <li key={session.id}>
              <div>
                <div class="title">{nameOf(session)}</div>
                <p>
                  {[
                    `${t.signedInAt(moment(formats, session.authenticated_at))} ${t.methods[session.method]}`,
                    ...(session.organisation_name ? [t.actsFor(session.organisation_name)] : []),
                    t.seenAt(moment(formats, session.seen_at)),
                  ].join(', ')}
                </p>
              </div>
              {session.id === user.session_id ? (
                <span class="label">{t.here}</span>
              ) : (
                <Form token={visit.formToken()} action={`/account/sessions/${session.id}/end`} inline>
                  <button class="link-button" type="submit" aria-label={t.endNamed(nameOf(session))}>
                    {t.end}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
        {props.sessions.length > 1 ? (
          <Form token={visit.formToken()} action="/account/other-sessions/end">
            <div class="actions">
              <button class="button second" type="submit">
                {t.endOthers}
              </button>
            </div>
          </Form>
        ) : null}
      </Section>
    </>
  );
}

import type { Page } from '../../platform/http/route.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { Form, Hidden } from '../../ui/form.tsx';
import { type Column, Frame } from '../../ui/frame.tsx';
import { Notice } from '../../ui/section.tsx';
import { identityTexts } from '../texts.ts';
import type { User, Visit } from '../user.ts';

export interface PageParts {
  readonly title: string;
  readonly column?: Column;
  readonly narrow?: boolean;
  readonly wide?: boolean;
  readonly status?: number;
  readonly children: Children;
}

/** A page in the house's frame: whom I act for, language, sign out. `user` is undefined on pages open to strangers. */
export function page(visit: Visit, user: User | undefined, parts: PageParts): Page {
  const t = identityTexts(visit.language);
  const notice = t.notices[visit.url.searchParams.get('done') as keyof typeof t.notices];
  return {
    title: parts.title,
    status: parts.status ?? 200,
    body: (
      <Frame
        skip={t.frame.skip}
        home={t.frame.home}
        column={parts.column}
        narrow={parts.narrow ?? false}
        wide={parts.wide ?? false}
        acting={
          user ? (
            user.organisation_name ? (
              <>
                {t.frame.actingFor} <a href="/acting-for">{user.organisation_name}</a>
              </>
            ) : (
              <span>{t.frame.nobody}</span>
            )
          ) : null
        }
        me={
          <>
            {user && (user.is_system_administrator || user.administers.length > 0) ? (
              <a href="/organisations">{t.frame.organisations}</a>
            ) : null}
            <Form token={visit.formToken()} action="/language" inline>
              <Hidden name="language" value={visit.language === 'sv' ? 'en' : 'sv'} />
              <Hidden name="next" value={visit.url.pathname + visit.url.search} />
              <button class="link-button" type="submit" lang={visit.language === 'sv' ? 'en' : 'sv'}>
                {t.frame.language}
              </button>
            </Form>
            {user ? (
              <Form token={visit.formToken()} action="/sign-out" inline>
                <span>{user.person_name}</span>{' '}
                <button class="link-button" type="submit">
                  {t.frame.signOut}
                </button>
              </Form>
            ) : visit.url.pathname === '/sign-in' ? null : (
              <a href="/sign-in">{t.frame.signIn}</a>
            )}
          </>
        }
      >
        {typeof notice === 'string' ? <Notice>{notice}</Notice> : null}
        {parts.children}
      </Frame>
    ),
  };
}

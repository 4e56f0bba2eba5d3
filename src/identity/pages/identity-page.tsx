import type { Page } from '../../platform/http/route.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { Form, Hidden } from '../../ui/form.tsx';
import { type Column, Frame } from '../../ui/frame.tsx';
import { Notice } from '../../ui/section.tsx';
import { endAfterVisit, sessionEnd } from '../sign-in.ts';
import { identityTexts } from '../texts.ts';
import type { User, Visit } from '../user.ts';

export interface PageParts {
  readonly title: string;
  readonly column?: Column;
  readonly narrow?: boolean;
  readonly wide?: boolean;
  readonly status?: number;
  /** Nothing in the top bar that leads away from what the page holds. */
  readonly bare?: boolean;
  readonly isIndexed?: boolean;
  readonly children: Children;
}

/** A page in the house's frame: whom I act for, search, language, me. `user` is undefined on pages open to strangers. */
export function page(visit: Visit, user: User | undefined, parts: PageParts): Page {
  const t = identityTexts(visit.language);
  const notice = t.notices[visit.url.searchParams.get('done') as keyof typeof t.notices];
  const other = visit.language === 'sv' ? 'en' : 'sv';
  const { pathname, searchParams } = visit.url;
  // What the session's page says is asked for by the module that warns, and moves nothing.
  const endsAt = user && (pathname === '/session' ? sessionEnd(user) : endAfterVisit(user, visit.now));
  return {
    title: parts.title,
    status: parts.status ?? 200,
    isIndexed: parts.isIndexed ?? false,
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
        search={
          // Whoever has no session holds a link to one thing.
          user?.session_ends_at
            ? {
                action: '/search',
                label: t.frame.search,
                submit: t.frame.searchSubmit,
                sought: pathname === '/search' ? (searchParams.get('q') ?? '') : '',
                hasKey: user.has_shortcuts,
              }
            : undefined
        }
        session={
          endsAt
            ? { href: '/session', secondsLeft: Math.floor((endsAt.getTime() - visit.now.getTime()) / 1000) }
            : undefined
        }
        me={
          parts.bare ? null : (
            <>
              <Form token={visit.formToken()} action="/language" inline>
                <Hidden name="language" value={other} />
                <Hidden name="next" value={pathname + visit.url.search} />
                <button class="link-button" type="submit" lang={other}>
                  {t.frame.language}
                </button>
              </Form>
              {user?.session_ends_at ? (
                <>
                  <a href="/my-work" aria-current={pathname === '/my-work' ? 'page' : undefined}>
                    {t.frame.myWork}
                  </a>
                  <a href="/account">{user.person_name}</a>
                </>
              ) : pathname === '/sign-in' ? (
                <a href="/published">{t.frame.published}</a>
              ) : (
                <a href="/sign-in">{t.frame.signIn}</a>
              )}
            </>
          )
        }
      >
        {typeof notice === 'string' ? <Notice>{notice}</Notice> : null}
        {user?.kept_out_because && pathname !== '/kept-out' ? (
          <Notice waits>
            {t.keptOut.notice} <a href="/kept-out">{t.keptOut.noticeLink}</a>
          </Notice>
        ) : null}
        {parts.children}
      </Frame>
    ),
  };
}

import type { Visit } from '../../identity/index.ts';
import { identityTexts, page } from '../../identity/index.ts';
import type { Page } from '../../platform/http/route.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { State } from '../../ui/state.tsx';
import { handlingIn } from '../handling.ts';
import { collaborationTexts } from '../texts.ts';
import { menuAt, type Reading, type Said } from '../workspace.ts';

/** A page inside a workspace: the left column says which one, whether it is invented, and what waits where. */
export function workspacePage(
  visit: Visit,
  of: Reading,
  said: Said,
  parts: {
    title: string;
    current: string;
    narrow?: boolean;
    status?: number;
    /** For a room: neither left column nor menu, and a way back. */
    projected?: { readonly href: string; readonly text: string };
    children: Children;
  },
): Page {
  const { collaboration } = of;
  const menu = menuAt(said.menu, parts.current);
  const unfolded = menu.find(({ under }) => under !== undefined)?.under;
  const t = collaborationTexts(visit.language).column;
  const frame = identityTexts(visit.language).frame;
  const base = `/collaborations/${collaboration.id}`;
  const protectedNote = handlingIn(of.user, collaboration.id)?.isLogged ? (
    <p class="protected-note">
      <State shape="locked" text={t.protected} /> {t.protectedNote}
    </p>
  ) : null;
  if (parts.projected) {
    return page(visit, of.user, {
      title: `${parts.title} · ${collaboration.name}`,
      wide: true,
      children: (
        <>
          <p class="projected">
            <strong>{collaboration.name}</strong>{' '}
            {collaboration.example === 'none' ? null : (
              <span class="label">{frame.example[collaboration.example]}</span>
            )}
            <a href={parts.projected.href}>{parts.projected.text}</a>
          </p>
          {protectedNote}
          {parts.children}
        </>
      ),
    });
  }
  return page(visit, of.user, {
    title: `${parts.title} · ${collaboration.name}`,
    narrow: parts.narrow ?? false,
    status: parts.status ?? 200,
    column: {
      heading: collaboration.name,
      menu: t.menu,
      ...(collaboration.example === 'none' ? {} : { label: frame.example[collaboration.example] }),
      ...(collaboration.example === 'fictional' ? { note: t.fictionalNote } : {}),
      ...(collaboration.example === 'real' ? { note: t.realNote(collaboration.ended_year) } : {}),
      links: menu.map((item, at) => ({
        href: item.path ? `${base}/${item.path}` : base,
        text: item.text,
        isCurrent: item.path === parts.current,
        isWithin: item.under !== undefined,
        beginsGroup: item.place >= 95 && (menu[at - 1]?.place ?? 95) < 95,
        ...(item.state ? { state: item.state } : {}),
      })),
    },
    children: (
      <>
        {protectedNote}
        {unfolded === undefined ? null : (
          <nav class="unfolded" aria-label={t.here}>
            <ul>
              {menu
                .filter(({ path, under }) => path === unfolded || under === unfolded)
                .map((item) => (
                  <li key={item.path}>
                    <a href={`${base}/${item.path}`} aria-current={item.path === parts.current ? 'page' : undefined}>
                      {item.text}
                    </a>
                  </li>
                ))}
            </ul>
          </nav>
        )}
        {parts.children}
      </>
    ),
  });
}

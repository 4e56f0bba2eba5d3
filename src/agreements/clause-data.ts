import type { Reading } from '../collaborations/index.ts';
import type { ClauseKind } from './agreement.ts';
import type { VersionRow } from './queries.ts';
import { agreementTexts } from './texts.ts';

/** What of a clause is data, as words beside its text. */
export function dataOf(kind: ClauseKind, version: VersionRow, of: Reading): readonly (readonly [string, string])[] {
  const t = agreementTexts(of.language).page;
  const day = (date: string | null, name: string): readonly (readonly [string, string])[] =>
    date ? [[name, of.formats.date(date)]] : [];
  if (kind === 'coordination' && version.follow_up_months) return [[t.followUp, t.every(version.follow_up_months)]];
  if (kind === 'withdrawal' && version.notice_months !== null) return [[t.notice, t.months(version.notice_months)]];
  if (kind === 'term') {
    return [
      ...day(version.from_on, t.from),
      ...day(version.ends_on, t.ends),
      ...(version.renews_by_months ? ([[t.renews, t.renewsBy(version.renews_by_months)]] as const) : []),
      ...day(version.review_on, t.review),
    ];
  }
  return [];
}

import { dayOf } from '../../identity/index.ts';
import type { AgreementParts } from '../pages/agreement-parts.ts';
import { standingsOf } from './standing.ts';
import { decidingTexts } from './texts.ts';

/** Where a text that is settled stands, what its conditions demand, and who may still become bound. */
export function bindingLead(parts: AgreementParts): string {
  const { of, agreement, version } = parts;
  const t = decidingTexts(of.language).leads;
  const { state, parties } = standingsOf(parts, dayOf(of.now));
  const { number } = version;
  const written = (day: string | null): string => of.formats.date(day ?? '');
  const said = {
    awaits: () => t.awaits(number),
    comes: () => t.comes(number, written(state.from)),
    inForce: () => t.inForce(number, written(state.from)),
    expired: () => t.expired(number, written(version.ends_on)),
    replaced: () => t.replaced(number, written(version.replaced_on)),
    ended: () => t.ended(number, written(agreement.ended_on)),
    draft: () => '',
    sent: () => '',
  }[state.state]();
  const isLive = ['awaits', 'comes', 'inForce'].includes(state.state);
  if (!isLive || agreement.ground === 'adoptedByOne' || agreement.ground === 'notYetFormal') return said;
  const bound = parties.filter(({ standing }) => standing === 'bound').length;
  const later = parties.filter(({ standing }) => standing === 'awaits' || standing === 'comes').length;
  const required = parties.filter(({ row }) => row.is_required).map(({ row }) => row.party_name);
  const older = parts.versions.find((one) => one.number < number && one.entered_into_force_on && !one.replaced_on);
  return [
    said,
    version.least_bound !== null
      ? t.least(version.least_bound, bound)
      : state.state === 'inForce'
        ? ''
        : t.all(parties.filter(({ row }) => !row.is_joining_later).length, bound),
    required.length > 0 ? t.required(of.formats.list(required)) : '',
    state.state === 'inForce' && later > 0 ? t.later(later) : '',
    state.state !== 'inForce' && older ? t.older(older.number) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

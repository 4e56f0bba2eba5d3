import type { Formats } from '../platform/texts.ts';
import type { WholeCard } from './card.ts';
import { mandateTexts } from './texts.ts';

/** A party's mandate as running text, to stand beside a signature. Empty where nothing has been written. */
export function mandateOf(whole: WholeCard, formats: Formats): string {
  const t = mandateTexts(formats.language);
  const { card, grounds, decisionRights } = whole;
  if (!card) return '';
  return [
    formats.list(grounds.map(({ reference }) => reference)),
    ...decisionRights.map(({ decided_by, subject, up_to_amount }) =>
      t.rightLine(decided_by, subject, up_to_amount === null ? '' : formats.number(up_to_amount)),
    ),
    t.mandateText(card.scope, card.limits),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

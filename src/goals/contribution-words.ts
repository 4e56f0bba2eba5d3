import type { Reading } from '../collaborations/index.ts';
import type { ContributionRow } from './queries.ts';
import { goalTexts } from './texts.ts';

/** An answer in words: which kind it is, what it says, and what makes it checkable. */
export function contributionWords(contribution: ContributionRow, { language, formats }: Reading) {
  const t = goalTexts(language);
  const { form } = contribution;
  const behind = (): string => {
    switch (form) {
      case 'ownGoal':
        return t.contribution.documentLine(
          contribution.steering_document,
          contribution.committee,
          contribution.number,
          String(contribution.document_year ?? ''),
        );
      case 'task':
        return contribution.assigned_in;
      case 'undertaking':
        return [
          contribution.amount,
          contribution.until_on ? t.contribution.untilLine(formats.date(contribution.until_on)) : '',
        ]
          .filter(Boolean)
          .join(', ');
      default:
        return '';
    }
  };
  return {
    kind: t.forms[form],
    text: form === 'doesNotContribute' ? contribution.reason : contribution.text,
    behind: behind(),
  };
}

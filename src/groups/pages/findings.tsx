import { type Gap, GapList, type Reading } from '../../collaborations/index.ts';
import { State } from '../../ui/state.tsx';
import type { Finding } from '../checking.ts';
import { prepareGroups, takePositions } from '../policy.ts';
import type { ReadOrder } from '../reading-groups.ts';
import { groupTexts } from '../texts.ts';

interface FoundWords {
  readonly title: string;
  readonly why: string;
  readonly path: string;
  readonly act: string;
  /** Only a party that has not said so itself acts on it. */
  readonly isForParty?: boolean;
}

function wordsOf(finding: Finding, of: Reading): FoundWords {
  const texts = groupTexts(of.language);
  const t = texts.check;
  switch (finding.kind) {
    case 'undecided':
      return {
        title: t.undecided(finding.subject.text[of.language]),
        why: t.undecidedWhy,
        path: `decision-rules/new?subject=${finding.subject.key}`,
        act: t.write,
      };
    case 'decidesNothing':
      return {
        title: t.decidesNothing(finding.group.name),
        why: t.decidesNothingWhy,
        path: `groups/${finding.group.id}/edit`,
        act: t.fix,
      };
    case 'informal':
      return {
        title: t.informal(finding.group.name),
        why: t.informalWhy(finding.rules.map((rule) => rule.subject).join(', ')),
        path: `groups/${finding.group.id}/edit`,
        act: t.give,
      };
    case 'beyondNature':
      return {
        title: t.beyondNature(finding.group.name, finding.rule.subject),
        why: t.beyondNatureWhy(
          finding.group.nature ? texts.natures[finding.group.nature] : texts.group.natureMissing,
          texts.rules.effects[finding.rule.effect],
        ),
        path: `decision-rules/${finding.rule.id}/edit`,
        act: t.fix,
      };
    case 'notAgreedTo':
      return {
        title: t.notAgreedTo(finding.rule.subject, finding.parties.length),
        why: t.notAgreedToWhy,
        path: `decision-rules/${finding.rule.id}`,
        act: t.toRule,
        isForParty: true,
      };
  }
}

/** What does not hold in the order of decisions, each with what to do about it. */
export function Findings(props: { of: Reading; order: ReadOrder }) {
  const { of, order } = props;
  const t = groupTexts(of.language).check;
  if (order.findings.length === 0) return <State shape="done" text={t.holds} />;
  const gaps = order.findings.map((finding): Gap => {
    const { title, why, path, act, isForParty } = wordsOf(finding, of);
    const mayAct = of.may(prepareGroups) || (isForParty && of.may(takePositions));
    return {
      shape: 'missing',
      title,
      why,
      ...(mayAct ? { action: { href: `/collaborations/${of.collaboration.id}/${path}`, text: act } } : {}),
    };
  });
  return <GapList gaps={gaps} nothing={t.holds} />;
}

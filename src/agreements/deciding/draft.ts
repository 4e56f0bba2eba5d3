import type { DecisionDraft } from '../../decision-drafts/index.ts';
import { consequencesFor, type Money } from '../../financing/index.ts';
import type { Block } from '../../platform/documents/document.ts';
import type { Language } from '../../platform/texts.ts';
import type { AgreementParts } from '../pages/agreement-parts.ts';
import type { AgreementPartyRow } from '../queries.ts';
import { decidingTexts } from './texts.ts';

/** As it stands within a sentence; what is written in capitals stays so. */
const inSentence = (title: string, language: Language): string =>
  /^\p{Lu}\p{Ll}/u.test(title) ? `${title.charAt(0).toLocaleLowerCase(language)}${title.slice(1)}` : title;

/** What an officer of the party puts to its instance: the text, what it lays on the party, and what that costs. */
export function agreementDraft(
  parts: Omit<AgreementParts, 'binding'>,
  party: AgreementPartyRow,
  about: {
    readonly today: string;
    readonly officer: string;
    readonly money: Money | undefined;
    readonly label: string;
  },
): DecisionDraft {
  const { of, agreement, version } = parts;
  const t = decidingTexts(of.language).draft;
  const { title } = agreement;
  const { number } = version;
  const titles = parts.places
    .filter((place) => place.party_id === party.party_id)
    .map((place) => inSentence(place.title, of.language));
  const duties = parts.undertakings.filter((duty) => duty.party_id === party.party_id);
  const served = duties.filter((duty) => duty.goal_text !== null);
  const purpose = parts.clauses.find((clause) => clause.kind === 'purpose');
  const money = about.money ? consequencesFor(about.money, { id: party.party_id }, of.language) : [];
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  const isSigned = agreement.ground === 'signed';
  return {
    language: of.language,
    party: party.party_name,
    label: about.label,
    title: t.title(title, number),
    today: about.today,
    registrationNumber: party.registration_number,
    officer: about.officer,
    instance: party.instance,
    proposals: [
      isSigned ? t.enter(title, number) : t.adopt(title, number),
      ...(isSigned ? [t.appoint(titles.length > 0 ? of.formats.list(titles) : t.toFill)] : []),
      t.tell(of.collaboration.name),
    ],
    matter: [
      t.matter(parts.parties.length, of.collaboration.name),
      version.content_hash ? t.locked(number, version.content_hash) : t.notLocked(number),
      ...(agreement.ground === 'adoptedByOne'
        ? []
        : [version.least_bound === null ? t.conditionAll : t.condition(version.least_bound)]),
    ],
    background: [
      ...(purpose?.text ?? '')
        .split(/\n\s*\n/)
        .filter((text) => text.trim() !== '')
        .map((text) => paragraph(text.replace(/\s+/g, ' ').trim())),
      ...(duties.length === 0
        ? [paragraph(t.noDuties(party.party_name))]
        : [
            paragraph(t.dutiesFor(party.party_name)),
            {
              kind: 'list' as const,
              form: 'bullets' as const,
              items: duties.map((duty) => [
                [duty.text, duty.amount, duty.until_on ? t.until(of.formats.date(duty.until_on)) : '']
                  .filter(Boolean)
                  .join(', '),
              ]),
            },
          ]),
    ],
    economy: money.length > 0 ? money.map(paragraph) : [paragraph(t.noMoney)],
    goals:
      served.length > 0
        ? served.map((duty) => paragraph(t.goal(duty.text, duty.goal_text ?? '')))
        : [paragraph(t.noGoals)],
    attachments: [t.attached(title, number)],
    foot: t.foot(title, number),
  };
}

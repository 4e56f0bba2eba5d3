import { contribute, type Markable, type MarkableRow, speakForParty } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { type OwnStandingRow, readOwnStanding } from './queries.ts';
import { internalTexts } from './texts.ts';

const findMarkable = statement<MarkableRow, [collaboration: string, id: string]>(`
  select e.id, e.organisation_id, e.title as words, 'internal-material/' || e.id as path
  from internal_entry e where e.collaboration_id = $1 and e.id = $2 and e.withdrawn_at is null
    and e.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    and e.collaboration_id = any((select spoken_collaborations())::uuid[])`);
const markableEntry: Markable = {
  subjectType: 'internalEntry',
  isInternal: true,
  find: (collaborationId, id) => findMarkable(collaborationId, id),
};

/** A party's own corner of the workspace, and what has been shared with it and waits to be registered. */
export const internalInWorkspace = contribute<OwnStandingRow>({
  question: (id) => readOwnStanding(id),
  across: readOwnStanding.across,
  menu: ([standing], of) => {
    const t = internalTexts(of.language);
    const waits = standing?.to_register ?? 0;
    if (of.may(speakForParty)) {
      return [
        {
          path: 'internal-material',
          text: t.title,
          place: 90,
          ...(waits > 0 ? { state: { shape: 'waits' as const, text: t.register.count(waits) } } : {}),
        },
      ];
    }
    return (standing?.received ?? 0) > 0 ? [{ path: 'shared-material', text: t.shared.received, place: 90 }] : [];
  },
  waitsForUs: ([standing], of) => {
    const t = internalTexts(of.language).register;
    if (!standing?.first_task || !of.may(speakForParty)) return [];
    return [
      {
        title: t.waits(standing.to_register),
        why: t.waitsWhy,
        state: { shape: 'waits', text: t.title },
        action: {
          href: `/collaborations/${of.collaboration.id}/registrations/${standing.first_task}`,
          text: t.open,
        },
      },
    ];
  },
  markable: [markableEntry],
  verbs: (language) => internalTexts(language).verbs,
  told: (language) => ({ fields: internalTexts(language).told }),
});

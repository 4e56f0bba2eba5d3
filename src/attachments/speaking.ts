import { contribute, prepareCollaboration } from '../collaborations/index.ts';
import { readStanding } from './queries.ts';
import { attachmentTexts } from './texts.ts';

/** What attachments say in a workspace: where they are, and to those who lead that one holds a virus. */
export const attachmentsInWorkspace = contribute<{ readonly infected: number }>({
  question: (id) => readStanding(id),
  menu: ([standing], of) => {
    const t = attachmentTexts(of.language);
    const isTold = of.may(prepareCollaboration) && standing !== undefined && standing.infected > 0;
    return [
      {
        path: 'attachments',
        text: t.title,
        place: 80,
        ...(isTold ? { state: { shape: 'missed' as const, text: t.menuInfected(standing.infected) } } : {}),
      },
    ];
  },
  verbs: (language) => attachmentTexts(language).verbs,
  told: (language) => ({ fields: attachmentTexts(language).told }),
});

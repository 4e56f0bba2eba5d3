import { contribute } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { publicTexts } from './texts.ts';

const readStanding = statement<{ number: number }, [collaboration: string]>(`
  select number from publication where collaboration_id = $1 and replaced_at is null and unpublished_at is null`);

/** Where one sees what is public, and that something is. */
export const publicInWorkspace = contribute<{ readonly number: number }>({
  question: (id) => readStanding(id),
  menu: ([standing], of) => {
    const t = publicTexts(of.language);
    return [
      {
        path: 'published',
        text: t.menu,
        place: 90,
        ...(standing ? { state: { shape: 'done' as const, text: t.isPublic } } : {}),
      },
    ];
  },
  verbs: (language) => publicTexts(language).verbs,
});

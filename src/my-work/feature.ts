import { contribute, type WorkspaceFeature } from '../collaborations/index.ts';
import { myWorkRoutes } from './routes.tsx';
import { workTexts } from './texts.ts';
import { countWork, readWork, type WorkRows, workQuestions } from './work.ts';

export const myWork: WorkspaceFeature = {
  name: 'my-work',
  routes: myWorkRoutes,
  workspace: contribute({
    counted: {
      questions: workQuestions,
      count: (workspace, rows, reader) =>
        countWork(readWork(workspace, rows as never as WorkRows, reader.user, reader)),
    },
    verbs: (language) => workTexts(language).verbs,
    told: (language) => {
      const t = workTexts(language);
      return { fields: t.told };
    },
  }),
  styles: new URL('my-work.css', import.meta.url),
};

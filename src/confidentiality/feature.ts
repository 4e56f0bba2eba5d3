import { contribute, handlingIn, type WorkspaceFeature } from '../collaborations/index.ts';
import { eventGroupRoutes } from './event-group-routes.tsx';
import { readLogRoutes } from './read-log-routes.tsx';
import { sightRoutes } from './sight-routes.tsx';
import { confidentialityTexts } from './texts.ts';

export const confidentiality: WorkspaceFeature = {
  name: 'confidentiality',
  routes: (house) => [...sightRoutes(house), ...readLogRoutes(house), ...eventGroupRoutes(house)],
  styles: new URL('confidentiality.css', import.meta.url),
  workspace: contribute({
    menu: (_rows, { user, collaboration, language }) => {
      const t = confidentialityTexts(language);
      return [
        ...(handlingIn(user, collaboration.id)?.hasEventGroups
          ? [{ path: 'event-groups', text: t.group.title, place: 80 }]
          : []),
        ...(collaboration.example === 'real' ? [] : [{ path: 'sight', text: t.sight.column, place: 95 }]),
      ];
    },
    verbs: (language) => confidentialityTexts(language).verbs,
    told: (language) => {
      const t = confidentialityTexts(language);
      return { fields: t.told, words: { 'sight.confidentiality': t.sight.names } };
    },
  }),
};

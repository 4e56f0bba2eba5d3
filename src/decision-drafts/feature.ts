import { contribute, type WorkspaceFeature } from '../collaborations/index.ts';
import { decisionDraftTexts } from './texts.ts';

/** Mounted by the rooms whose matters are decided, each at its own address. */
export const decisionDrafts: WorkspaceFeature = {
  name: 'decision-drafts',
  routes: () => [],
  workspace: contribute({ verbs: (language) => decisionDraftTexts(language).verbs }),
  styles: new URL('decision-drafts.css', import.meta.url),
};

/** Drafts for decision: what a party’s own officer puts to the instance that decides. */
export { findTemplateName, useTemplate } from './decision-template.ts';
export { type BesideDraft, type DecisionDraft, draftDocument, instanceIn } from './draft.ts';
export { type DraftedMatter, decisionDraftRoutes, type OpenedDraft } from './draft-routes.tsx';

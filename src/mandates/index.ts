/** What each party may decide and do, on what legal ground, and what that means for what is planned. */
export { answerMatter } from './answering.ts';
export { assessInformation } from './assessing-information.ts';
export { type WholeCard, wholeCard } from './card.ts';
export type { Direction, InformationFacts } from './information.ts';
export { type InterpretationFacts, keepInterpretation } from './keeping-interpretations.ts';
export { type CardFacts, type DecisionRightFacts, type DialogueFacts, emptyCard, type GroundFacts } from './mandate.ts';
export type { AnswerFacts, MandateNeed } from './mandate-map.ts';
export { mandateOf } from './mandate-text.ts';
export { noteCondition } from './noting-conditions.ts';
export { type PersonalDataBasis, personalDataBases } from './personal-data-basis.ts';
export { planMatter } from './planning-matters.ts';
export { type ConditionFacts, listCards, listDecisionRights, listDialogues, listGrounds } from './queries.ts';
export { mandateTexts } from './texts.ts';
export { writeCard, writeDecisionRights, writeDialogues, writeGrounds } from './writing-card.ts';

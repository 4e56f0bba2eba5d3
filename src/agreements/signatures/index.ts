export { signedPapers } from './attachable.ts';
export { evidenceRoutes } from './evidence-routes.tsx';
export { signatoryLetters } from './letters.ts';
export { enterSignedPapers, signAgreements } from './policy.ts';
export { signingRoutes } from './signing-routes.tsx';
export { signatureTexts } from './texts.ts';

export { signedPapers } from './attachable.ts';
export { signatoryLetters } from './letters.ts';
export { evidenceRoutes } from './evidence-routes.tsx';
export { signingRoutes } from './signing-routes.tsx';
export { signatureTexts } from './texts.ts';
export { enterSignedPapers, signAgreements } from './policy.ts';

import { z } from 'zod';
import { keysAddress, logoAddress, type Provider, redirectAddress } from './provider.ts';

/**
 * What a federation wants to know of us as the relying party of an organisation: OpenID Connect Dynamic Client
 * Registration 1.0 (names in several languages as its section 2.1 says), with what Sweden Connect asks for besides.
 */
export const relyingPartyShape = z.strictObject({
  client_id: z.string().min(1),
  client_name: z.string().min(1),
  'client_name#sv': z.string().min(1),
  'client_name#en': z.string().min(1),
  organization_name: z.string().min(1),
  'organization_name#sv': z.string().min(1),
  'organization_name#en': z.string().min(1),
  client_uri: z.url(),
  'client_uri#sv': z.url(),
  'client_uri#en': z.url(),
  logo_uri: z.url(),
  contacts: z.array(z.email()).min(1),
  application_type: z.literal('web'),
  redirect_uris: z.array(z.url()).length(1),
  jwks_uri: z.url(),
  response_types: z.tuple([z.literal('code')]),
  grant_types: z.tuple([z.literal('authorization_code')]),
  token_endpoint_auth_method: z.enum(['private_key_jwt', 'client_secret_basic']),
  token_endpoint_auth_signing_alg: z.literal('RS256').optional(),
  request_object_signing_alg: z.literal('RS256').optional(),
  id_token_signed_response_alg: z.literal('RS256'),
  subject_type: z.literal('pairwise'),
});
export type RelyingParty = z.infer<typeof relyingPartyShape>;

export function relyingPartyOf(origin: string, provider: Provider): RelyingParty {
  const byKey = provider.authentication === 'privateKey';
  const id = provider.organisation_id;
  return {
    client_id: provider.client_id,
    client_name: 'Armkrok',
    'client_name#sv': 'Armkrok',
    'client_name#en': 'Armkrok',
    organization_name: provider.organisation_name,
    'organization_name#sv': provider.organisation_name,
    'organization_name#en': provider.organisation_name,
    client_uri: `${origin}/`,
    'client_uri#sv': `${origin}/`,
    'client_uri#en': `${origin}/`,
    logo_uri: logoAddress(origin),
    contacts: [provider.contact],
    application_type: 'web',
    redirect_uris: [redirectAddress(origin, id)],
    jwks_uri: keysAddress(origin, id),
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: byKey ? 'private_key_jwt' : 'client_secret_basic',
    ...(byKey ? { token_endpoint_auth_signing_alg: 'RS256' as const } : {}),
    ...(provider.is_request_signed ? { request_object_signing_alg: 'RS256' as const } : {}),
    id_token_signed_response_alg: 'RS256',
    subject_type: 'pairwise',
  };
}

/**
 * Who acts, as their credential says it, before anybody has looked whether they still exist. A user or the root may
 * act by a permanent access key or by a session made with one; `credentialId` is that permanent key.
 */
export type PrincipalReference =
  | { readonly kind: 'root'; readonly account: string; readonly credentialId?: string }
  | { readonly kind: 'user'; readonly account: string; readonly id: string; readonly credentialId?: string }
  | { readonly kind: 'role'; readonly account: string; readonly id: string; readonly sessionName: string };
